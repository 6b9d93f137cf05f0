"""Displacement quotients, where whoever counts does not also make the count.

Seizures are made by inspecting: on the same years the quotient changes its sign with the ports that
are chosen as buffer. So it is refused for what inspection finds.
"""

from enum import StrEnum
from math import sqrt

import msgspec


class Counted(StrEnum):
    """What is counted before and after."""

    EXTRACTORS = "extractors"
    """Persons caught in a terminal to take loads out."""
    FENCE_BREACHES = "fence-breaches"
    SEIZURES = "seizures"
    SCAN_HITS = "scan-hits"

    @property
    def by_inspection(self) -> bool:
        """Whether looking more often makes more of it."""
        return self in (Counted.SEIZURES, Counted.SCAN_HITS)


class Refusal(StrEnum):
    """Why there is no quotient."""

    BY_INSPECTION = "by-inspection"
    """What is counted depends on how much is looked at."""
    NOTHING_FELL = "nothing-fell"
    """Beside its control the target did not fall: there is nothing that could have moved."""
    NO_CONTROL = "no-control"
    """A control with nothing before or after shows no trend."""


class Refused(ValueError):  # noqa: N818 - the analyst's word
    """There is no quotient for these counts."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Before and after, at target, buffer and control."""

    target: tuple[int, int]
    buffer: tuple[int, int]
    control: tuple[int, int]


class Quotient(msgspec.Struct, frozen=True, kw_only=True):
    """What became of what left the target."""

    weighted: float
    """WDQ (Bowers and Johnson, Journal of Quantitative Criminology 19, 2003): below 0 moved to the
    buffer, above 0 fell there too, each beside the fall at the target."""
    difference: float
    """WDD (Wheeler and Ratcliffe, Crime Science 7, 2018): change at target and buffer together,
    beside twice that of the control…"""
    error: float
    """…and its standard error: all counts are taken as Poisson."""


def quotient(what: Counted, counts: Counts) -> Quotient:
    """Return the quotient.

    Raises:
        Refused: there is none, with the reason.

    >>> fences = Counts(target=(60, 20), buffer=(20, 35), control=(50, 52))
    >>> round(quotient(Counted.FENCE_BREACHES, fences).weighted, 2)
    -0.33
    """
    if what.by_inspection:
        raise Refused(Refusal.BY_INSPECTION)
    (target, target_after), (buffer, buffer_after) = counts.target, counts.buffer
    control, control_after = counts.control
    if not control or not control_after:
        raise Refused(Refusal.NO_CONTROL)
    fall = target_after / control_after - target / control
    if fall >= 0:
        raise Refused(Refusal.NOTHING_FELL)
    moved = buffer_after / control_after - buffer / control
    trend = control_after - control
    difference = (target_after - target - trend) + (buffer_after - buffer - trend)
    spread = target + target_after + buffer + buffer_after + 4 * (control + control_after)
    return Quotient(weighted=moved / fall, difference=float(difference), error=sqrt(spread))
