"""Expressions worked out over the columns of a batch, each shared step once."""

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.cargo import Frames
from quaywatch.rules.language.aggregate import KINDS, Rows
from quaywatch.rules.language.distinct import Texts, answered
from quaywatch.rules.language.formulas import (
    Formulas,
    finding_column,
    in_waves,
    name,
    waves,
)
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
        texts = Texts(graph)
        shared = {i for i in graph.shared & texts.beside if graph.scopes[i] is None}
        kept = (shared | lent | {*gathered}) - texts.cells
        late = self._late(gathered)
        formulas = Formulas(graph, kept | texts.cells)
        self._texts = texts.of(None)
        self._early = waves(graph, kept - late, formulas)
        self._late_waves = waves(graph, (kept & late) - {*gathered}, formulas)
        self._truths = [
            formulas.of(root).fill_null(value=False).alias(name(i))
            for i, root in enumerate(graph.roots)
        ]
        self._declared = _declared(graph, "field", None)
        self._findings = [str(cell.value) for cell in graph.cells if cell.op == "finding"]
        self._items = [_Items(graph, each, lent, gathered, texts) for each in Collection]

    def hits(self, frames: Frames, spoken: Spoken) -> list[NDArray[np.int64]]:
        """Return the rows of which each expression holds, in order."""
        wide = frames.consignments.select(self._declared)
        wide = wide.hstack([_flag(code, spoken, wide.height) for code in self._findings])
        wide = in_waves(answered(wide, self._texts), self._early)
        for items in self._items:
            wide = wide.hstack(items.gathered(wide, frames))
        truths = in_waves(wide, self._late_waves).select(self._truths)
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
        self,
        graph: Graph,
        collection: Collection,
        lent: set[int],
        gathered: Iterable[int],
        texts: Texts,
    ) -> None:
        self._collection = collection
        self._gathers = [
            (i, KINDS[graph.cells[i].op], graph.cells[i].parts[0])
            for i in gathered
            if graph.cells[i].value == collection
        ]
        inside = [i for i, scope in enumerate(graph.scopes) if scope == collection]
        self._lent = sorted({p for i in inside for p in graph.cells[i].parts} & lent)
        shared = {*inside} & graph.shared & texts.beside
        kept = (shared | {body for _, _, body in self._gathers}) - texts.cells
        formulas = Formulas(graph, kept | {*self._lent} | texts.cells)
        self._texts = texts.of(collection)
        self._waves = waves(graph, kept, formulas)
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
        items = in_waves(answered(items, self._texts), self._waves)
        return [
            kind.columns(items[name(body)], rows, wide.height).alias(name(i))
            for i, kind, body in self._gathers
        ]


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
