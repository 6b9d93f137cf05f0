"""How far a box's probability could fall, at the prices of a plan, until it were treated otherwise.

What a choice gains is a straight line over the probability, as every part of it is: the finds, what
alarms are expected to cost, and the places that they are expected to take. So the best choice of a
kind is a convex curve, and where it meets others follows without searching.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.inspections.plan.problem import Floats, Ints

_EQUAL = 1e-6
"""Share by which a solver misses what meets exactly."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What choices gain: at probability p, `level` + `slope` x p, in finds."""

    level: Floats
    slope: Floats
    policy: Ints

    def take(self, which: np.ndarray) -> "Lines":
        """Some of them."""
        return Lines(self.level[which], self.slope[which], self.policy[which])


def turn(own: Lines, others: Lines, probability: float) -> tuple[float, int]:
    """Return down to which probability the best of some choices keeps above others.

    Returns:
        The probability, and the line of `others` that is better below it; 0 and -1 where there is
        none, or where one of them is better already, as a plan may have it that is not the very
        best.
    """
    apart = own.slope[None, :] - others.slope[:, None]
    ahead = own.level[None, :] - others.level[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        meeting = -ahead / apart
    # One of `others` is the better where it is above each of `own`: between two meetings.
    over = np.where(apart > 0, meeting, np.inf).min(axis=1)
    under = np.where(apart < 0, meeting, -np.inf).max(axis=1)
    never = ((apart == 0) & (ahead >= 0)).any(axis=1)
    better = ~never & (under < over) & (over > 0) & (under < probability)
    highest = probability * (1 + _EQUAL)
    if not better.any() or bool((better & (over > highest)).any()):
        return 0.0, -1
    first = int(np.argmax(np.where(better, over, -np.inf)))
    return min(float(over[first]), probability), first
