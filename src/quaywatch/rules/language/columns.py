"""Expressions worked out over the columns of a batch, each shared step once."""

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.cargo import Frames
from quaywatch.rules.language.aggregate import KINDS, Rows
from quaywatch.rules.language.formulas import Formulas, finding_column, name
from quaywatch.rules.language.graph import Graph
from quaywatch.rules.language.types import FIELDS, Collection

Spoken = Mapping[str, NDArray[np.uint32]]
"""The rows on which each check spoke up, by its code."""


class Columns:
    """Expressions ready to be worked out over a batch.

    First what items need of their consignments, then the items, then all else; each of the three
    in waves, in which every expression reads columns of earlier waves only.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        gathered = [i for i, cell in enumerate(graph.cells) if cell.op in KINDS]
        lent = self._lent()
        kept = {i for i in graph.shared if graph.scopes[i] is None} | lent | {*gathered}
        late = self._late(gathered)
        formulas = Formulas(graph, kept)
        self._early = _waves(graph, {i for i in kept if i not in late}, formulas)
        self._late_waves = _waves(graph, (kept & late) - {*gathered}, formulas)
        self._truths = [
            formulas.of(root).fill_null(value=False).alias(name(i))
            for i, root in enumerate(graph.roots)
        ]
        self._declared = _declared(graph, "field", None)
        self._findings = [str(cell.value) for cell in graph.cells if cell.op == "finding"]
        self._items = [_Items(graph, each, lent, gathered) for each in Collection]

    def hits(self, frames: Frames, spoken: Spoken) -> list[NDArray[np.int64]]:
        """Return the rows of which each expression holds, in order."""
        wide = frames.consignments.select(self._declared)
        wide = wide.hstack([_flag(code, spoken, wide.height) for code in self._findings])
        wide = _in_waves(wide, self._early)
        for items in self._items:
            wide = wide.hstack(items.gathered(wide, frames))
        truths = _in_waves(wide, self._late_waves).select(self._truths)
        return [np.flatnonzero(truth.to_numpy()) for truth in truths.get_columns()]

    def _lent(self) -> set[int]:
        """Return the cells of consignments that items ask for."""
        graph = self._graph
        return {
            part
            for i, cell in enumerate(graph.cells)
            if graph.scopes[i] in set(Collection)
            for part in cell.parts
            if graph.scopes[part] is None and graph.cells[part].op != "literal"
        }

    def _late(self, gathered: Iterable[int]) -> set[int]:
        """Return the cells that wait for what is gathered of items."""
        late = {*gathered}
        for i, cell in enumerate(self._graph.cells):
            if not late.isdisjoint(cell.parts):
                late.add(i)
        return late


class _Items:
    """What is asked of one collection."""

    def __init__(
        self, graph: Graph, collection: Collection, lent: set[int], gathered: Iterable[int]
    ) -> None:
        self._collection = collection
        self._gathers = [
            (i, KINDS[graph.cells[i].op], graph.cells[i].parts[0])
            for i in gathered
            if graph.cells[i].value == collection
        ]
        inside = [i for i, scope in enumerate(graph.scopes) if scope == collection]
        self._lent = sorted({p for i in inside for p in graph.cells[i].parts} & lent)
        kept = {*inside} & graph.shared | {body for _, _, body in self._gathers}
        formulas = Formulas(graph, kept | {*self._lent})
        self._waves = _waves(graph, kept, formulas)
        self._declared = _declared(graph, "item", collection)

    def gathered(self, wide: pl.DataFrame, frames: Frames) -> list[pl.Series]:
        """Return a column for each question: its answer by consignment."""
        if not self._gathers:
            return []
        goods = self._collection is Collection.GOODS
        items = (frames.goods_items if goods else frames.equipment).select(self._declared)
        rows: Rows = items["row"].to_numpy()
        if self._lent:
            items = items.hstack(wide.select(map(name, self._lent))[items["row"]])
        items = _in_waves(items, self._waves)
        return [
            kind.columns(items[name(body)], rows, wide.height).alias(name(i))
            for i, kind, body in self._gathers
        ]


def _waves(graph: Graph, kept: set[int], formulas: Formulas) -> list[list[pl.Expr]]:
    """Return how the cells of `kept` are worked out, each after those it reads."""
    wave = [0] * len(graph.cells)
    waves: dict[int, list[pl.Expr]] = {}
    for i, cell in enumerate(graph.cells):
        wave[i] = max((wave[part] + (part in kept) for part in cell.parts), default=0)
        if i in kept:
            waves.setdefault(wave[i], []).append(formulas.worked_out(i).alias(name(i)))
    return [waves[number] for number in sorted(waves)]


def _in_waves(frame: pl.DataFrame, waves: list[list[pl.Expr]]) -> pl.DataFrame:
    for wave in waves:
        frame = frame.with_columns(wave)
    return frame


def _declared(graph: Graph, op: str, scope: Collection | None) -> list[pl.Expr]:
    named = {
        str(cell.value): None
        for i, cell in enumerate(graph.cells)
        if cell.op == op and graph.scopes[i] == scope
    }
    return [pl.col("row"), *(FIELDS[each].present for each in named)]


def _flag(code: str, spoken: Spoken, height: int) -> pl.Series:
    flag = np.zeros(height, dtype=np.bool_)
    flag[spoken.get(code, [])] = True
    return pl.Series(finding_column(code), flag)
