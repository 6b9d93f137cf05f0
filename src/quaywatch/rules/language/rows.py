"""Expressions asked of one consignment at a time, as plain functions of its values.

For a few consignments this costs microseconds where columns cost the fixed price of every step.
"""

import math
from collections.abc import Iterator, Mapping, Set
from typing import Any

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.rules.language import steps
from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.graph import Cell, Graph
from quaywatch.rules.language.keys import Index
from quaywatch.rules.language.meanings import PLAIN
from quaywatch.rules.language.steps import ABSENT, Row, Step, microseconds
from quaywatch.rules.language.types import FIELDS, Collection, Type

_SPOKEN, _FIRST_ITEMS = 0, 1
_ITEMS = {collection: _FIRST_ITEMS + i for i, collection in enumerate(Collection)}
_COSTLY = ("matches", "exists", *KINDS)


class Rows:
    """Expressions ready to be asked row by row."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._blank: dict[str | None, Row] = {None: [None] * (1 + len(_ITEMS))}
        self._blank |= {collection: [None] for collection in Collection}
        self._fields: dict[str | None, dict[str, int]] = {scope: {} for scope in self._blank}
        self._steps: list[Step] = []
        for number in range(len(graph.cells)):
            self._steps.append(self._step(number))
        self._asked = [self._asked_for(root) for root in graph.roots]
        self._index = Index(graph, self._steps)

    def hits(self, frames: Frames, spoken: Mapping[int, Set[str]]) -> Iterator[list[int]]:
        """Yield, for each consignment, the numbers of the expressions that hold, in order.

        `spoken` holds the codes of the checks that spoke up on the consignment of a row.
        """
        rows = [row for _, row in self._laid(frames.consignments, None)]
        for row, consignment in enumerate(rows):
            consignment[_SPOKEN] = spoken.get(row, frozenset())
            for place in _ITEMS.values():
                consignment[place] = []
        for collection, place in _ITEMS.items():
            items = frames.goods_items if collection is Collection.GOODS else frames.equipment
            for row, item in self._laid(items, collection):
                item[0] = rows[row]
                rows[row][place].append(item)
        for consignment in rows:
            yield self._of(consignment)

    def _of(self, row: Row) -> list[int]:
        items = {collection: row[place] for collection, place in _ITEMS.items()}
        possible = self._index.possible(row, items)
        asked = self._asked
        return [number for number in possible if _hold(asked[number], row)]

    def _laid(self, frame: pl.DataFrame, scope: str | None) -> Iterator[tuple[int, Row]]:
        """Yield the number of each row and its values in their places."""
        named = self._fields[scope]
        columns = [
            _present(frame.get_column(FIELDS[name].column), FIELDS[name].type) for name in named
        ]
        blank, places = self._blank[scope], list(named.values())
        for i, number in enumerate(frame.get_column("row").to_list()):
            row = blank.copy()
            for place, column in zip(places, columns, strict=True):
                row[place] = column[i]
            yield number, row

    def _asked_for(self, root: int) -> list[Step]:
        """Return what must all be true, cheap questions first."""
        conjuncts = self._graph.conjuncts(root)
        conjuncts.sort(key=lambda cell: self._graph.cells[cell].op in _COSTLY)
        return [self._steps[cell] for cell in conjuncts]

    def _place(self, scope: str | None, value: object) -> int:
        self._blank[scope].append(value)
        return len(self._blank[scope]) - 1

    def _step(self, number: int) -> Step:
        """Return what cell `number` does; its parts come before it."""
        cell, scope = self._graph.cells[number], self._graph.scopes[number]
        parts = [self._part(part, scope) for part in cell.parts]
        if cell.op in KINDS:
            step = steps.gathered(cell.op, parts[0], _ITEMS[Collection(str(cell.value))])
        elif cell.op in PLAIN:
            step = steps.plain(cell.op, parts)
        elif parts:
            step = steps.special(cell.op, parts, cell.value)
        else:
            step = self._atom(cell, scope)
        if number in self._graph.shared:
            return steps.remembered(step, self._place(scope, ABSENT))
        return step

    def _part(self, number: int, scope: str | None) -> Step:
        step = self._steps[number]
        if scope not in _ITEMS or self._graph.scopes[number] is not None:
            return step
        return step if self._graph.cells[number].op == "literal" else steps.of_consignment(step)

    def _atom(self, cell: Cell, scope: str | None) -> Step:
        match cell.op:
            case "literal":
                return steps.constant(cell.value)
            case "element":
                return steps.at(0)
            case "finding":
                return steps.spoken(str(cell.value), _SPOKEN)
            case _:
                place = self._fields[scope][str(cell.value)] = self._place(scope, None)
                return steps.at(place)


def _hold(asked: list[Step], row: Row) -> bool:
    """Say whether all that is asked is true; a plain loop, since this is where the time goes."""
    for ask in asked:  # noqa: SIM110
        if ask(row) is not True:
            return False
    return True


def _present(column: pl.Series, kind: Type) -> list[Any]:
    """Return the values of `column`, what counts as missing made None."""
    values = column.to_list()
    match kind:
        case Type.TEXT:
            return [value or None for value in values]
        case Type.NUMBER:
            return [
                None if value is None or math.isnan(value) else float(value) for value in values
            ]
        case Type.INSTANT:
            return [microseconds(value) for value in values]
        case _:
            return values
