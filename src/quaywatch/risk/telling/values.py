"""What the sentences of learned reasons hold, taken from a row of a model's inputs."""

import math
from collections.abc import Iterator, Mapping
from typing import cast

from quaywatch.history import CATALOGUE
from quaywatch.history.feature import Reading
from quaywatch.history.measures import Measure
from quaywatch.risk.telling.catalogue import TOLD
from quaywatch.risk.telling.measured import of_measure

Row = Mapping[str, object]
"""One consignment's inputs by name; None or not a number where nothing is said."""

_MEASURED = {Measure.MASS: "goods_mass_kg", Measure.PACKAGE_MASS: "package_mass_kg"}
_COMPARED = {
    feature.name: _MEASURED[of_measure(feature)]
    for feature in CATALOGUE
    if feature.fold.reading is Reading.RATIO
}


class Said(Mapping[str, dict[str, str]]):
    """The figures of every input of a row that has sentences, each worked out when asked for."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getitem__(self, code: str) -> dict[str, str]:
        if code not in TOLD:
            raise KeyError(code)
        said = _of(code, self._row)
        measured = _COMPARED.get(code)
        if measured is None:
            return said
        off, mass = _number(self._row[code]), _number(self._row.get(measured))
        if off is not None and mass is not None:
            said |= {"said": _text(mass), "usual": _text(mass / 2.0**off)}
        return said

    def __iter__(self) -> Iterator[str]:
        return (code for code in self._row if code in TOLD)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _of(code: str, row: Row) -> dict[str, str]:
    value = row[code]
    if isinstance(value, (list, tuple)):
        codes = " ".join(str(each) for each in cast("list[object]", value))
        return {"value": codes} if codes else {}
    if isinstance(value, str):
        return {"value": value} if value else {}
    number = _number(value)
    return {} if number is None else {"value": _text(number)}


def _number(value: object) -> float | None:
    if not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) else None


def _text(number: float) -> str:
    return f"{number:.6g}"
