"""What traffickers choose between: sites, each a port with a route and a cover load."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sites:
    """Arrays of one length, by site, and what can be spent on them.

    The share of a site's containers that is looked at is what is decided on.
    """

    gain: Floats
    """What a shipment brings a trafficker when nobody looks, in any one currency."""
    loss: Floats
    """How much less it brings on average when all is looked at: detection times what is lost."""
    minutes: Floats
    """Scanner minutes that looking at all of the site's containers takes."""
    port: Ints
    """Number of the port, from 0."""
    budget: float
    """Minutes that the alliance has in all."""
    budgets: Floats
    """Minutes of each port; infinite where only the whole counts."""
    floor: Floats
    """Share that is looked at in any case: an agreement, a random audit."""
    ceiling: Floats
    """Largest share that can be looked at."""

    def __post_init__(self) -> None:
        """Refuse what makes no game; raises ValueError."""
        shapes = {len(each) for each in (self.gain, self.loss, self.minutes, self.port)}
        if shapes != {len(self.floor)} or len(self.floor) != len(self.ceiling):
            raise ValueError("sites have one figure of each sort")
        if not (
            np.isfinite(self.gain).all() and (self.loss > 0).all() and (self.minutes > 0).all()
        ):
            raise ValueError("gains are finite, losses and minutes above zero")
        if ((self.floor < 0) | (self.floor > self.ceiling) | (self.ceiling > 1)).any():
            raise ValueError("shares lie between 0 and 1, floors below ceilings")
        if len(self.port) and not 0 <= self.port.min() <= self.port.max() < len(self.budgets):
            raise ValueError("each port has a budget")
        spent = self.spent(self.floor)
        if spent.sum() > self.budget or (spent > self.budgets).any():
            raise ValueError("the floors alone take more than there is")

    def value(self, share: Floats) -> Floats:
        """Return what a shipment brings at each site, at these shares looked at."""
        return self.gain - self.loss * share

    def spent(self, share: Floats) -> Floats:
        """Return the minutes that each port spends."""
        taken = self.minutes * share
        return np.bincount(self.port, weights=taken, minlength=len(self.budgets)).astype(np.float64)
