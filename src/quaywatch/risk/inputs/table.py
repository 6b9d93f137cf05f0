"""The inputs of consignments, by columns or of a few one by one."""

import polars as pl

from quaywatch.cargo.columns import FEW
from quaywatch.risk import exact
from quaywatch.risk.inputs import few, many
from quaywatch.risk.known import Known
from quaywatch.risk.model import Model
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.told import Told


def inputs(known: Known, declared: Model) -> pl.DataFrame:
    """Return one row a consignment, in order; where the past is unknown, its columns are null."""
    each = exact.on_grid(declared.contributions(known))
    return many.table(known, exact.added(each, len(known.frames)) + declared.base)


def told(known: Known, additive: Floats) -> Told:
    """Return `inputs` where the declared log-odds are at hand; column by column."""
    return few.table(known, additive) if len(additive) <= FEW else many.told(known, additive)
