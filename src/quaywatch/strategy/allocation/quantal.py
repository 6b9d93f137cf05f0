"""Traffickers who err: each site is chosen the more often the more it brings (logit response).

What arrives is a ratio of sums over sites. For a supposed ratio the best plan against it solves a
separable problem whose solution is closed (Dinkelbach 1967; Wright's omega function). There is one
price of minutes for the alliance and one for each port whose own minutes are short; the ratio is
set to what its plan reaches until it stays.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import wrightomega

from quaywatch.strategy.allocation.sites import Floats, Sites

_ROUNDS = 60
_STEPS = 80
_NEAR = 1e-13


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
    """No plan lets less arrive: `arriving` less what the last round could still have gained."""
    price: float
    """By how much `arriving` falls with one minute more for the alliance…"""
    prices: Floats
    """…and for each port whose own minutes are short."""


@dataclass(frozen=True, slots=True)
class _Round:
    """One plan against a supposed ratio."""

    share: Floats
    log_price: float
    log_prices: Floats


def quantal(sites: Sites, detection: Floats, rationality: float, stay: float) -> Quantal:
    """Return the plan under which least arrives.

    Args:
        sites: what can be chosen, with budgets.
        detection: how often a look at a shipment finds it, by site.
        rationality: λ; 0 chooses by lot, the larger the surer the best site is chosen.
        stay: what not shipping brings, in the currency of gains.

    Raises:
        ValueError: rationality is not above zero, or detection not within 0 and 1.

    """
    if not rationality > 0 or ((detection <= 0) | (detection > 1)).any():
        raise ValueError("rationality is above zero, detection above zero and at most one")
    game = _Game(sites, detection, rationality, stay)
    share, last = sites.floor, _Round(sites.floor, -np.inf, np.full(len(sites.budgets), -np.inf))
    ratio, bound = game.ratio(share), 0.0
    for _ in range(_ROUNDS):
        last = game.best(ratio, last)
        reached = game.ratio(last.share)
        bound = ratio + game.excess(last.share, ratio) / game.least_weight()
        share = last.share if reached < ratio else share
        if ratio - reached <= _NEAR * ratio:
            break
        ratio = reached
    weight = game.weight(share)
    total = weight.sum() + game.outside
    scale = 1.0 / total
    return Quantal(
        share=share,
        chosen=weight * scale,
        arriving=game.ratio(share),
        bound=min(float(bound), game.ratio(share)),
        price=float(np.exp(last.log_price) * scale),
        prices=np.exp(np.maximum(last.log_prices, -np.inf)) * scale,
    )


class _Game:
    """The sums, with gains measured from the best site so that nothing overflows."""

    def __init__(self, sites: Sites, detection: Floats, rationality: float, stay: float) -> None:
        self.sites, self.detection, self.rationality = sites, detection, rationality
        self.slope = rationality * sites.loss
        top = max(float(sites.gain.max()), stay)
        self.level = rationality * (sites.gain - top)
        self.outside = float(np.exp(rationality * (stay - top)))

    def weight(self, share: Floats) -> Floats:
        """Return how attractive each site is."""
        return np.exp(self.level - self.slope * share)

    def ratio(self, share: Floats) -> float:
        """Return what arrives, as a share of what could be shipped."""
        weight = self.weight(share)
        arriving = np.dot(weight, 1.0 - self.detection * share)
        return float(arriving / (weight.sum() + self.outside))

    def excess(self, share: Floats, ratio: float) -> float:
        """Return Dinkelbach's function: zero at the best ratio and its plan, else below."""
        weight = self.weight(share)
        arriving = np.dot(weight, 1.0 - self.detection * share - ratio)
        return float(arriving - ratio * self.outside)

    def least_weight(self) -> float:
        """Return the least that all sites can weigh together."""
        return float(self.weight(self.sites.ceiling).sum() + self.outside)

    def best(self, ratio: float, start: _Round) -> _Round:
        """Return the plan that does best against a supposed ratio, within all budgets."""
        sites, ports = self.sites, len(self.sites.budgets)
        short = (sites.spent(self._share(ratio, np.full(ports, -np.inf))) > sites.budgets) & (
            np.isfinite(sites.budgets)
        )
        own = np.full(ports, -np.inf)
        if short.any():
            own = self._prices(ratio, short, start.log_prices)
        share = self._share(ratio, own)
        if sites.spent(share).sum() <= sites.budget:
            return _Round(share, -np.inf, own)
        joint = self._price(ratio, own, start.log_price)
        share = self._share(ratio, np.maximum(own, joint))
        return _Round(share, joint, np.where(own > joint, own, -np.inf))

    def _share(self, ratio: float, log_prices: Floats) -> Floats:
        """Return the shares at a price of minutes for each port."""
        return self._answer(ratio, log_prices)[0]

    def _answer(self, ratio: float, log_prices: Floats) -> tuple[Floats, Floats]:
        """Return the shares, and how fast each falls as the logarithm of its price rises."""
        sites, d, slope = self.sites, self.detection, self.slope
        start = slope * (1.0 - ratio) / d + 1.0
        with np.errstate(invalid="ignore"):
            at = log_prices[sites.port] + np.log(sites.minutes / d) - self.level + start
        omega = np.where(np.isfinite(at), wrightomega(at), 0.0)
        share = (start - omega) / slope
        free = (share > sites.floor) & (share < sites.ceiling)
        falls = np.where(free, omega / (1.0 + omega) / slope, 0.0)
        return np.clip(share, sites.floor, sites.ceiling), falls

    def _price(self, ratio: float, own: Floats, start: float) -> float:
        """Return the logarithm of the price at which the alliance's minutes are just spent."""

        def spent(log_price: float) -> tuple[float, float]:
            share, falls = self._answer(ratio, np.maximum(own, log_price))
            falls = np.where(own[self.sites.port] > log_price, 0.0, falls)
            minutes = self.sites.minutes
            return float(np.dot(minutes, share)), float(np.dot(minutes, falls))

        low, high = self._bracket()
        at = start if low < start < high else 0.5 * (low + high)
        for _ in range(_STEPS):
            taken, falls = spent(at)
            over = taken - self.sites.budget
            if abs(over) <= _NEAR * self.sites.budget:
                break
            low, high = (at, high) if over > 0 else (low, at)
            step = at + over / falls if falls > 0 else np.inf
            at = step if low < step < high else 0.5 * (low + high)
        return at

    def _prices(self, ratio: float, short: np.ndarray, start: Floats) -> Floats:
        """Return the logarithms of prices at which each short port's own minutes are just spent."""
        sites, ports = self.sites, len(self.sites.budgets)
        low, high = (np.full(ports, bound) for bound in self._bracket())
        inside = short & (start > low) & (start < high)
        at = np.where(inside, start, 0.5 * (low + high))
        for _ in range(_STEPS):
            share, falls = self._answer(ratio, np.where(short, at, -np.inf))
            over = np.where(short, sites.spent(share) - sites.budgets, 0.0)
            if (np.abs(over[short]) <= _NEAR * sites.budgets[short]).all():
                break
            low, high = np.where(over > 0, at, low), np.where(over > 0, high, at)
            fall = sites.spent(falls)
            with np.errstate(divide="ignore", invalid="ignore"):
                step = at + over / fall
            at = np.where((step > low) & (step < high), step, 0.5 * (low + high))
        return np.where(short, at, -np.inf)

    def _bracket(self) -> tuple[float, float]:
        """Return logarithms of prices below which all and above which nothing is looked at."""
        d, minutes = self.detection, self.sites.minutes
        worth = self.level + np.log(d / minutes)
        return float((worth - self.slope).min()) - 50.0, float(
            (worth + np.log1p(self.slope / d)).max()
        ) + 1.0
