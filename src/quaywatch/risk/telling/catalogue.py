"""Every input that a model may learn from, with its sentences."""

from collections.abc import Mapping

from quaywatch.risk.telling import categories, declared
from quaywatch.risk.telling.form import Form, Telling
from quaywatch.risk.telling.network import NETWORK
from quaywatch.risk.telling.past import PAST
from quaywatch.risk.telling.unlike import MOST, NOVELTY, UNLIKE
from quaywatch.rules import Texts

OTHERS = "others"
"""The code of the reason that holds all learned contributions too small to be told apart."""

_TOGETHER = Texts(
    en="All else that was learned, each too small to tell",
    fr="Tout le reste de ce qui a été appris, trop petit pour être dit séparément",
    nl="Al het overige dat geleerd werd, elk te klein om te noemen",
    es="Todo lo demás aprendido, demasiado pequeño para decirlo por separado",
)

TOLD: dict[str, Telling] = {
    **PAST,
    **NETWORK,
    **declared.DECLARED,
    **categories.CATEGORIES,
    **NOVELTY,
    OTHERS: Telling((Form(_TOGETHER),), _TOGETHER),
}
"""All inputs by name; a learned reason carries the name as its code."""

_RAISES = Texts(
    en=". Among inspected boxes that went with more finds",
    fr=". Parmi les conteneurs contrôlés, cela allait avec plus de découvertes",
    nl=". Bij gecontroleerde containers ging dat samen met meer vondsten",
    es=". Entre los contenedores inspeccionados, eso iba con más hallazgos",
)
_LOWERS = Texts(
    en=". Among inspected boxes that went with fewer finds",
    fr=". Parmi les conteneurs contrôlés, cela allait avec moins de découvertes",
    nl=". Bij gecontroleerde containers ging dat samen met minder vondsten",
    es=". Entre los contenedores inspeccionados, eso iba con menos hallazgos",
)


def fact(code: str, values: Mapping[str, str], language: str) -> str:
    """Return what an input says of a consignment; `values` is as `values.values` gives it.

    An input that nobody gave words is said by its name.
    """
    telling = TOLD.get(code)
    if telling is None:
        return code
    said = telling.said(values, language)
    newest = TOLD.get(values.get("newest", "")) if code == UNLIKE else None
    if newest is None:
        return said
    its_own = {
        name.removeprefix(_OF_NEWEST): value
        for name, value in values.items()
        if name.startswith(_OF_NEWEST)
    }
    return said + MOST.get(language).format(newest.said(its_own, language))


_OF_NEWEST = "newest_"


def unlike(percentile: float, newest: str, said: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Return the values of `UNLIKE`: the percentile and what its most unusual input says."""
    its_own = {f"{_OF_NEWEST}{name}": value for name, value in said.get(newest, {}).items()}
    return {"value": f"{percentile:.6g}", "newest": newest, **its_own}


def sentence(code: str, values: Mapping[str, str], contribution: float, language: str) -> str:
    """Return what an input says, and which way it spoke among inspected boxes, if either."""
    way = _RAISES if contribution > 0 else _LOWERS
    return fact(code, values, language) + (way.get(language) if contribution else "")
