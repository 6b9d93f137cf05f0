"""How likely a picture is, were this load before the scanner: the noise model, exactly.

With `expected` of the scene without and with its threat this gives the likelihood ratio of an
ideal observer who knows the load: no detector can do better on the same picture.
"""

import math

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Counts, Floats, Pixels
from quaywatch.scans.physics.normalising import FULL_SCALE
from quaywatch.world.scanner.detectors import Detectors, detectors
from quaywatch.world.scanner.expecting import Expected
from quaywatch.world.scanner.exposing import FEW, Drift, Picture, levels
from quaywatch.world.scanner.installation import Installation

_SPREAD = 8
"""Standard deviations of a number of photons within which it is summed over."""


def log_likelihood(
    picture: Picture, supposed: Expected, drift: Drift, installation: Installation
) -> Floats:
    """Return ln of the probability of each pixel's two counts, by line and row.

    The sum over pixels is that of the picture: noise is independent given the drift.
    """
    rows = detectors(installation)
    low = _energy(picture.low, supposed.low, drift, 0, rows[0], installation)
    return low + _energy(picture.high, supposed.high, drift, 1, rows[1], installation)


def log_likelihood_ratio(
    picture: Picture,
    with_threat: Expected,
    without: Expected,
    drift: Drift,
    installation: Installation,
) -> float:
    """Return ln of how much likelier the picture is with the threat than without."""
    threatened = log_likelihood(picture, with_threat, drift, installation)
    return float((threatened - log_likelihood(picture, without, drift, installation)).sum())


def _energy(
    counts: Counts,
    share: Pixels,
    drift: Drift,
    energy: int,
    row: Detectors,
    installation: Installation,
) -> Floats:
    out = np.empty(counts.shape, dtype=np.float64)
    _evaluate(
        out,
        counts,
        share,
        drift.pulse[energy].astype(np.float32),
        drift.nod[energy].astype(np.float32),
        levels(len(row.dark)),
        row.dark,
        row.air,
        row.quantum,
        installation.noise.electronic,
    )
    return out


@compiled
def _evaluate(
    out: Floats,
    counts: Counts,
    share: Pixels,
    pulse: Pixels,
    nod: Pixels,
    level: Pixels,
    dark: Pixels,
    air: Pixels,
    quantum: Pixels,
    electronic: float,
) -> None:
    lines, rows = counts.shape
    for i in range(lines):
        for r in range(rows):
            mean = share[i, r] * air[r] * pulse[i] * (np.float32(1.0) + nod[i] * level[r])
            low = counts[i, r] - 0.5 - dark[r]
            high = low + 1.0
            # What the converter cuts off piles up at its ends.
            if counts[i, r] == 0:
                low = -1e9
            if counts[i, r] == FULL_SCALE:
                high = 1e9
            if mean < np.float32(FEW) * quantum[r]:
                chance = _of_few(mean / quantum[r], quantum[r], electronic, low, high)
            else:
                spread = math.sqrt(mean * quantum[r] + electronic * electronic)
                chance = _between((low - mean) / spread, (high - mean) / spread)
            out[i, r] = math.log(max(chance, 1e-300))


@compiled
def _of_few(mean: float, quantum: float, electronic: float, low: float, high: float) -> float:
    """Sum over the number of photons that left a count between two bounds."""
    around = 0.5 * (low + high) / quantum if low > -1e8 and high < 1e8 else mean
    reach = _SPREAD * electronic / quantum + 1.0
    first = 0
    last = int(mean + 12.0 * math.sqrt(mean) + 20.0)
    if low > -1e8 and high < 1e8:
        first = max(int(around - reach), 0)
        last = max(int(around + reach), first)
    total = 0.0
    for number in range(first, last + 1):
        weight = math.exp(number * math.log(max(mean, 1e-30)) - mean - math.lgamma(number + 1.0))
        left = number * quantum
        total += weight * _between((low - left) / electronic, (high - left) / electronic)
    return total


@compiled
def _between(low: float, high: float) -> float:
    """Return the probability of a standard normal number between two bounds.

    Of the nearer tail, so that small probabilities keep their digits.
    """
    if low > 0:
        low, high = -high, -low
    root = math.sqrt(2.0)
    return 0.5 * (math.erfc(-high / root) - math.erfc(-low / root))
