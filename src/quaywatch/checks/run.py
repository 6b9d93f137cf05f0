"""Puts all checks to a batch."""

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.columns import FEW
from quaywatch.checks import few, many
from quaywatch.checks.context import Context


def run(frames: Frames, context: Context | None = None) -> pl.DataFrame:
    """Put every check to every consignment, goods item and container.

    Returns row, code, subject (see `cargo.Subject`) and index (0 for a consignment) of each
    finding, sorted by row, subject, index and code.

    Raises ValueError when the consignments are not numbered 0, 1, 2 … in their order, because
    parents are found by position.
    """
    rows = frames.consignments["row"]
    if not rows.equals(pl.Series("row", range(len(rows)), dtype=pl.UInt32)):
        raise ValueError("the rows of a batch's consignments must be 0, 1, 2 … in order")
    asked = few if len(frames) <= FEW else many
    return asked.found(frames, context or Context())
