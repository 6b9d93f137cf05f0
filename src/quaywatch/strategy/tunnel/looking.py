"""What a look is believed to be worth: assumptions of a plan, none taken from a world."""

import msgspec
import numpy as np
from scipy.special import ndtr, ndtri

from quaywatch.strategy.tunnel.waters import Floats


class Belief(msgspec.Struct, frozen=True, kw_only=True):
    """What the alliance believes of its own looks and of those who answer to them."""

    detection: float = 0.7
    """How often a look at what hides something shows it: from seeded tests."""
    sharpness: float = 0.5
    """How far, in standard deviations, ranking puts ahead what hides something (0.5: the upper
    8.8 % hold about twice their share; 1.3 to 2.6 follows from published figures)."""
    tips: float = 0.03
    """Share of all lots that somebody tells of."""
    response: float = 3.0
    """How strongly risk repels: one more in a hundred lost leaves a share exp(-response / 100)."""
    outside: float = 0.06
    """Share of the flow that has another way and keeps it."""
    memory: float = 0.93
    """What a month's outcomes count for a month later."""

    def caught(self, share: Floats) -> Floats:
        """Return how often a lot is found where the upper `share` of a site is looked at."""
        inside = np.clip(share, 1e-9, 1 - 1e-9)
        return self.detection * ndtr(ndtri(inside) + self.sharpness)
