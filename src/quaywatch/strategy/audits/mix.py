"""Openings, scans and test loads together: which of them estimate what is there at the least cost.

A scan is cheap and its finds are not known; test loads measure them. Relative errors are as in
`precision`.
"""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from quaywatch.strategy.audits import counts
from quaywatch.strategy.audits.power import least
from quaywatch.strategy.audits.precision import looks


@dataclass(frozen=True, slots=True)
class Costs:
    """What one of each takes, in any one unit."""

    opening: float
    scan: float
    """With the opening of what alarms."""
    test: float


@dataclass(frozen=True, slots=True)
class Mix:
    """Openings and scans by lot, with test loads that tell how much the scan overlooks."""

    openings: int
    scans: int
    tests: int
    cost: float


@dataclass(frozen=True, slots=True)
class Ways:
    """Two ways to what is there: opening, whose finds are known, and scanning, whose are tested."""

    prevalence: float
    opening: float
    """Share of what is there that an opening finds: taken as known."""
    scan: float
    """Share that a scan finds: supposed when planning, measured by the tests afterwards."""

    def cheapest(self, error: float, costs: Costs, fewest: int = 0) -> Mix:
        """Return the cheapest mix with the wished relative error.

        What a unit of precision costs is the same however much is bought, by either way: so one of
        them buys all but the `fewest` openings that guard against tests that nobody's concealment
        looks like any more.
        """
        opened = self.prevalence * self.opening
        each = opened / (1 - opened)
        bought = 1 / error**2
        by_opening = costs.opening / each
        lacking, tested = self._spreads()
        root = sqrt(lacking * costs.scan) + sqrt(tested * costs.test)
        if by_opening <= root**2:
            openings = max(fewest, looks(opened, error))
            return Mix(openings, 0, 0, openings * costs.opening)
        left = bought - fewest * each
        if left <= 0:
            return Mix(fewest, 0, 0, fewest * costs.opening)
        scans = left * root * sqrt(lacking / costs.scan)
        tests = left * root * sqrt(tested / costs.test)
        times = self._stretch(fewest, scans, tests, error)
        made = (fewest, ceil(scans * times), ceil(tests * times))
        cost = made[0] * costs.opening + made[1] * costs.scan + made[2] * costs.test
        return Mix(*made, cost)

    def error(self, openings: int, scans: int, tests: int) -> float:
        """Return the relative error of `estimate`, summed up over what tests may show."""
        weight = self._weight(openings, scans, tests)
        seen, opened = self.prevalence * self.scan, self.prevalence * self.opening
        chance = counts.chances(tests, self.scan)
        shown = np.arange(len(chance))
        inverse = self.scan / detection(shown, tests)
        first, second = float(chance @ inverse), float(chance @ inverse**2)
        # Relative to the truth: mean and mean square of hits per scan over tested detection.
        square = second * (1 + (1 - seen) / (scans * seen))
        off, spread = first - 1, square - first**2
        beside = (1 - opened) / (openings * opened) if openings else 0.0
        return sqrt(weight**2 * (spread + off**2) + (1 - weight) ** 2 * beside)

    def estimate(
        self,
        openings: tuple[counts.Ints, int],
        scans: tuple[counts.Ints, int],
        tests: tuple[counts.Ints, int],
    ) -> counts.Floats:
        """Return what is there, from hits and looks of each sort; hits may be of many years."""
        weight = self._weight(openings[1], scans[1], tests[1])
        scanned = scans[0] / scans[1] / detection(tests[0], tests[1])
        opened = openings[0] / openings[1] / self.opening if openings[1] else 0.0
        return weight * scanned + (1 - weight) * opened

    def _spreads(self) -> tuple[float, float]:
        seen = self.prevalence * self.scan
        return (1 - seen) / seen, (1 - self.scan) / self.scan

    def _weight(self, openings: int, scans: int, tests: int) -> float:
        lacking, tested = self._spreads()
        opened = self.prevalence * self.opening
        scanned = 1 / (lacking / scans + tested / tests)
        return scanned / (scanned + openings * opened / (1 - opened))

    def _stretch(self, openings: int, scans: float, tests: float, error: float) -> float:
        """Return by how much more it takes since one over a measured share is skewed."""
        hundredths = least(
            lambda times: (
                -self.error(openings, ceil(scans * times / 100), ceil(tests * times / 100))
            ),
            -error,
            10_000,
        )
        if hundredths is None:
            raise ValueError("no number of tests is enough for this error")
        return hundredths / 100


def detection(found: counts.Ints, of: int) -> counts.Floats:
    """Return the share of test loads found, with half a load on either side: it is never zero."""
    return (found + 0.5) / (of + 1)
