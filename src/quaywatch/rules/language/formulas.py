"""What each operation does over columns, as a Polars expression."""

from collections.abc import Callable, Container

import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.rules.language.graph import Graph
from quaywatch.rules.language.meanings import PLAIN
from quaywatch.rules.language.types import FIELDS, Type, unless_empty


def name(cell: int) -> str:
    """Return the column in which the values of `cell` are kept."""
    return f"t{cell}"


def finding_column(code: str) -> str:
    """Return the column that says whether check `code` spoke up."""
    return f'finding("{code}")'


class Formulas:
    """Cells as Polars expressions over columns that are there already."""

    def __init__(self, graph: Graph, kept: Container[int]) -> None:
        self._graph, self._kept = graph, kept

    def of(self, number: int) -> pl.Expr:
        """Return how cell `number` is had: where it is kept, or worked out."""
        return pl.col(name(number)) if number in self._kept else self.worked_out(number)

    def worked_out(self, number: int) -> pl.Expr:
        """Return how cell `number` is worked out of its parts."""
        cell = self._graph.cells[number]
        parts = [self.of(part) for part in cell.parts]
        match cell.op:
            case op if op in PLAIN:
                return PLAIN[op].columns(*parts)
            case "field" | "item":
                return pl.col(FIELDS[str(cell.value)].column)
            case "literal":
                return pl.lit(cell.value, dtype=_LITERALS.get(cell.type))
            case "finding":
                return pl.col(finding_column(str(cell.value)))
            case "among":
                return parts[0].is_in(list(cell.value if isinstance(cell.value, tuple) else ()))
            case "matches":
                return parts[0].str.contains(str(cell.value))
            case op:
                return _SPECIAL[op](*parts)


def waves(graph: Graph, kept: set[int], formulas: Formulas) -> list[list[pl.Expr]]:
    """Return how the cells of `kept` are worked out, each after those it reads."""
    wave = [0] * len(graph.cells)
    waves: dict[int, list[pl.Expr]] = {}
    for i, cell in enumerate(graph.cells):
        wave[i] = max((wave[part] + (part in kept) for part in cell.parts), default=0)
        if i in kept:
            waves.setdefault(wave[i], []).append(formulas.worked_out(i).alias(name(i)))
    return [waves[number] for number in sorted(waves)]


def in_waves(frame: pl.DataFrame, waves: list[list[pl.Expr]]) -> pl.DataFrame:
    """Return the frame with what the waves work out."""
    for wave in waves:
        frame = frame.with_columns(wave)
    return frame


def _has_any(texts: pl.Expr) -> pl.Expr:
    return _length(texts) > 0


def _length(texts: pl.Expr) -> pl.Expr:
    return texts.list.len().fill_null(0).cast(pl.Float64)


def _within(wanted: pl.Expr, texts: pl.Expr) -> pl.Expr:
    found = texts.list.contains(wanted).fill_null(value=False)
    return pl.when(wanted.is_not_null()).then(found)


def _exists(texts: pl.Expr, body: pl.Expr) -> pl.Expr:
    known = texts.list.eval(body.fill_null(value=False)).list.any()
    return known.fill_null(value=False)


_LITERALS = {Type.INSTANT: INSTANT, Type.DURATION: pl.Duration("us")}
_SPECIAL: dict[str, Callable[..., pl.Expr]] = {
    "element": lambda: unless_empty(pl.element()),
    "not": pl.Expr.not_,
    "and": pl.Expr.and_,
    "or": pl.Expr.or_,
    "has": pl.Expr.is_not_null,
    "has any": _has_any,
    "length": _length,
    "within": _within,
    "exists": _exists,
}
