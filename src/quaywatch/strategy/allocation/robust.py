"""The plan under which least arrives in the worst of several assumptions on traffickers and looks.

A weighted mean of the assumptions never comes out above the worst of them. So the least that the
mean can be brought to is a bound for every weighting, and the best weighting gives the best bound:
there, the plan that belongs to it is the plan that is looked for.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import numpy as np
from scipy import optimize

from quaywatch.strategy.allocation.mixture import Cases, mixed_least
from quaywatch.strategy.allocation.sites import Floats, Sites

_optimize: Any = optimize  # its types say little
Factor = Annotated[float, msgspec.Meta(gt=0)]


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """One set of assumptions."""

    rationality: Factor
    gain: Factor = 1.0
    """By how much loads bring more or less than said."""
    detection: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    """By how much looks find less than said."""


@dataclass(frozen=True, slots=True)
class Robust:
    """A plan for the worst case, and what proves how good it is."""

    share: Floats
    """Of each site's containers that is looked at."""
    arriving: Floats
    """What arrives in each scenario."""
    worst: float
    """What arrives in the worst of them."""
    bound: float
    """No plan lets less arrive in its own worst."""
    weights: Floats
    """Of the scenarios, at which the bound holds: those above zero are what decides."""


def robust(sites: Sites, detection: Floats, stay: float, scenarios: tuple[Scenario, ...]) -> Robust:
    """Return the plan under which least arrives in the worst of the scenarios.

    Args:
        sites: what can be chosen, with budgets.
        detection: how often a look finds a load, by site.
        stay: what not shipping brings.
        scenarios: one at least.

    """
    search = _Search(sites, detection, stay, scenarios)
    count = len(scenarios)
    weights = np.zeros(count)
    weights[int(np.argmax([search.size_up(each) for each in range(count)]))] = 1.0
    search.at(weights)
    if search.worst - search.bound > 1e-9 and count > 1:
        _optimize.minimize(
            search.against,
            0.9 * weights + 0.1 / count,
            jac=True,
            method="SLSQP",
            bounds=[(0.0, 1.0)] * count,
            constraints=_optimize.LinearConstraint(np.ones((1, count)), 1.0, 1.0),
            options={"maxiter": 60, "ftol": 1e-12},
        )
    return search.found()


def arriving_in(
    sites: Sites, detection: Floats, stay: float, scenarios: tuple[Scenario, ...], share: Floats
) -> Floats:
    """Return what a plan lets arrive in each scenario; arguments as for `robust`."""
    order, on = np.arange(len(share)), sites.settled(share)
    came: list[float] = []
    for one in scenarios:
        level, slope, found, outside = _laid(sites, detection, stay, one, order)
        weight = np.exp(level - slope * share)[on]
        came.append(float(np.dot(weight, 1.0 - (found * share)[on]) / (weight.sum() + outside)))
    return np.array(came)


class _Search:
    """Tries weightings; keeps the best plan and the best bound."""

    def __init__(
        self, sites: Sites, detection: Floats, stay: float, scenarios: tuple[Scenario, ...]
    ) -> None:
        order = np.argsort(sites.port, kind="stable")
        self._sites, self._order = sites, order
        laid = [_laid(sites, detection, stay, one, order) for one in scenarios]
        level, slope, found, outside = (np.array(each) for each in zip(*laid, strict=True))
        self._cases = Cases(
            level,
            slope,
            found,
            sites.minutes[order],
            sites.starts[order],
            sites.floor[order],
            sites.ceiling[order],
            outside,
        )
        self._first = np.searchsorted(sites.port[order], np.arange(len(sites.budgets) + 1))
        self._prices = np.zeros(len(sites.budgets) + 1)
        self._scale = np.ones(len(scenarios))
        self._share = sites.floor[order]
        self._arriving = self._weights = np.ones(len(scenarios))
        self._start = 1.0
        self._total = self._slope = np.ones(len(scenarios))
        self.worst, self.bound = np.inf, 0.0

    def size_up(self, scenario: int) -> float:
        """Try one scenario alone; measure it by all that is shipped in it from now on."""
        least = self.at(np.eye(len(self._scale))[scenario])
        self._scale[scenario] = 1.0 / self._total[scenario]
        return least

    def against(self, weights: Floats) -> tuple[float, Floats]:
        """Return the least of a weighting and its slope, both turned round to be minimised."""
        least = self.at(np.maximum(weights, 0.0))
        return -least, -self._slope

    def at(self, weights: Floats) -> float:
        """Try a weighting of the scenarios; return the least that it can be brought to."""
        kept, total = np.empty(len(weights)), np.empty(len(weights))
        share = np.empty(len(self._order))
        ratio, bound = mixed_least(
            self._cases,
            weights * self._scale,
            self._first,
            self._sites.budgets,
            self._sites.budget,
            self._start,
            self._prices,
            share,
            kept,
            total,
        )
        scaled = weights * self._scale
        self._total = total
        self._slope = self._scale * (kept - ratio * total) / float(np.dot(scaled, total))
        arriving = kept / total
        if arriving.max() < self.worst:
            self.worst, self._share, self._arriving = float(arriving.max()), share, arriving
        if bound > self.bound:
            self.bound, self._weights = bound, weights
        return ratio

    def found(self) -> Robust:
        """Return the best plan that was tried, with the best bound."""
        share = np.empty_like(self._share)
        share[self._order] = self._share
        weights = self._weights / self._weights.sum()
        return Robust(share, self._arriving, self.worst, self.bound, weights)


def _laid(
    sites: Sites, detection: Floats, stay: float, one: Scenario, order: Any
) -> tuple[Floats, Floats, Floats, float]:
    gain = one.gain * sites.gain
    # What is lost with a load is what it would have brought and a penalty that stays the same.
    loss = one.detection * (sites.loss + detection * (gain - sites.gain))
    top = max(float(gain.max()), stay)
    return (
        (one.rationality * (gain - top))[order],
        (one.rationality * loss)[order],
        (one.detection * detection)[order],
        float(np.exp(one.rationality * (stay - top))),
    )
