"""Attenuation held against NIST XCOM, and what a scanner's energies then read of known loads.

The project's table is EPDL97, the reference XCOM: two evaluations that share part of their theory
(Hubbell's pair production and incoherent scattering functions) and neither of their tables.
"""

import time

import numpy as np

from bench._scans import wedge
from bench._xcom import MEV, XCOM
from bench.result import Result
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.dual import DualBeam, calibrate, invert
from quaywatch.scans.physics.formula import mass_fractions
from quaywatch.scans.physics.materials import Material, material
from quaywatch.scans.physics.spectrum import Layer

TITLE = "mass attenuation beside NIST XCOM, 0.1 to 9 MeV, and dual-energy readings of known loads"
BAR = 0.02
COMPOSITIONS = ("C", "Al", "Fe", "H2O", "C17H21NO4", "Cu", "Sn", "Pb")
_LOADS = ("polyethylene", "water", "wood", "cocaine_hydrochloride", "aluminium", "steel")
_GRAMS = np.array([10.0, 40.0, 100.0, 200.0])


def run(quick: bool) -> Result:
    """Compare every composition at every energy, read known loads, look at a wedge of steel."""
    errors = {name: _largest_error(name) for name in COMPOSITIONS}
    worst = max(errors.values())
    figures: dict[str, object] = {
        "max_rel_error": round(worst, 5),
        "by_composition": {name: round(error, 5) for name, error in errors.items()},
        "energies": len(MEV),
        **_readings(),
        "wedge": wedge.figures(4 if quick else 16),
        "wedge_max_rel_error": round(wedge.largest_error(), 5),
    }
    peers: dict[str, object] = {"reference": "NIST XCOM", "own_table": "EPDL97"}
    holds = {"max_rel_error": worst <= BAR, "wedge_max_rel_error": wedge.largest_error() <= BAR}
    return Result("physics", figures, peers, holds)


def _largest_error(composition: str) -> float:
    ours = Material(composition, composition, 1.0).attenuation(np.array(MEV))
    shares = mass_fractions(composition)
    theirs = np.sum([np.array(XCOM[symbol]) * share for symbol, share in shares.items()], axis=0)
    return float(np.abs(ours / theirs - 1).max())


def _readings() -> dict[str, object]:
    target, crystal = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)
    beams = DualBeam(
        low=beam(4.0, (target,), crystal),
        high=beam(6.0, (target, Layer("steel", 8.0)), crystal),
    )
    curves = calibrate(beams)
    numbers: list[Floats] = []
    depths: list[Floats] = []
    started = time.process_time()
    for name in _LOADS:
        substance = material(name)
        low, high = (one.log_signal(substance, _GRAMS) for one in (beams.low, beams.high))
        reading = invert(curves, low, high)
        numbers.append(np.abs(reading.number - substance.effective_number))
        depths.append(np.abs(reading.areal_density / _GRAMS - 1))
    return {
        "largest_error_of_number": round(float(np.max(numbers)), 2),
        "largest_error_of_areal_density": round(float(np.max(depths)), 4),
        "reading_cpu_ms": round(1000 * (time.process_time() - started), 1),
    }
