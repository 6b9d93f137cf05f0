"""What could be inspected, with what chance, and what inspecting it showed."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Ints = NDArray[np.int64]

SAMPLE = {
    "round": pl.String(),
    "day": pl.Date(),
    "box_id": pl.String(),
    "stratum": pl.String(),
    "listed": pl.Boolean(),
    "chance": pl.Float64(),
    "picked": pl.Boolean(),
    "found": pl.Boolean(),
    "detection": pl.Float64(),
    "hours": pl.Float64(),
    "delay": pl.Float64(),
    "left_out": pl.Boolean(),
}
"""One row a round of choosing and box that waited then: the chance with which the draw was to pick
it, whether it did, and whether something was found (null where nobody reported). A round is a day;
where it is not `listed` what waited, what was inspected stands for it and a round may be longer. Of
what was inspected: the chance that such a look sees what is there, the hours that it took, and the
hours by which it kept the box beyond its pick-up; null where that is not known. A pick is
`left_out` where somebody skipped or cancelled it, or let it go unseen."""

_UNANSWERED = 0.1
_LEFT_OUT = 0.2
_EVEN = 0.5
"""Picks with a smaller chance count as drawn, for the share of answers."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Share of the picks that were reported on: of those meant to be picked, and of those drawn."""

    meant: float
    drawn: float


class Sample:
    """Candidates in the order of days and boxes, so that the order given never matters."""

    def __init__(self, rows: pl.DataFrame) -> None:
        """Take rows as `SAMPLE` says.

        Raises:
            ValueError: a box twice in a round, a chance outside 0 to 1, or a pick without a chance.
        """
        self.rows = rows.select(*SAMPLE).sort("round", "box_id")
        _validate(self.rows)
        self.chance: Floats = self.rows["chance"].to_numpy()
        self.listed: Booleans = self.rows["listed"].to_numpy()
        self.picked: Booleans = self.rows["picked"].to_numpy()
        self.seen: Booleans = self.rows["found"].is_not_null().to_numpy() & self.picked
        self.left_out: Booleans = self.rows["left_out"].fill_null(value=False).to_numpy()
        self.found: Booleans = self.rows["found"].fill_null(value=False).to_numpy() & self.seen

    @classmethod
    def of_days(cls, candidates: pl.DataFrame) -> "Sample":
        """Return the sample of planned days of which no more is known.

        Args:
            candidates: [day, box_id, chance, picked, found], one row a day and box that waited.
        """
        unknown = [
            pl.lit(None, dtype=kind).alias(name)
            for name, kind in SAMPLE.items()
            if name not in candidates.columns
        ]
        day = pl.col("day").cast(pl.String)
        said = {"round": day, "stratum": pl.lit(""), "listed": pl.lit(value=True)}
        return cls(candidates.with_columns(unknown).with_columns(**said))

    def __len__(self) -> int:
        return self.rows.height

    @cached_property
    def answers(self) -> Answers:
        """Return how much was reported on."""
        picked = self.picked & self.listed
        meant = self.chance >= _EVEN
        return Answers(
            meant=_share(self.seen[picked & meant]), drawn=_share(self.seen[picked & ~meant])
        )

    @cached_property
    def answered(self) -> float:
        """Return the share of all picks that were reported on."""
        return _share(self.seen[self.picked])

    @property
    def unanswered(self) -> bool:
        """Say whether so many picks were never reported on that it must be said."""
        return 1 - self.answered > _UNANSWERED

    @cached_property
    def drawn(self) -> Booleans:
        """Return what was picked by lot rather than for what was thought of it."""
        return self.picked & self.listed & (self.chance < _EVEN)

    @property
    def skipped(self) -> bool:
        """Say whether what was left out of the draw would add much, had it all held something."""
        gone = int((self.left_out & self.drawn & ~self.seen).sum())
        return gone > _LEFT_OUT * int(self.found[self.drawn].sum())

    def answering(self, hides: Booleans) -> "Sample":
        """Return the sample as if something had been found in these, and nothing in the other
        picks that nobody reported on."""
        lost = self.picked & ~self.seen
        answers = pl.Series(np.where(lost, hides, False))
        found = pl.when(pl.Series(lost)).then(answers).otherwise("found")
        return Sample(self.rows.with_columns(found=found))

    @cached_property
    def told(self) -> Floats:
        """Return the chance of each candidate to be picked and reported on."""
        answers = self.answers
        share = np.where(self.chance >= _EVEN, answers.meant, answers.drawn)
        return self.chance * np.where(self.listed, share, 1.0)

    @cached_property
    def stands(self) -> Floats:
        """Return for how many that waited each row stands: itself, where they are all listed."""
        return np.where(self.listed, 1.0, 1 / np.where(self.listed, 1.0, self.chance))

    @property
    def size(self) -> float:
        """Return how many waited."""
        return float(self.stands.sum())

    @cached_property
    def shown(self) -> Floats | None:
        """Return the chance to be picked, reported on and seen through, of what was inspected.

        None where it is not known of each how much such a look overlooks.
        """
        detection = self.rows["detection"].to_numpy()
        if np.isnan(detection[self.seen]).any() or not self.seen.any():
            return None
        return self.told * np.where(self.seen, detection, 1.0)

    @cached_property
    def rounds(self) -> Ints:
        """Return the number of the round of each candidate, from 0."""
        return (self.rows["round"].rank("dense").cast(pl.Int64) - 1).to_numpy()

    def strata(self) -> list[str]:
        """Return the strata, sorted."""
        return sorted(self.rows["stratum"].unique().to_list())


def _share(answered: Booleans) -> float:
    return float(answered.mean()) if len(answered) else 1.0


def _validate(rows: pl.DataFrame) -> None:
    # They are sorted: the same box twice in a round stands beside itself.
    before = rows.select("round", "box_id").shift(1)
    if ((rows["round"] == before["round"]) & (rows["box_id"] == before["box_id"])).any():
        raise ValueError("a box waits twice in one round")
    if not rows["chance"].is_between(0, 1).fill_null(value=False).all():
        raise ValueError("a chance is not within 0 to 1")
    if (~rows["listed"] & rows["found"].is_null()).any():
        raise ValueError("what was not inspected is listed where only inspections are")
    if (rows["picked"] & (rows["chance"] <= 0)).any():
        raise ValueError("a box was picked that had no chance")
