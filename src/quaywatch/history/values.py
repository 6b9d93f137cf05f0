"""What was read: one number for each filing and feature."""

from dataclasses import dataclass

import numpy as np
import polars as pl

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
        columns = [pl.Series(name, self.values[:, i]) for i, name in enumerate(self.names)]
        return pl.DataFrame([column.fill_nan(None) for column in columns])


def unread(filings: int, features: int) -> Floats:
    """Return room for the features of filings."""
    return np.empty((features, filings), dtype=np.float64).T
