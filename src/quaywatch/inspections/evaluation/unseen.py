"""How many there may be that nobody saw, told by those that were: draws of the truth.

A find that had the chance p to be seen stands for itself and for those unseen before it: how many
follows a negative binomial distribution with mean (1 - p) / p and variance (1 - p) / p², here a
gamma distribution with the same two. Where p is one it stands for itself alone; where it is small,
the sum over finds is that of Fay and Feuer (Statistics in Medicine 16, 1997) without their
approximation by one gamma. One more find may have been missed by a hair: half of the draws have it,
which is the middle P value (Fay and Kim, Biometrical Journal 59, 2017), wherever it hurts
more. The draws are confidence distributions (Singh, Xie and Strawderman, IMS Lecture Notes 54,
2007), so any figure made of totals is drawn by making it of their draws.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.inspections.evaluation.estimate import LEVEL
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Booleans, Floats, Sample

DRAWS = 4000
_SEED = 1952


@dataclass(frozen=True, slots=True)
class Total:
    """What a policy would find: the estimate, its draws without one more find, and that find."""

    value: float
    draws: Floats
    more: Floats
    """What one more find would add, by draw, of the usual weight."""
    beside: Floats
    """What the same find would add to what the policy leaves alone."""
    most: Floats
    """The same of the heaviest weight."""

    def times(self, factor: float) -> "Total":
        """Return the total in another unit."""
        return Total(
            value=self.value * factor,
            draws=self.draws * factor,
            more=self.more * factor,
            beside=self.beside * factor,
            most=self.most * factor,
        )


class Unseen:
    """Draws of what the finds of a sample stand for; all figures share them.

    Args:
        sample: what was inspected.
        chance: of each candidate to be seen: `Sample.told`, or `Sample.shown` for what is there.
    """

    def __init__(self, sample: Sample, chance: Floats) -> None:
        self._chance = chance
        self._seen = np.flatnonzero(sample.seen)
        self._hits = np.flatnonzero(sample.found)
        rng = np.random.default_rng(_SEED)
        self._more = rng.standard_exponential(DRAWS)
        self.lot: Booleans = rng.random(DRAWS) < 0.5
        """Which draws have one more find on this side; the others have it on the other."""
        self.normal = rng.standard_normal(DRAWS)
        self._unsure = self._hits[chance[self._hits] < 1]
        p = chance[self._unsure]
        self._follow = rng.standard_gamma(1.0 - p, (DRAWS, len(p))) / p

    def total(self, policy: Policy, worth: Floats | None = None) -> Total:
        """Return what a policy would find, each find of a candidate counting `worth`."""
        own, alike = policy.chance[self._hits], policy.alike[self._unsure]
        if worth is not None:
            own, alike = own * worth[self._hits], alike * worth[self._unsure]
        p = self._chance[self._unsure]
        known = float(own.sum())
        usual, part, heaviest = self._weights(policy)
        return Total(
            value=known + float((alike * (1 - p) / p).sum()),
            draws=known + self._follow @ alike,
            more=self._more * usual * part,
            beside=self._more * usual * (1 - part),
            most=self._more * heaviest,
        )

    def _weights(self, policy: Policy) -> tuple[float, float, float]:
        """Return what one more find would stand for, taken by lot from the policy's choice; which
        part of it the policy would choose; and what it may add at most."""
        p, chosen = self._chance[self._seen], policy.alike[self._seen]
        weight = chosen / p
        total = float(weight.sum())
        if total == 0:
            return 0.0, 0.0, 0.0
        usual = float((weight / p * (1 - p)).sum()) / total
        part = float((weight * chosen).sum()) / total
        return usual, part, float((weight * (1 - p)).max())


def limits(draws: Floats, level: float = LEVEL) -> tuple[float, float]:
    """Return the limits between which the middle of the draws lies."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return float(low), float(high)
