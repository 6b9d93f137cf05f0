"""What the net's scores mean: learned on pictures that it was never trained on."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from quaywatch.scans.detection.zones import SHARES, Zone
from quaywatch.scans.physics.arrays import Floats

_PARTS = ("peaks", "ratios", "scores", "shares")


@dataclass(frozen=True, slots=True)
class Scale:
    """What the peak of one zone means."""

    peaks: Floats
    """Rising peaks…"""
    ratios: Floats
    """…and ln of how much likelier each is with a threat in the zone than without any: rising too,
    and no larger than so many containers can prove."""
    scores: Floats
    """Rising peaks of honest containers…"""
    shares: Floats
    """…and the share of honest containers that peak as high or higher."""

    def log_likelihood_ratio(self, peak: float) -> float:
        """Return ln of how much likelier a peak is with a threat in the zone than without any."""
        return float(np.interp(peak, self.peaks, self.ratios))

    def false_alarm(self, peak: float) -> float:
        """Return the share of honest containers whose zone peaks as high or higher."""
        return float(np.exp(np.interp(peak, self.scores, np.log(self.shares))))


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What the net's outputs mean, by zone."""

    zones: dict[Zone, Scale]
    amount: tuple[float, float]
    """True mass over that which the amounts add up to: its median, and the relative standard
    deviation around it."""
    honest: int
    """Containers without a threat that this was learned on."""

    def together(self, peaks: dict[Zone, float]) -> float:
        """Return ln of the likelihood ratio of a threat in one of the zones, each by its share."""
        ratios = {zone: self.zones[zone].log_likelihood_ratio(peak) for zone, peak in peaks.items()}
        highest = max(ratios.values())
        total = sum(SHARES[zone] * math.exp(ratio - highest) for zone, ratio in ratios.items())
        return highest + math.log(total)


def calibrated(told: dict[str, Any]) -> Calibrated:
    """Return the calibration that a file tells."""
    scales = {
        Zone(name): Scale(
            *(np.array(one[part], dtype=np.float64) for part in _PARTS),
        )
        for name, one in told["zones"].items()
    }
    return Calibrated(scales, (told["amount"][0], told["amount"][1]), told["honest"])
