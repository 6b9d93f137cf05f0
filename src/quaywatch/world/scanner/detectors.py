"""The row of detectors of one installation: dark current, gain and the quanta each counts."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.installation import Installation, beams
from quaywatch.world.streams import stream

_AIR = 48_000.0
"""Counts of the open beam on the axis, below the converter's end so that no pulse saturates."""
_DARK = 320.0
_LOW_DOSE = 0.55
"""Photons of the low energy's pulse for one of the high energy's (assumption)."""


@dataclass(frozen=True, slots=True)
class Detectors:
    """One energy's row, lowest detector first."""

    dark: Pixels
    """Counts without beam."""
    air: Pixels
    """Counts of the open beam beyond dark current."""
    quantum: Pixels
    """Counts that one photon leaves: their number is Poisson's, and what one photon leaves varies,
    which is as if fewer of them left more each."""


@cache
def detectors(installation: Installation) -> tuple[Detectors, Detectors]:
    """Return the rows of the low and the high energy; always the same of one installation."""
    rng = stream(0, f"detectors/{installation.name}")
    rows = installation.fan.rows
    gain = 1.0 + installation.noise.gain * rng.standard_normal(rows)
    dark = np.rint(_DARK + 12.0 * rng.standard_normal(rows))
    profile = installation.profile
    both = beams(installation)
    made: list[Detectors] = []
    for one, dose in ((both.low, _LOW_DOSE), (both.high, 1.0)):
        quanta = installation.noise.quanta * dose * profile / one.swank
        air = _AIR * profile * np.clip(gain, 0.7, 1.25)
        made.append(
            Detectors(
                dark.astype(np.float32), air.astype(np.float32), (air / quanta).astype(np.float32)
            )
        )
    return made[0], made[1]
