"""Every input that a model may learn from, with its sentences and its fields."""

from collections.abc import Mapping

from quaywatch.history import CATALOGUE
from quaywatch.risk.telling import categories, declared
from quaywatch.risk.telling.form import Telling
from quaywatch.risk.telling.past import PAST
from quaywatch.risk.telling.unlike import MOST, NOVELTY, UNLIKE
from quaywatch.rules import Texts

TOLD: dict[str, Telling] = {
    **PAST,
    **declared.DECLARED,
    **categories.CATEGORIES,
    **NOVELTY,
}
"""All inputs by name; a learned reason carries the name as its code."""

_FIELDS = {
    **{feature.name: feature.fields for feature in CATALOGUE},
    **declared.FIELDS,
    **categories.FIELDS,
}

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


def fields(code: str) -> tuple[str, ...]:
    """Return the declared fields that an input rests on; none for what has none."""
    return _FIELDS.get(code, ())


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


def sentence(code: str, values: Mapping[str, str], contribution: float, language: str) -> str:
    """Return what an input says, and which way it spoke among inspected boxes, if either."""
    way = _RAISES if contribution > 0 else _LOWERS
    return fact(code, values, language) + (way.get(language) if contribution else "")
