"""Noise: pulses that differ, a beam that nods, photons that come one by one, electronics."""

import math
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Counts, Floats, Pixels
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.normalising import FULL_SCALE, Calibration, calibration
from quaywatch.world.scanner.counting import few, normal
from quaywatch.world.scanner.detectors import Detectors, detectors
from quaywatch.world.scanner.expecting import Expected
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.streams import stream

_CALIBRATION_LINES = 128
FEW = 30.0
"""Photons below which their number is drawn as Poisson's; above it is as good as normal."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a scanner delivers: raw counts of 16 bits by line and row, and how to read them."""

    installation: str
    low: Counts
    high: Counts
    low_calibration: Calibration
    high_calibration: Calibration
    fan: Fan


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed from line to line; hidden, and known to an ideal observer only."""

    pulse: Floats
    """Strength of each line's pulse, by energy (low, high) and line, around 1."""
    nod: Floats
    """Relative slope of the beam over the fan, likewise, around 0."""


def drift(lines: int, installation: Installation, seed: int) -> Drift:
    """Draw the drift of one scan: white pulses, a nod that wanders over half a metre."""
    rng = stream(seed, "drift")
    noise = installation.noise
    pulse = 1.0 + noise.pulse * rng.standard_normal((2, lines))
    white = rng.standard_normal((2, lines))
    keep = math.exp(-installation.fan.line_spacing / 0.5)
    nod = np.empty_like(white)
    nod[:, 0] = white[:, 0]
    for line in range(1, lines):
        nod[:, line] = keep * nod[:, line - 1] + math.sqrt(1 - keep**2) * white[:, line]
    return Drift(np.clip(pulse, 0.5, 1.25), noise.nod * nod)


def expose(picture: Expected, installation: Installation, seed: int) -> Picture:
    """Take one noisy picture of what is expected; the same seed gives the same bytes."""
    lines = picture.low.shape[0]
    drifted = drift(lines, installation, seed)
    rows = detectors(installation)
    rng = stream(seed, "noise")
    taken = [
        _taken(share, drifted.pulse[e], drifted.nod[e], rows[e], installation, rng, seed + e)
        for e, share in enumerate((picture.low, picture.high))
    ]
    calibrations = [_calibrated(one, installation, rng) for one in rows]
    return Picture(
        installation.name, taken[0], taken[1], calibrations[0], calibrations[1], installation.fan
    )


def _taken(
    share: Pixels,
    pulse: Floats,
    nod: Floats,
    row: Detectors,
    installation: Installation,
    rng: np.random.Generator,
    seed: int,
) -> Counts:
    out = np.empty(share.shape, dtype=np.uint16)
    noise = rng.standard_normal(share.shape, dtype=np.float32)
    level = levels(installation.fan.rows)
    _count(
        out,
        share,
        noise,
        pulse.astype(np.float32),
        nod.astype(np.float32),
        level,
        row.dark,
        row.air,
        row.quantum,
        installation.noise.electronic,
        seed,
    )
    return out


def levels(rows: int) -> Pixels:
    """Return how a nod acts on each row: from -1 at the lowest to 1 at the highest."""
    return np.linspace(-1.0, 1.0, rows, dtype=np.float32)


def _calibrated(
    row: Detectors, installation: Installation, rng: np.random.Generator
) -> Calibration:
    """Take calibration lines of dark and air; sources are averaged over, detectors are not."""
    size = (_CALIBRATION_LINES, len(row.dark))
    electronic = installation.noise.electronic
    dark = np.rint(row.dark + electronic * rng.standard_normal(size))
    spread = np.sqrt(row.quantum * row.air + electronic**2)
    air = np.rint(row.dark + row.air + spread * rng.standard_normal(size))
    return calibration(
        np.clip(dark, 0, FULL_SCALE).astype(np.uint16),
        np.clip(air, 0, FULL_SCALE).astype(np.uint16),
    )


@compiled
def _count(
    out: Counts,
    share: Pixels,
    noise: Pixels,
    pulse: Pixels,
    nod: Pixels,
    level: Pixels,
    dark: Pixels,
    air: Pixels,
    quantum: Pixels,
    electronic: float,
    seed: int,
) -> None:
    lines, rows = share.shape
    variance = np.float32(electronic * electronic)
    least = np.float32(FEW)
    for i in range(lines):
        for r in range(rows):
            mean = share[i, r] * air[r] * pulse[i] * (np.float32(1.0) + nod[i] * level[r])
            if mean < least * quantum[r]:
                photons = few(mean / quantum[r], noise[i, r])
                value = photons * quantum[r] + electronic * normal(seed, i * rows + r)
            else:
                value = mean + noise[i, r] * np.float32(math.sqrt(mean * quantum[r] + variance))
            count = value + dark[r] + np.float32(0.5)
            out[i, r] = min(max(int(count), 0), FULL_SCALE)
