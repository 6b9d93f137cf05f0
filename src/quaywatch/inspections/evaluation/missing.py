"""What was drawn and never inspected: how much, and what it may hide at most.

Elsewhere the picks that were reported on stand for those that were not (`Sample.told`). That is
right only if what is inside has no part in who is left out, and a bribed officer leaves out just
the box that matters. So beside each estimate stand the limits that hold whatever the missing picks
hide (Manski, American Economic Review 80, 1990; Horowitz and Manski, JASA 95, 2000): first as if
nothing had been in those for which that is worst, then as if something had. They are limits of the
intervals at these extremes, not of the figures alone.
"""

from functools import cached_property

import msgspec
import numpy as np

from quaywatch.inspections.evaluation.estimate import Estimate
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Booleans, Floats, Sample
from quaywatch.inspections.evaluation.totals import Totals

_ROUNDS = 4
"""Often enough to find the worst case of a ratio (Dinkelbach, Management Science 13, 1967)."""


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """The picks by lot that nobody reported on."""

    drawn: int
    """Picks by lot."""
    missing: int
    """Of them, those never reported on."""
    left_out: int
    """Of these, those that somebody skipped or cancelled, or let go unseen."""
    risk: float | None
    """How many times as risky as those reported on they are, by the model: far above one, somebody
    may be choosing. None without a model, or where there is nothing to compare."""


def missing(sample: Sample, probability: Floats | None) -> Missing:
    """Return how much of what was drawn is missing.

    Args:
        sample: what was picked.
        probability: what a model thinks of each candidate.
    """
    drawn = sample.drawn
    lost, seen = drawn & ~sample.seen, drawn & sample.seen
    risk = None
    if probability is not None and lost.any() and seen.any():
        usual = float(probability[seen].mean())
        risk = float(probability[lost].mean()) / usual if usual else None
    return Missing(
        drawn=int(drawn.sum()),
        missing=int(lost.sum()),
        left_out=int((lost & sample.left_out).sum()),
        risk=risk,
    )


class Extremes:
    """The worst that the missing picks of a sample can do to estimates."""

    def __init__(self, sample: Sample) -> None:
        self._sample, self._lost = sample, sample.picked & ~sample.seen

    @cached_property
    def _none(self) -> Totals:
        return self._if(np.zeros_like(self._lost))

    @cached_property
    def _every(self) -> Totals:
        return self._if(self._lost)

    def rate(self, told: Estimate, policy: Policy) -> Estimate:
        """Return a share of finds with the limits that hold whatever the missing hide."""
        if not policy.alike.any() or not (self._lost & (policy.chance > 0)).any():
            return told
        least = self._none.finds(policy).over(policy.size).low
        return _widened(told, least, self._every.finds(policy).over(policy.size).high)

    def share(self, told: Estimate, policy: Policy) -> Estimate:
        """Return a share of all finds with these limits: at its least something is in just those
        missing that the policy would choose less than it chooses of all finds, at its most in
        those that it would choose more."""
        if not self._lost.any():
            return told
        least, most = (self._if(self._worst(policy, way)).part(policy) for way in (-1, 1))
        return _widened(told, least.low, most.high)

    def _worst(self, policy: Policy, way: int) -> Booleans:
        """Return in which missing picks something is where the share is least (-1) or most (1)."""
        chance = np.where(self._sample.chance > 0, self._sample.chance, 1.0)
        mine, hides = policy.chance + policy.alike * (1 / chance - 1), np.zeros_like(self._lost)
        for _ in range(_ROUNDS):
            found = self._sample.found | hides
            total = float((1 / chance[found]).sum())
            share = float(mine[found].sum()) / total if total else 0.5
            hides = self._lost & (way * (mine * chance - share) > 0)
        return hides

    def _if(self, hides: Booleans) -> Totals:
        """Return figures as if the missing had been reported on, and found to hide so."""
        return Totals(self._sample.answering(hides))


def _widened(told: Estimate, least: float, most: float) -> Estimate:
    high = told.high if told.high is None else max(most, told.high)
    return msgspec.structs.replace(told, least=min(least, told.low), most=high)
