"""What is believed of each stratum's boxes that the ranking leaves out: a beta belief of its rate.

Only looks at such boxes count: what was found in boxes that the ranking chose says nothing about
those that it left. What was seen fades, because traffickers move; so a stratum at which nobody has
looked for long becomes uncertain again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a stratum before anybody looks, and how long looks count.

    The defaults were chosen in simulated years other than those of `bench learning` (see
    docs/exploring.md)."""

    strength: float = 100.0
    """Looks that the expectation is worth."""
    moves: float = 0.5
    """Weight of the mean of all boxes beside what the model expects of the stratum: hiding may
    have moved there since."""
    half_life: float = 52.0
    """Weeks after which a look counts half."""

    def left(self, weeks: Floats) -> Floats:
        """Return the part that is left of looks after so many weeks."""
        return np.power(0.5, weeks / self.half_life)


@dataclass(frozen=True, slots=True)
class Beliefs:
    """A beta belief for each stratum: `finds` and `misses` as if so many had been seen."""

    finds: Floats
    misses: Floats

    @classmethod
    def of(
        cls, prior: Prior, expected: Floats, common: float, looked: Floats, found: Floats
    ) -> "Beliefs":
        """Return what is believed after looks.

        Args:
            prior: what is believed before.
            expected: the model's mean probability of a find in the boxes of each stratum that the
                ranking leaves out.
            common: the same mean over all boxes.
            looked: boxes of each stratum inspected though the ranking left them out, faded.
            found: how many of them held something, faded alike.
        """
        rate = (1 - prior.moves) * expected + prior.moves * common
        return cls(prior.strength * rate + found, prior.strength * (1 - rate) + looked - found)

    @property
    def rate(self) -> Floats:
        """Expected share of boxes in which a look finds something."""
        return self.finds / (self.finds + self.misses)
