"""Figures from tables: those that are shipped, or a service's own."""

import csv
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from quaywatch.strategy.figures.figure import Figure, Single

_SHIPPED = "quaywatch.strategy.figures"
_T = TypeVar("_T")
_FLAGS = ("at_least", "provisional", "derived")
_SAID = {"": False, "yes": True}


class BadFigures(ValueError):  # noqa: N818 - the analyst's word
    """A table that cannot be read; the message names table, line and column."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, the meaning of each definition, and the single finds that were told of."""

    figures: tuple[Figure, ...]
    singles: tuple[Single, ...]
    definitions: dict[str, str]

    @property
    def version(self) -> str:
        """Of the content: two with one version say the same."""
        return sha256(msgspec.json.encode(self)).hexdigest()[:16]


@cache
def public() -> Figures:
    """Return the public figures that are shipped.

    >>> len(public().figures) >= 150
    True
    """
    return read(resources.files(_SHIPPED) / "data")


def read(folder: Traversable) -> Figures:
    """Return the figures of a folder with `figures.csv`, `single.csv` and `definitions.csv`.

    Raises:
        BadFigures: a table is missing, a line cannot be read, says nothing of its source, or uses a
            definition that is explained nowhere.

    """
    definitions = {row["code"]: row["meaning"] for _, row in _rows(folder / "definitions.csv")}
    figures = tuple(
        _figure(number, row, definitions) for number, row in _rows(folder / "figures.csv")
    )
    singles = tuple(
        _typed("single.csv", number, row, Single) for number, row in _rows(folder / "single.csv")
    )
    return Figures(figures=figures, singles=singles, definitions=definitions)


def _figure(number: int, row: dict[str, str], definitions: dict[str, str]) -> Figure:
    for name in _FLAGS:
        if row.get(name) not in _SAID:
            raise BadFigures(f"figures.csv, line {number}: {name} is neither empty nor yes")
    said: dict[str, Any] = {
        **row,
        **{name: _SAID[row[name]] for name in _FLAGS},
        "loaded_in": row["loaded_in"] or None,
        "as_of": row["as_of"] or None,
    }
    figure = _typed("figures.csv", number, said, Figure)
    if figure.definition not in definitions:
        raise BadFigures(f"figures.csv, line {number}: {figure.definition} is explained nowhere")
    if figure.months < 1:
        raise BadFigures(f"figures.csv, line {number}: its last month is before its first")
    return figure


def _typed(table: str, number: int, said: dict[str, Any], kind: type[_T]) -> _T:
    try:
        return msgspec.convert(said, kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadFigures(f"{table}, line {number}: {error}") from error


def _rows(path: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFigures(f"{path.name}: {error}") from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise BadFigures(f"{path.name}, line {reader.line_num}: too many or too few fields")
            yield reader.line_num, row
    except csv.Error as error:
        raise BadFigures(f"{path.name}, line {reader.line_num}: {error}") from error
