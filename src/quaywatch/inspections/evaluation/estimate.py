"""An estimate that says how sure it is, or why it cannot be given."""

from enum import StrEnum

import msgspec

LEVEL = 0.95
"""How often an interval is to hold the truth."""


class Reason(StrEnum):
    """Why a figure is withheld, or what to keep in mind with it."""

    NO_INSPECTIONS = "no-inspections"
    """Nothing was inspected that speaks of it: withheld."""
    NO_CHANCE = "no-chance"
    """Some of what it would pick had no chance to be inspected: it may hold anything. The bound
    allows for that; the figure is withheld where it is more than one in a hundred."""
    FEW_FINDS = "few-finds"
    """Too few finds are to be expected among what was inspected by chance: withheld."""
    FEW_INSPECTIONS = "few-inspections"
    """Too few inspections carry a mean: withheld."""
    SMALL_CHANCES = "small-chances"
    """Most of what it would pick had a chance below one in twenty: few inspections carry it."""
    UNANSWERED = "unanswered"
    """More than one pick in ten was never reported on; the others stand for them."""
    LEFT_OUT = "left-out"
    """Boxes drawn by lot were skipped, cancelled or let go unseen, and there would be more than a
    fifth more finds among the drawn, had they all held something. Who leaves them out may know."""
    NO_DETECTION = "no-detection"
    """How much an inspection overlooks is not known: it tells of finds, not of what is there."""
    ASSUMED_DETECTION = "assumed-detection"
    """How much an inspection overlooks is assumed and not measured: so is what is there."""
    NO_SCORES = "no-scores"
    """What the model thought of every candidate is not kept: no ranking can be judged."""
    TAUGHT = "taught"
    """Some of these outcomes taught the model that is judged by them."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its interval; without a figure, limits that hold all the same."""

    value: float | None
    low: float
    high: float | None
    """None where there is no upper limit."""
    reasons: tuple[Reason, ...] = ()
    least: float | None = None
    """Limits that hold whatever hid in picks that nobody reported on; None where that changes
    nothing."""
    most: float | None = None

    def times(self, factor: float) -> "Estimate":
        """Return the estimate in another unit."""
        value, high, least, most = (
            None if each is None else each * factor
            for each in (self.value, self.high, self.least, self.most)
        )
        return msgspec.structs.replace(
            self, value=value, low=self.low * factor, high=high, least=least, most=most
        )


class Finds(msgspec.Struct, frozen=True, kw_only=True):
    """Finds, or a share: a figure always, thin as it may be, and what is to be minded."""

    value: float
    low: float
    high: float
    reasons: tuple[Reason, ...] = ()
    withheld: bool = False
    """Too little carries the figure; the limits hold all the same."""

    def over(self, size: float) -> "Finds":
        """Return the share of so many; of none it may be anything."""
        if size <= 0:
            return msgspec.structs.replace(self, value=0.0, low=0.0, high=1.0, withheld=True)
        low, high = self.low / size, self.high / size
        return msgspec.structs.replace(self, value=self.value / size, low=low, high=high)

    def shown(self) -> Estimate:
        """Return the figure where enough carries it, else its limits alone."""
        value = None if self.withheld else self.value
        return Estimate(value=value, low=self.low, high=self.high, reasons=self.reasons)
