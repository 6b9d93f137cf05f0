"""A year at once: the same fold as `History`, over all filings and outcomes in their order."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.history.catalogue import CATALOGUE
from quaywatch.history.feature import Feature
from quaywatch.history.history import History


def features(
    frames: Frames,
    outcomes: pl.DataFrame,
    *,
    at: Any | None = None,
    catalogue: Sequence[Feature] = CATALOGUE,
) -> pl.DataFrame:
    """Return one row a consignment of `frames`, in their order, and one column a feature.

    `outcomes` has `row` (of `frames`), `found` and `known_at`; `at` is when each filing became
    known in microseconds since 1970, by default when it was received. What is known of a filing
    is what became known strictly before it. Null where nothing can be said. Raises ValueError
    where an instant or a result is not said.
    """
    return History(catalogue).through(frames, outcomes, at).frame()
