"""The lookup sentinel: what a table of copies, no model at all, would score on later rows.

Where a later row equals an earlier one in every column and then almost surely has its label, the
labels travel with copied rows. Whatever a model scores on such data says nothing of new cases.
"""

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Bools, Floats
from quaywatch.risk.trees.measures import auc

LEAK_AUC = 0.9
"""Among copied rows alone, an area above this is a leak rather than experience."""
LEAK_SHARE = 0.1
_SHRINKAGE = 1.0


class Lookup(msgspec.Struct, frozen=True, kw_only=True):
    """What looking copies up achieves on the later rows."""

    rows: int
    copied: int
    """Later rows that equal an earlier one in every column."""
    auc: float
    """Over all later rows; the base rate stands for those without a copy."""
    copied_auc: float

    @property
    def leaks(self) -> bool:
        """Whether copies carry their labels along."""
        return self.copied >= LEAK_SHARE * self.rows and self.copied_auc >= LEAK_AUC


def row_keys(table: pl.DataFrame, columns: tuple[str, ...]) -> pl.Series:
    """Return a text for each row that two rows share only if equal in all `columns`."""
    said = [
        (pl.col(c).list.join("\x1e") if isinstance(table[c].dtype, pl.List) else pl.col(c))
        .cast(pl.String)
        .fill_null("\x00")
        for c in columns
    ]
    return table.select(pl.concat_str(said, separator="\x1f").alias("key"))["key"]


def looked_up(keys: pl.Series, found: Floats, early: Bools, late: Bools) -> tuple[Floats, Bools]:
    """Return the smoothed rate of the early copies of each late row, and which rows have any."""
    base = float(found[early].mean())
    seen = pl.DataFrame({"key": keys.filter(pl.Series(early)), "found": found[early]})
    rates = seen.group_by("key").agg(
        rate=(pl.col("found").sum() + base * _SHRINKAGE) / (pl.len() + _SHRINKAGE)
    )
    late_keys = pl.DataFrame({"key": keys.filter(pl.Series(late))})
    rate = late_keys.join(rates, on="key", how="left", maintain_order="left")["rate"]
    return rate.fill_null(base).to_numpy(), rate.is_not_null().to_numpy()


def sentinel(keys: pl.Series, found: Floats, early: Bools, late: Bools) -> Lookup:
    """Judge the no-model lookup on the late rows."""
    rate, copied = looked_up(keys, found, early, late)
    truth = found[late]
    return Lookup(
        rows=len(truth),
        copied=int(np.count_nonzero(copied)),
        auc=auc(truth, rate),
        copied_auc=auc(truth[copied], rate[copied]),
    )
