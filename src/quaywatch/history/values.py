"""What was read: one number for each filing and feature."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo.columns import FEW

Floats = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Values:
    """Features of filings, in the order in which these were given."""

    names: tuple[str, ...]
    values: Floats
    """[filing, feature]; not a number where nothing can be said. Each feature lies in one run."""

    def __len__(self) -> int:
        return len(self.values)

    def frame(self) -> pl.DataFrame:
        """Return one column a feature (Float64), null where nothing can be said."""
        return framed(self.names, self.values)


def framed(names: Sequence[str], values: Floats) -> pl.DataFrame:
    """Return [row, feature] as one column a feature (Float64), null where it is not a number."""
    if len(values) > FEW:
        return pl.DataFrame(values, schema=list(names)).fill_nan(None)
    rows = [[None if value != value else value for value in row] for row in values.tolist()]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Float64()), orient="row")


def unread(filings: int, features: int) -> Floats:
    """Return room for the features of filings."""
    return np.empty((features, filings), dtype=np.float64).T
