"""A wall of steel in steps before the simulated scanners, held against theory.

Theory is the spectrum through so much steel, energy by energy, and Poisson's noise of what is left;
the pictures come from projection, the table of two bases and drawn counts, none of which it uses.
Blur and scatter are left out on both sides.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.quality import SEEN, penetration
from quaywatch.world.scanner.detectors import detectors
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import INSTALLATIONS, Installation, beams
from quaywatch.world.scanner.test_object import STEPS_MM, areas, measured, test_object

_STEEL = 7.85 / 10
"""g/cm² of a millimetre."""
_PART = 0.2
"""Of a wall's thickness: its target's."""


def figures(exposures: int) -> dict[str, dict[str, float]]:
    """Return for each scanner the penetration that pictures show and that theory has, in mm."""
    found: dict[str, dict[str, float]] = {}
    for one in INSTALLATIONS:
        plain = _plain(one)
        mean = expected(test_object(), plain)
        seen = [
            measured(expose(mean, plain, seed), plain).penetration_mm for seed in range(exposures)
        ]
        found[one.name] = {
            "penetration_mm": round(float(np.mean(seen)), 1),
            "standard_error_mm": round(float(np.std(seen, ddof=1)) / exposures**0.5, 1),
            "theory_mm": round(_penetration(plain), 1),
            "transmission_max_rel_error": round(_errors(plain)[0], 5),
            "contrast_max_rel_error": round(_errors(plain)[1], 5),
        }
    return found


def largest_error() -> float:
    """Return the largest relative error of transmission or contrast of any step and scanner."""
    return max(max(_errors(_plain(one))) for one in INSTALLATIONS)


def _plain(installation: Installation) -> Installation:
    still = replace(installation.noise, pulse=0.0, nod=0.0)
    scatter = replace(installation.scatter, strength=0.0)
    return replace(installation, blur=(0.0, 0.0), scatter=scatter, noise=still)


@cache
def _errors(plain: Installation) -> tuple[float, float]:
    """Return the largest relative errors of transmission and of contrast, of both energies."""
    picture, both = expected(test_object(), plain), beams(plain)
    transmissions: list[float] = []
    contrasts: list[float] = []
    for share, beam in ((picture.low, both.low), (picture.high, both.high)):
        for number, mm in enumerate(STEPS_MM, start=1):
            target, beside = areas(share.shape, plain, number)
            # The fan crosses the wall a little aslant.
            aslant = float(plain.fan.obliquity[np.flatnonzero(target.any(axis=0))].mean())
            wall, both_walls = (
                beam.transmission({"steel": mm * _STEEL * aslant * part}) for part in (1, 1 + _PART)
            )
            shown = float(share[beside].mean(dtype=np.float64))
            behind = float(share[target].mean(dtype=np.float64))
            transmissions += [abs(shown / wall - 1), abs(behind / both_walls - 1)]
            contrasts.append(abs((behind / shown - 1) / (both_walls / wall - 1) - 1))
    return max(transmissions), max(contrasts)


def _penetration(plain: Installation) -> float:
    """Return the wall behind which its target is as detectable as counts as seen."""
    row, beam = detectors(plain)[1], beams(plain).high
    shape = (plain.lines(test_object().box.length), plain.fan.rows)
    detectability: list[float] = []
    for number, mm in enumerate(STEPS_MM, start=1):
        target, _ = areas(shape, plain, number)
        rows = np.flatnonzero(target.any(axis=0))
        wall = beam.transmission({"steel": mm * _STEEL})
        air: Floats = row.air[rows].astype(np.float64)
        variance = row.quantum[rows] / (air * wall)
        variance += (plain.noise.electronic / (air * wall)) ** 2
        contrast = 1.0 - beam.transmission({"steel": mm * _STEEL * (1 + _PART)}) / wall
        noise = float(np.sqrt(variance.mean()))
        detectability.append(contrast / noise * float(target.sum()) ** 0.5)
    assert detectability[0] > SEEN
    return penetration(STEPS_MM, np.array(detectability))
