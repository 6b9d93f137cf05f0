"""Traffickers who err: each site is chosen the more often the more it brings (logit response).

What arrives is a ratio of sums over sites; `dinkelbach` finds the least it can be brought to.
There is one price of minutes for the alliance and one for each port whose own minutes are short.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.allocation.dinkelbach import Field, least
from quaywatch.strategy.allocation.sites import Floats, Ints, Sites


@dataclass(frozen=True, slots=True)
class Quantal:
    """A plan, and what comes of it."""

    share: Floats
    """Of each site's containers that is looked at."""
    chosen: Floats
    """How often each site is chosen; what is left is not shipped at all."""
    arriving: float
    """Share of what could be shipped that arrives."""
    bound: float
    """No plan lets less arrive: the dual says so."""
    price: float
    """By how much `arriving` falls with one minute more for the alliance…"""
    prices: Floats
    """…and for each port whose own minutes are short."""


def quantal(
    sites: Sites,
    detection: Floats,
    rationality: float,
    stay: float,
    before: Quantal | None = None,
) -> Quantal:
    """Return the plan under which least arrives.

    Args:
        sites: what can be chosen, with budgets.
        detection: how often a look at a shipment finds it, by site.
        rationality: λ; 0 chooses by lot, the larger the surer the best site is chosen.
        stay: what not shipping brings, in the currency of gains.
        before: a plan of nearly the same game, to start from: the result is the same
            but for rounding.

    Raises:
        ValueError: rationality is not above zero, or detection not within 0 and 1.

    """
    game = Logit.of(sites, detection, rationality, stay)
    found = game.best(game.outside, before)
    share = np.empty_like(found.share)
    share[game.order] = found.share
    weight = np.zeros_like(share)
    weight[game.order] = game.weight(found.share)
    scale = 1.0 / (weight.sum() + game.outside)
    return Quantal(
        share=share,
        chosen=weight * scale,
        arriving=found.arriving,
        bound=found.bound,
        price=float(np.exp(found.joint) * scale),
        prices=np.exp(np.where(found.own > found.joint, found.own, -np.inf)) * scale,
    )


@dataclass(frozen=True, slots=True)
class Best:
    """A plan as `Logit` lays it out, with logarithms of prices."""

    share: Floats
    arriving: float
    bound: float
    joint: float
    own: Floats


@dataclass(frozen=True, slots=True)
class Logit:
    """A game port by port, gains measured from the best so that nothing overflows."""

    field: Field
    first: Ints
    """First site of each port, and the number of sites."""
    order: Ints
    """Number of each site as the game was given."""
    budgets: Floats
    budget: float
    outside: float
    """Weight of not shipping."""

    @classmethod
    def of(cls, sites: Sites, detection: Floats, rationality: float, stay: float) -> "Logit":
        """Lay a game out; see `quantal`."""
        if not rationality > 0 or not ((detection > 0) & (detection <= 1)).all():
            raise ValueError("rationality is above zero, detection above zero and at most one")
        order = np.argsort(sites.port, kind="stable")
        top = max(float(sites.gain.max()), stay)
        minutes, found = sites.minutes[order], detection[order]
        return cls(
            field=Field(
                level=rationality * (sites.gain[order] - top),
                slope=rationality * sites.loss[order],
                detection=found,
                minutes=minutes,
                starts=sites.starts[order],
                floor=sites.floor[order],
                ceiling=sites.ceiling[order],
                unit=np.log(minutes / found),
                low=np.empty(len(order)),
                high=np.empty(len(order)),
            ),
            first=np.searchsorted(sites.port[order], np.arange(len(sites.budgets) + 1)),
            order=order,
            budgets=sites.budgets,
            budget=sites.budget,
            outside=float(np.exp(rationality * (stay - top))),
        )

    def weight(self, share: Floats) -> Floats:
        """Return how attractive each site is, on the row that its share lies in."""
        weight = np.exp(self.field.level - self.field.slope * share)
        starts = self.field.starts
        if not starts.any():
            return weight
        on = (starts == 0.0) | (share > starts)
        passed = np.append(on[1:] & (starts[1:] > 0), False)
        return np.where(on & ~passed, weight, 0.0)

    def best(self, outside: float, before: Quantal | None = None) -> Best:
        """Return the plan under which least arrives, with this weight outside."""
        none = np.full(len(self.budgets), -np.inf)
        if before is None or len(before.share) != len(self.order):
            return self.best_from(outside, 1.0, -np.inf, none)
        scale = np.log(self.weight(before.share[self.order]).sum() + outside)
        with np.errstate(divide="ignore"):
            joint, own = np.log(before.price) + scale, np.log(before.prices) + scale
        return self.best_from(outside, before.arriving, float(joint), own)

    def best_from(self, outside: float, ratio: float, joint: float, own: Floats) -> Best:
        """Return the same, begun at a ratio and at logarithms of prices."""
        share, prices = np.empty(len(self.order)), own.copy()
        reached = least(
            self.field,
            self.first,
            self.budgets,
            self.budget,
            outside,
            ratio,
            joint,
            prices,
            share,
        )
        return Best(share, reached.ratio, reached.bound, reached.joint, prices)
