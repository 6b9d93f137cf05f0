"""Two years of invented filings and outcomes with a past, for measuring the folds."""

from datetime import UTC, datetime

import numpy as np
import polars as pl

from bench._trade import consignments
from quaywatch.cargo import Frames
from quaywatch.cargo.columns import INSTANT

_START = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS = 2 * 365 * 86_400
_DAY_US = 86_400_000_000
_INSPECTED = 0.02
_FOUND = 0.05


def past(height: int, seed: int = 11) -> tuple[Frames, pl.DataFrame]:
    """Return filings in the order of their time, at whole seconds, and outcomes of 2 % of them.

    Parties come four times each on average; outcomes become known 1 to 40 days after filing.
    """
    random = np.random.default_rng(seed)
    seconds = np.sort(random.integers(0, _SECONDS, height))
    at = pl.Series(seconds * 1_000_000 + round(_START.timestamp() * 1e6)).cast(INSTANT)
    frames = consignments(height, seed)
    city = pl.Series(["Antwerpen", "Gent", "Rotterdam"])[random.integers(0, 3, height)]
    papers = frames.consignments.with_columns(
        received_at=at, consignee_city=city, filing_function=pl.lit("original")
    )
    rows = np.flatnonzero(random.random(height) < _INSPECTED)
    late = random.integers(_DAY_US, 40 * _DAY_US, len(rows)) // 1_000_000 * 1_000_000
    outcomes = pl.DataFrame(
        {
            "row": rows.astype(np.uint32),
            "found": random.random(len(rows)) < _FOUND,
            "known_at": (at.to_physical()[rows] + pl.Series(late)).cast(INSTANT),
        }
    )
    return Frames(papers, frames.goods_items, frames.equipment), outcomes


def stretch(height: int, number: int, of: int) -> tuple[Frames, pl.DataFrame]:
    """Return one of as many stretches of the two years, `height` filings in it; outcomes become
    known before it ends.

    Parties are those of the other stretches; pairs of them and containers are mostly new.
    """
    frames, outcomes = past(height, seed=1_000 + number)
    start, length = round(_START.timestamp() * 1e6), _SECONDS * 1_000_000 // of

    def moved(instants: pl.Expr) -> pl.Expr:
        since = (instants.to_physical() - start) // of
        return (since.clip(0, length - 1) + (start + number * length)).cast(INSTANT)

    papers = frames.consignments.with_columns(moved(pl.col("received_at")))
    known = outcomes.with_columns(moved(pl.col("known_at")))
    return Frames(papers, frames.goods_items, frames.equipment), known
