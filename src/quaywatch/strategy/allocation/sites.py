"""What traffickers choose between: sites, each a port with a route and a cover load."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sites:
    """Arrays of one length, by site, and what can be spent on them.

    The share of a site's containers that is looked at is what is decided on. A site that can be
    looked at in several ways has a row for each (see `looks`); then its share is that of what the
    best look would find, and its rows follow each other.
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
    begins: Floats | None = None
    """Share up to which rows before this one go; zero for the first row of a site."""

    def __post_init__(self) -> None:
        """Refuse what makes no game; raises ValueError."""
        shapes = {len(each) for each in (self.gain, self.loss, self.minutes, self.port)}
        if shapes != {len(self.floor)} or len(self.floor) != len(self.ceiling):
            raise ValueError("sites have one figure of each sort")
        if not (
            np.isfinite(self.gain).all() and (self.loss > 0).all() and (self.minutes > 0).all()
        ):
            raise ValueError("gains are finite, losses and minutes above zero")
        if (
            not (self.floor >= 0).all()
            or (self.floor > self.ceiling).any()
            or (self.ceiling > 1).any()
        ):
            raise ValueError("shares lie between 0 and 1, floors below ceilings")
        if len(self.port) and not 0 <= self.port.min() <= self.port.max() < len(self.budgets):
            raise ValueError("each port has a budget")
        if self.begins is not None:
            self._check_rows(self.begins)
        spent = self.spent(self.floor)
        if spent.sum() > self.budget or (spent > self.budgets).any():
            raise ValueError("the floors alone take more than there is")

    @property
    def starts(self) -> Floats:
        """Return where each row begins."""
        return np.zeros(len(self.gain)) if self.begins is None else self.begins

    @property
    def last(self) -> Booleans:
        """Return which rows are the last of their site."""
        return np.append(self.starts[1:] == 0.0, True)[: len(self.gain)]

    def settled(self, share: Floats) -> Booleans:
        """Return the row of each site that its share lies in."""
        starts = self.starts
        reached = (starts == 0.0) | (share > starts)
        return reached & ~np.append(reached[1:] & (starts[1:] > 0.0), False)[: len(share)]

    def value(self, share: Floats) -> Floats:
        """Return what a shipment brings at each row, at these shares looked at."""
        return self.gain - self.loss * share

    def spent(self, share: Floats) -> Floats:
        """Return the minutes that each port spends."""
        taken = self.minutes * (share if self.begins is None else share - self.begins)
        return np.bincount(self.port, weights=taken, minlength=len(self.budgets)).astype(np.float64)

    def _check_rows(self, begins: Floats) -> None:
        on = np.flatnonzero(begins > 0)
        if len(begins) != len(self.gain) or (begins < 0).any() or (len(on) and on[0] == 0):
            raise ValueError("rows begin at zero or where the one before ends")
        before = on - 1
        alike = (
            (self.gain[on] == self.gain[before])
            & (self.loss[on] == self.loss[before])
            & (self.port[on] == self.port[before])
            & (begins[on] == self.ceiling[before])
        )
        if not alike.all() or (self.floor < begins).any():
            raise ValueError("rows of one site follow each other, from share to share")
        if (self.minutes[on] < self.minutes[before]).any():
            raise ValueError("rows of one site cost more and more")
