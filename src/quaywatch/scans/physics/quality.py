"""How good a scanner's picture is, measured on the picture of a test object.

The quantities are those that ANSI N42.46 and IEC 62523 ask for: penetration of steel, contrast
sensitivity, spatial resolution, wire. The standards have observers judge shapes; here a target
counts as seen when its matched signal is five times its noise (A. Rose, J. Opt. Soc. Am. 38 (1948)
196), so that figures are comparable with each other, and only roughly with a certificate.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats, Pixels

SEEN = 5.0
"""Signal-to-noise at which a target counts as seen."""
_MODULATION = 0.2


@dataclass(frozen=True, slots=True)
class Contrast:
    """How a target stands out from what is beside it."""

    contrast: float
    """Difference of mean transmission over the background's."""
    noise: float
    """Standard deviation of one background pixel over its mean."""
    pixels: int

    @property
    def detectability(self) -> float:
        """Signal-to-noise of the whole target with independent pixels."""
        return abs(self.contrast) / self.noise * self.pixels**0.5


def contrast(share: Pixels, target: Bools, beside: Bools) -> Contrast:
    """Measure a target against its background in a picture of transmissions."""
    ground = share[beside].astype(np.float64)
    level = float(ground.mean())
    difference = float(share[target].mean(dtype=np.float64)) - level
    return Contrast(difference / level, float(ground.std()) / abs(level), int(target.sum()))


def penetration(steel_mm: Floats, detectability: Floats) -> float:
    """Return the thickness of steel (mm, rising) behind which a target is still just seen.

    Between steps ln(detectability) is taken as linear. 0 when it is not seen behind the first
    step, the last step when it is seen behind all: the object was too thin to tell.
    """
    seen = detectability >= SEEN
    if seen.all():
        return float(steel_mm[-1])
    step = int(np.argmin(seen))
    if step == 0:
        return 0.0
    above, below = np.log(np.maximum(detectability[step - 1 : step + 1], 1e-9))
    part = (above - np.log(SEEN)) / (above - below)
    return float(steel_mm[step - 1] + part * (steel_mm[step] - steel_mm[step - 1]))


def contrast_sensitivity(indicator_mm: float, wall_mm: float, measured: Contrast) -> float:
    """Return the thinnest steel that would be just seen, as a share of the wall it lies behind.

    Contrast of thin indicators is proportional to their thickness.
    """
    return indicator_mm / wall_mm * SEEN / measured.detectability


def modulation_transfer(edge: Floats, pitch_mm: float) -> tuple[Floats, Floats]:
    """Return line pairs per mm and the modulation transferred, from the profile of a sharp edge."""
    spread = np.diff(edge)
    spread = spread * np.hanning(len(spread) + 2)[1:-1]
    transfer: Floats = np.abs(np.fft.rfft(spread))
    frequency: Floats = np.fft.rfftfreq(len(spread), pitch_mm).astype(np.float64)
    return frequency, transfer / transfer[0]


def resolution(edge: Floats, pitch_mm: float) -> float:
    """Return the width of one line, mm, of the finest pattern with 20 % of its modulation left.

    Never finer than one pixel, beyond which a pattern would be aliased.
    """
    frequency, transfer = modulation_transfer(edge, pitch_mm)
    below = np.flatnonzero(transfer < _MODULATION)
    if below.size == 0:
        return pitch_mm
    at = int(below[0])
    left, right = transfer[at - 1], transfer[at]
    part = (left - _MODULATION) / (left - right)
    crossing = frequency[at - 1] + part * (frequency[at] - frequency[at - 1])
    return max(float(0.5 / crossing), pitch_mm)


def wire(share: Pixels, row: int, aside: int, reach: int = 1) -> float:
    """Return the signal-to-noise of a wire that runs along `row` through all lines of `share`.

    `aside` rows on either side, beyond `reach`, are the background.
    """
    near = share[:, row - reach : row + reach + 1].sum(axis=1, dtype=np.float64)
    sides = np.concatenate(
        [share[:, row - aside : row - reach], share[:, row + reach + 1 : row + aside + 1]], axis=1
    ).astype(np.float64)
    width = 2 * reach + 1
    difference = sides.mean() * width - near.mean()
    noise = sides.std() * np.sqrt(width / share.shape[0])
    return float(difference / noise)
