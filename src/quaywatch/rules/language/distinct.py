"""What is asked of one text alone, worked out once for each text that differs.

Ports, goods and names come back again and again in a batch: looking for a word in each of a few
thousand texts, and looking its answer up for each row, costs less than looking for it in every row.
"""

from collections.abc import Container, Iterable, Sequence

import polars as pl

from quaywatch.rules.language.formulas import Formulas, in_waves, name, waves
from quaywatch.rules.language.graph import Graph
from quaywatch.rules.language.meanings import PLAIN
from quaywatch.rules.language.types import FIELDS, Type

_DEAR = {"among", "contains", "matches", "lower", "upper", "endsWith"}
"""Operations that cost more than looking an answer up."""
_JOINING = {*PLAIN, "not", "and", "or", "has", "among", "matches"}
_MIXED = ""
"""Said of a cell that rests on more than one text, or on anything else."""


class Texts:
    """The outermost cells that rest on one text alone and are dear."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found = _apart(graph)
        self.cells = {cell for cells in self._found.values() for cell in cells}
        self.beside = _beneath(graph, graph.roots, self.cells)
        """What is worked out row by row, and `cells`, without what only these are made of."""

    def of(self, scope: str | None) -> list["Distinct"]:
        """Return what is asked of the texts of consignments, or of one collection of items."""
        return [
            Distinct(self._graph, text, cells)
            for text, cells in self._found.items()
            if FIELDS[text].collection == scope
        ]


def answered(frame: pl.DataFrame, texts: Sequence["Distinct"]) -> pl.DataFrame:
    """Return the frame with the answers to what is asked of its texts."""
    return frame.hstack([a for each in texts for a in each.answers(frame[each.column])])


def _apart(graph: Graph) -> dict[str, list[int]]:
    """Return the cells by the name of the text that they rest on."""
    texts = _texts(graph)
    dear = [False] * len(graph.cells)
    outermost = {*graph.roots}
    for i, cell in enumerate(graph.cells):
        dear[i] = cell.op in _DEAR or any(dear[part] for part in cell.parts)
        if texts[i] == _MIXED:
            outermost.update(cell.parts)
    found: dict[str, list[int]] = {}
    for i in sorted(outermost):
        text = texts[i]
        if text and dear[i] and graph.cells[i].type is Type.TRUTH:
            found.setdefault(text, []).append(i)
    return found


def _texts(graph: Graph) -> list[str | None]:
    """Return the text that each cell rests on; None: on constants; `_MIXED`: on more."""
    texts: list[str | None] = []
    for cell in graph.cells:
        if cell.op == "literal":
            texts.append(None)
        elif cell.op in {"field", "item"} and cell.type is Type.TEXT:
            texts.append(str(cell.value))
        elif cell.op in _JOINING:
            below = {texts[part] for part in cell.parts} - {None}
            texts.append(below.pop() if len(below) == 1 else _MIXED)
        else:
            texts.append(_MIXED)
    return texts


def _beneath(graph: Graph, cells: Iterable[int], until: Container[int] = ()) -> set[int]:
    """Return `cells` and what they are worked out of, down to those of `until`."""
    found = {*cells}
    for i in range(len(graph.cells) - 1, -1, -1):
        if i in found and i not in until:
            found.update(graph.cells[i].parts)
    return found


class Distinct:
    """The questions about one text."""

    def __init__(self, graph: Graph, text: str, cells: Sequence[int]) -> None:
        self.column = FIELDS[text].column
        self._names = [name(cell) for cell in cells]
        kept = {*cells} | (_beneath(graph, cells) & graph.shared)
        self._waves = waves(graph, kept, Formulas(graph, kept))

    def answers(self, texts: pl.Series) -> list[pl.Series]:
        """Return a column for each question."""
        distinct = texts.unique().drop_nulls()
        if 2 * len(distinct) > len(texts):
            return self._asked(texts)
        code = texts.cast(pl.Enum(distinct)).to_physical().fill_null(len(distinct))
        asked = pl.DataFrame(self._asked(distinct.append(pl.Series([None], dtype=pl.String))))
        return asked[code].get_columns()

    def _asked(self, texts: pl.Series) -> list[pl.Series]:
        frame = texts.alias(self.column).to_frame()
        return in_waves(frame, self._waves).select(self._names).get_columns()
