"""A standing in bands: what is met of each group in steps, figures without their digits."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from quaywatch.norms.sharing.counting import counted
from quaywatch.norms.standing import Standing, State

FEWEST = 5
"""Of a group of fewer requirements nothing is told: all four of four, say, is each one's state."""


class Band(StrEnum):
    """How much of a group is met."""

    LITTLE = "little"
    """Less than a half."""
    HALF = "half"
    MOST = "most"
    """Four fifths or more."""
    WITHHELD = "withheld"


class Banded(msgspec.Struct, frozen=True, kw_only=True):
    """One group of a port's standing, in a band."""

    group: str
    band: Band


_STEPS = ((0.8, Band.MOST), (0.5, Band.HALF), (0.0, Band.LITTLE))


def banded(standings: Iterable[Standing]) -> tuple[Banded, ...]:
    """Return a standing in bands, by group."""
    return tuple(
        Banded(group=group, band=_band(states[State.MET], _asked(states)))
        for group, states in counted(standings).items()
    )


def _asked(states: Mapping[State, int]) -> int:
    return sum(states.values()) - states[State.NOT_APPLICABLE]


def _band(met: int, asked: int) -> Band:
    if asked < FEWEST:
        return Band.WITHHELD
    return next(band for least, band in _STEPS if met / asked >= least)
