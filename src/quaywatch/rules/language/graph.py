"""Bound expressions laid out together, so that what several of them ask is there once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.bound import Term, Value
from quaywatch.rules.language.types import FIELDS, Collection, Type

_ATOMS = {"literal", "field", "item", "element", "finding"}
_ELEMENT = "element"


class Cell(NamedTuple):
    """A term whose parts are numbers of cells; equal terms are one cell."""

    op: str
    type: Type
    parts: tuple[int, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Graph:
    """Cells, each after its parts, and those of the expressions themselves."""

    cells: tuple[Cell, ...]
    roots: tuple[int, ...]
    scopes: tuple[str | None, ...]
    """What a cell is asked of: an item of a `Collection`, a list's element; None: a consignment."""
    shared: frozenset[int]
    """Cells worth remembering: asked for more than once, and not just a value that stands there."""

    def conjuncts(self, cell: int) -> list[int]:
        """Return what all must hold for `cell` to hold, in the order of the text."""
        if self.cells[cell].op != "and":
            return [cell]
        return [each for part in self.cells[cell].parts for each in self.conjuncts(part)]


def lay_out(terms: Sequence[Term]) -> Graph:
    """Return the cells of `terms`."""
    laying = _Laying()
    roots = tuple(laying.number(term) for term in terms)
    for root in roots:
        laying.uses[root] += 1
    shared = frozenset(
        cell
        for cell, uses in enumerate(laying.uses)
        if uses > 1 and laying.cells[cell].op not in _ATOMS and laying.scopes[cell] != _ELEMENT
    )
    return Graph(tuple(laying.cells), roots, tuple(laying.scopes), shared)


class _Laying:
    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.scopes: list[str | None] = []
        self.uses: list[int] = []
        self._known: dict[Cell, int] = {}

    def number(self, term: Term) -> int:
        """Return the cell of `term`, made if it is not there yet."""
        parts = tuple(self.number(part) for part in term.parts)
        cell = Cell(term.op, term.type, parts, term.value)
        if cell in self._known:
            return self._known[cell]
        for part in parts:
            self.uses[part] += 1
        self.cells.append(cell)
        self.uses.append(0)
        self.scopes.append(self._scope(cell))
        self._known[cell] = len(self.cells) - 1
        return self._known[cell]

    def _scope(self, cell: Cell) -> str | None:
        match cell.op:
            case "item":
                return Collection(str(FIELDS[str(cell.value)].collection))
            case "element":
                return _ELEMENT
            case "exists":
                return self.scopes[cell.parts[0]]
            case op if op in KINDS:
                return None
            case _:
                return next((s for part in cell.parts if (s := self.scopes[part])), None)
