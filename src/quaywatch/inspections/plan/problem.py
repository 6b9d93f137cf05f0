"""A day as arrays: boxes, the cells they can be looked at in, and what that is worth.

A cell is one hour of one pool; a pool is what looks in the same way at the same place, apart from
whether it may take dangerous goods. A box can take a cell at its terminal, or one that serves all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.inspections.plan.policies import Prospects

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Booleans = NDArray[np.bool_]

NONE = -1


@dataclass(frozen=True, slots=True)
class Boxes:
    """What is to be decided; boxes are sorted by name."""

    names: tuple[str, ...]
    group: Ints
    """Terminal and sort: 2 x terminal, + 1 with dangerous goods."""
    first: Ints
    """[box, policy] first hour in which the policy can begin."""
    last: Ints
    """[box, policy] last one; before the first when there is none."""
    stratum: Ints
    lot: Ints
    """Stratum of an order of audits…"""
    wanted: Ints
    """…and how many looks by lot are still asked of all of it; 0 where nothing is."""
    probability: Floats
    prospects: Prospects


@dataclass(frozen=True, slots=True)
class Room:
    """Where and when the steps of policies can be done."""

    hours: Ints
    """Instants of the hours, in microseconds."""
    pool_terminal: Ints
    """Index of the terminal, or `NONE` for a pool that serves all."""
    pool_kind: Ints
    """Index of the kind of inspection."""
    dangerous: Booleans
    """[pool] whether it may take dangerous goods."""
    capacity: Floats
    """[pool x hour] what is left in each cell."""
    entry: Ints
    """[group, policy, hour] cells for the first step: two at most, by `entry` and `other`."""
    other: Ints
    second: Ints
    """[group, policy, hour] cell that an alarm in this hour is expected to need, or `NONE`."""
    third: Ints
    starts: Booleans
    """[policy] whether it begins with a look at the cargo itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A day to be planned."""

    boxes: Boxes
    room: Room
    ask: Floats
    """How many boxes of each stratum are to be looked at, at least."""
    limit: Floats
    """How much of each box is still to be decided: 1 less what the audit gives it."""
    waiting: float
    """What an hour of waiting costs any box, in finds; it settles ties for the earlier hour."""
    shortage: float
    """What a box too few of a stratum costs, in finds."""
