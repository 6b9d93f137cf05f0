"""What a policy would find, in three ways, also of a policy that never ran.

- Weighted by one over the chance (Horvitz and Thompson, JASA 47, 1952).
- Normalised by the weights themselves (Hájek 1971): steadier where outcomes hardly differ.
- Doubly robust (Robins, Rotnitzky and Zhao, JASA 89, 1994; for policies Dudík, Langford and Li,
  ICML 2011): what a model expects, put right by what was seen; right if the chances are, and the
  sharper the better the model.
"""

import msgspec
import numpy as np

from quaywatch.inspections.evaluation import policy as policies
from quaywatch.inspections.evaluation import support
from quaywatch.inspections.evaluation.estimate import Estimate, Finds, Reason
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Floats, Sample
from quaywatch.inspections.evaluation.unseen import Total, Unseen, limits


class Totals:
    """Figures about policies on one sample.

    Args:
        sample: what could be inspected, and what was.
        present: tell of what is there, seen or overlooked; else of what such looks find.

    Raises:
        ValueError: what is there is asked for where it is not known how much is overlooked.
    """

    def __init__(self, sample: Sample, *, present: bool = False) -> None:
        chance = sample.shown if present else sample.told
        if chance is None:
            raise ValueError("how much an inspection overlooks is not known")
        self.sample, self.chance = sample, chance
        self.unseen = Unseen(sample, chance)
        self._weight = np.divide(
            1.0, chance, out=np.zeros(len(sample)), where=sample.seen & (chance > 0)
        )
        self._open = sample.stands - (sample.found if present else sample.seen)
        """How many, like each, may yet hold something."""
        found = self._weight[sample.found].sum()
        self.rate = float(found / max(sample.size, 1.0))
        """Finds among all candidates, by one over the chance."""

    def finds(self, policy: Policy) -> Finds:
        """Return how many finds a policy would make, by Horvitz-Thompson."""
        return self._counted(policy, self.unseen.total(policy))

    def hit_rate(self, policy: Policy) -> Estimate:
        """Return the share of a policy's inspections that find something, by Horvitz-Thompson."""
        return self._rate(policy, self.unseen.total(policy))

    def self_normalised(self, policy: Policy) -> Estimate:
        """Return the same share by Hájek's estimator."""
        if not policy.alike.any():
            return self.hit_rate(policy)
        size = float((policy.chance * self._weight).sum())
        times = policy.size / size if size else 1.0
        return self._rate(policy, self.unseen.total(policy).times(times))

    def doubly_robust(self, policy: Policy, expected: Floats) -> Estimate:
        """Return the same share, from what a model expects of each candidate to begin with.

        Args:
            policy: what is judged.
            expected: chance that inspecting the candidate finds something, as a model that did not
                learn from these outcomes thinks.
        """
        if not policy.alike.any():
            return self.hit_rate(policy)
        listed = self.sample.listed
        least = self.sample.seen & ~self.sample.found & listed
        dense = (policy.chance * expected * self._weight)[least]
        spread = float((dense**2 * (1 - self.chance[least])).sum()) ** 0.5
        shift = float((policy.chance * expected)[listed].sum() - dense.sum())
        total = self.unseen.total(policy, 1 - np.where(listed, expected, 0.0))
        moved = Total(
            value=total.value + shift,
            draws=total.draws + shift + spread * self.unseen.normal,
            more=total.more,
            beside=total.beside,
            most=total.most,
        )
        return self._rate(policy, moved)

    def uplift(self, policy: Policy, share: Estimate | None = None) -> Estimate:
        """Return how many times as often a policy finds something as a draw by lot.

        The same finds are in both, so their errors are not independent: what is drawn is the
        policy's share of all finds beside its share of all inspections.

        Args:
            policy: what is judged.
            share: its `share`, where that is known.
        """
        if not policy.size:
            return Estimate(value=None, low=0.0, high=None, reasons=(Reason.NO_INSPECTIONS,))
        part = self.share(policy) if share is None else share
        return part.times(self.sample.size / policy.size)

    def share(self, policy: Policy) -> Estimate:
        """Return the share of all finds that a policy would make: its recall."""
        return self.part(policy).shown()

    def part(self, policy: Policy) -> Finds:
        """Return the same, even where too little carries it."""
        rest = Policy(1 - policy.chance, 1 - policy.alike, self.sample.size - policy.size)
        mine, others = self.unseen.total(policy), self.unseen.total(rest)
        found, withheld = self._reasons(policies.every(self.sample))
        own, also = self._reasons(policy)
        found = tuple(dict.fromkeys(found + own))
        total = mine.value + others.value
        if total == 0:
            reasons = (*found, *_none(found))
            return Finds(value=0.0, low=0.0, high=1.0, reasons=reasons, withheld=True)
        if withheld or also:
            low, _ = limits(_part(mine.draws, others.draws + others.most))
            _, high = limits(_part(mine.draws + mine.most, others.draws))
            high = 1.0 if Reason.NO_CHANCE in found else high
        else:
            lot = self.unseen.lot
            one, other = (
                np.where(lot, mine.more, others.beside),
                np.where(lot, mine.beside, others.more),
            )
            low, high = limits(_part(mine.draws + one, others.draws + other))
        return Finds(
            value=mine.value / total,
            low=low,
            high=high,
            reasons=found,
            withheld=withheld or also,
        )

    def _rate(self, policy: Policy, total: Total) -> Estimate:
        told = self._counted(policy, total)
        if policy.size == 0 and not told.reasons:
            told = msgspec.structs.replace(told, reasons=(Reason.NO_INSPECTIONS,))
        return told.over(policy.size).shown()

    def _counted(self, policy: Policy, total: Total) -> Finds:
        found, withheld = self._reasons(policy)
        low, high = self._limits(policy, total, found, withheld=withheld)
        blind = policy.size * support.without_chance(self.sample, policy)
        known = float(policy.chance[self.sample.found].sum())
        most = known + float(policy.alike @ self._open)
        return Finds(
            value=_within(total.value, known, most),
            low=_within(low, known, most),
            high=_within(high + blind, known, most),
            reasons=found,
            withheld=withheld,
        )

    def _limits(
        self, policy: Policy, total: Total, found: tuple[Reason, ...], *, withheld: bool
    ) -> tuple[float, float]:
        """Return the limits of finds, or bounds where the figure is withheld."""
        if Reason.NO_INSPECTIONS in found:
            return 0.0, policy.size
        if withheld:
            low, _ = limits(total.draws)
            _, high = limits(total.draws + total.most)
            return low, high
        return limits(total.draws + self.unseen.lot * total.more)

    def _reasons(self, policy: Policy) -> tuple[tuple[Reason, ...], bool]:
        if not policy.alike.any():
            return (Reason.UNANSWERED,) if self.sample.unanswered else (), False
        return support.reasons(self.sample, policy, self.chance, rate=self.rate)


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _part(mine: Floats, others: Floats) -> Floats:
    """Return the share that `mine` has of both; all or nothing is possible where both are none."""
    both = mine + others
    return np.divide(mine, both, out=np.full(len(both), 0.5), where=both > 0)


def _none(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return () if Reason.FEW_FINDS in found else (Reason.FEW_FINDS,)
