"""What a declaration is judged by, and which check speaks of what."""

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Dimension(StrEnum):
    """One question put to everything that somebody filed."""

    COMPLETE = "complete"
    """Nothing mandatory is missing."""
    PRECISE = "precise"
    """Goods and parties are named so that one knows what and who they are."""
    ACCURATE = "accurate"
    """What is said is possible and does not contradict itself."""
    ON_TIME = "on_time"
    """It came before the legal time limit."""
    ANSWERED = "answered"
    """What customs asked was answered before its deadline."""


FILED = (Dimension.COMPLETE, Dimension.PRECISE, Dimension.ACCURATE, Dimension.ON_TIME)
"""What is judged on every filing; the fifth only where customs asked something."""

WEIGHTS: Mapping[Dimension, float] = {
    Dimension.COMPLETE: 0.25,
    Dimension.PRECISE: 0.25,
    Dimension.ACCURATE: 0.25,
    Dimension.ON_TIME: 0.15,
    Dimension.ANSWERED: 0.10,
}
"""Share of each in the whole: a choice, not a finding. What cannot be judged leaves its share to
the others."""


@cache
def _dimensions() -> dict[str, Dimension | None]:
    text = files("quaywatch.scorecards").joinpath("dimensions.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["check"]: Dimension(row["dimension"]) if row["dimension"] else None for row in rows}


def dimension_of(code: str) -> Dimension | None:
    """Return what a check speaks of; None for one that compares with what others declared.

    Such a check may speak up because of somebody else's mistake, so it counts against nobody.
    Raises KeyError for a check that the table does not know.
    """
    return _dimensions()[code]
