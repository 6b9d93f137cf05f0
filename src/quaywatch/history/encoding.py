"""Consignments as events: one by one or a year of columns at once, to the same bits."""

from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.columns import FEW, INSTANT
from quaywatch.history import few, many
from quaywatch.history.events import Events, What, events
from quaywatch.history.keys import compose
from quaywatch.history.measures import measure
from quaywatch.history.said import Said

OUTCOMES: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "found": pl.Boolean(),
    "known_at": INSTANT,
}
"""Columns of outcomes: the consignment's row, what came of it, and when that became known."""


def filed(frames: Frames, at: Any | None = None) -> Events:
    """Return one event for each consignment, in their order.

    `at` is when each became known in microseconds since 1970, by default when it was received.
    Raises ValueError where that is not said: what belongs to no time has no past.
    """
    said = _said(frames)
    what = np.where(said.original, np.uint8(What.FILING), np.uint8(What.LOOK))
    instants = said.received_at if at is None else at
    if instants is None:
        raise ValueError("every filing must say when it was received")
    return events(instants, what, *_numbers(said))


def judged(frames: Frames, outcomes: pl.DataFrame, filings: Events | None = None) -> Events:
    """Return one event for each outcome (`OUTCOMES`) of a consignment of `frames`.

    `filings` are the events of `frames` where they are at hand. Raises ValueError for an outcome
    without instant or result.
    """
    if outcomes["found"].null_count() or outcomes["known_at"].null_count():
        raise ValueError("every outcome must say what came of it, and when that became known")
    keys = _numbers(_said(frames))[0] if filings is None else filings.keys
    at = outcomes["known_at"].cast(INSTANT).to_physical().to_numpy()
    return found_out(keys[:, outcomes["row"].to_numpy()], outcomes["found"].to_numpy(), at)


def found_out(keys: Any, found: Any, at: Any) -> Events:
    """Return one event for each outcome of a box with these keys (int64 [key, outcome]).

    `at` is when each became known in microseconds since 1970.
    """
    what = np.where(found, np.uint8(What.FOUND), np.uint8(What.NOTHING))
    unmeasured = np.full((3, len(at)), np.nan)
    return events(at, what, np.ascontiguousarray(keys), unmeasured)


def _said(frames: Frames) -> Said:
    return few.said(frames) if len(frames) <= FEW else many.said(frames)


def _numbers(said: Said) -> tuple[Any, Any]:
    height = said.digests.shape[1]
    return compose(said.digests), measure(said.rows, said.masses, said.counts, height)
