"""Days since 1970 as instants in UTC, to the minute."""

import numpy as np
import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.world.arrays import Floats


def instants(days: Floats) -> pl.Series:
    """Return `days` since 1970-01-01 UTC as instants."""
    microseconds = np.round(days * 1440).astype(np.int64) * 60_000_000
    return pl.Series(microseconds).cast(pl.Datetime("us")).dt.replace_time_zone("UTC").cast(INSTANT)
