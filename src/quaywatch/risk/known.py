"""What a model is given: all that is known of the consignments of a batch."""

from dataclasses import dataclass

import polars as pl

from quaywatch import history, links
from quaywatch.cargo import Frames


def past_version() -> str:
    """Name all that decides what the past says, beside what happened."""
    return f"{history.version()}-{links.version()}"


@dataclass(frozen=True, slots=True)
class Known:
    """One batch; everything counts its rows as the frames do."""

    frames: Frames
    findings: pl.DataFrame
    """What the checks found: `row`, `code`, `subject`, `index`."""
    matches: pl.DataFrame
    """Profiles and watch lists that it meets: see `rules.book.MATCH_SCHEMA`."""
    past: pl.DataFrame | None = None
    """What the past says of each consignment, one row each, in their order (see `inputs.PAST`).

    None: it is unknown; so is what a column that is not there would say.
    """

    def alone(self, row: int) -> "Known":
        """Return what is known of one consignment, as a batch of its own."""
        return Known(
            frames=self.frames.alone(row),
            findings=_of(self.findings, row),
            matches=_of(self.matches, row),
            past=None if self.past is None else self.past[row],
        )


def _of(rows: pl.DataFrame, row: int) -> pl.DataFrame:
    mine = rows.filter(pl.col("row") == row)
    return mine.with_columns(row=pl.lit(0, dtype=rows.schema["row"]))
