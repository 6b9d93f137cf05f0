"""Watching whether rows and scores of today still look like those learned from."""

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Values, vocabulary
from quaywatch.risk.trees.spec import Spec

NOTICE, ALARM = 0.1, 0.25
"""Limits of the population stability index in common use (Siddiqi, Credit Risk Scorecards)."""
_BINS = 10
_COMMON = 20
"""Values of a category that are told apart; the rest count together."""
_KS_ALARM = 1.949
"""Critical constant of the two-sample Kolmogorov-Smirnov test at 0.1 %."""
SCORE = "score"


class Reference(msgspec.Struct, frozen=True):
    """Shares of the values or stretches of one column when the model was trained."""

    values: tuple[str, ...]
    edges: tuple[float, ...]
    shares: tuple[float, ...]
    rows: int


class Watch(msgspec.Struct, frozen=True):
    """What the columns and the scores of the rows learned from looked like."""

    columns: dict[str, Reference]

    @classmethod
    def learned(cls, table: pl.DataFrame, scores: Floats, spec: Spec) -> "Watch":
        """Keep the shares of each column of `spec` and of the scores."""
        columns = {c.name: _of_number(_number(table[c.name])) for c in spec.every_number}
        columns |= {c.name: _of_category(table[c.name]) for c in spec.every_category}
        return cls(columns | {SCORE: _of_number(scores)})

    def against(self, table: pl.DataFrame, scores: Floats) -> pl.DataFrame:
        """Return `name`, `psi`, `ks` and `level` (`steady`, `notice`, `alarm`), the worst first.

        The distance of Kolmogorov and Smirnov is taken at the edges kept; it is null for a category
        and alarms beyond the critical value of both sample sizes if the index gives notice too.
        """
        rows: list[tuple[str, float, float | None, str]] = []
        for name, reference in self.columns.items():
            column = pl.Series(scores) if name == SCORE else table[name]
            count = _counts(column, reference)
            size = float(count.sum())
            psi = _psi(np.array(reference.shares), count, reference.rows)
            ks = _ks(np.array(reference.shares), count) if reference.edges else None
            rows.append((name, psi, ks, _level(psi, ks, reference.rows, size)))
        schema = {"name": pl.String, "psi": pl.Float64, "ks": pl.Float64, "level": pl.String}
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        return frame.sort("psi", "name", descending=[True, False])


def _level(psi: float, ks: float | None, reference: int, size: float) -> str:
    critical = _KS_ALARM * np.sqrt((reference + size) / max(reference * size, 1.0))
    if psi >= ALARM or (ks is not None and ks > critical and psi >= NOTICE):
        return "alarm"
    return "notice" if psi >= NOTICE else "steady"


def _number(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_nan(None).drop_nulls().to_numpy()


def _of_number(said: Floats) -> Reference:
    edges = np.unique(np.quantile(said, np.linspace(0, 1, _BINS + 1)[1:-1]))
    count = np.bincount(np.searchsorted(edges, said), minlength=len(edges) + 1)
    return Reference((), tuple(edges.tolist()), tuple((count / count.sum()).tolist()), len(said))


def _of_category(column: pl.Series) -> Reference:
    known = vocabulary(column)
    count = np.bincount(Values.of(column, known).code, minlength=len(known))
    common: list[int] = sorted(np.argsort(-count, kind="stable")[:_COMMON].tolist())
    kept = tuple(known[i] for i in common)
    every = np.append(count[common], count.sum() - count[common].sum())
    shares = tuple((every / max(every.sum(), 1)).tolist())
    return Reference(kept, (), shares, int(every.sum()))


def _counts(column: pl.Series, reference: Reference) -> Floats:
    size = len(reference.shares)
    if not reference.edges and reference.values:
        code = Values.of(column, reference.values).code
    else:
        code = np.searchsorted(np.array(reference.edges), _number(column))
    return np.bincount(code, minlength=size).astype(np.float64)


def _psi(share: Floats, count: Floats, rows: int) -> float:
    """Half an observation in each cell keeps an empty one from being infinitely far."""
    before = (share * rows + 0.5) / (rows + 0.5 * len(share))
    now = (count + 0.5) / (count.sum() + 0.5 * len(count))
    return float(((now - before) * np.log(now / before)).sum())


def _ks(share: Floats, count: Floats) -> float:
    return float(np.abs(np.cumsum(share) - np.cumsum(count) / max(count.sum(), 1.0)).max())
