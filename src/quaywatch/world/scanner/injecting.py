"""Threats projected into pictures of other loads (threat image projection).

What passes a threat and a load is what passes the load times what passes the threat (T. W. Rogers
and others, Threat Image Projection into X-ray images of cargo containers, 2016). The beam that
reaches the threat has been hardened by the load, so its transmission is looked up behind as much
wood as would show what the picture shows: most loads harden the beam about as wood does.
"""

import numpy as np

from quaywatch.scans.physics.arrays import Counts, Floats, Pixels
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.materials import material
from quaywatch.scans.physics.normalising import FULL_SCALE, Calibration, transmission
from quaywatch.world.scanner.basis import BASIS
from quaywatch.world.scanner.detectors import Detectors, detectors
from quaywatch.world.scanner.exposing import Picture
from quaywatch.world.scanner.installation import Installation, beams
from quaywatch.world.streams import stream

_LOAD = "wood"
_FAINTEST = 1e-5


def inject(picture: Picture, threat: Pixels, installation: Installation, seed: int) -> Picture:
    """Return the picture as it would be with a threat added to the load.

    `threat` is g/cm² of polyethylene and of steel (`project` of the threat alone) by line, row and
    basis. Noise fits the fainter signal: what the picture has of it shrinks with the signal, and
    what is then missing of a fresh exposure's is added. Scatter is dimmed as if it were signal, so
    that threats behind the densest loads come out some per cent too dark.
    """
    both, rows = beams(installation), detectors(installation)
    rng = stream(seed, "injected")
    low = _through(picture.low, picture.low_calibration, threat, both.low, rows[0],
                   installation, rng)  # fmt: skip
    high = _through(picture.high, picture.high_calibration, threat, both.high, rows[1],
                    installation, rng)  # fmt: skip
    return Picture(
        picture.installation,
        low,
        high,
        picture.low_calibration,
        picture.high_calibration,
        picture.fan,
    )


def _through(
    counts: Counts,
    means: Calibration,
    threat: Pixels,
    beam: Beam,
    row: Detectors,
    installation: Installation,
    rng: np.random.Generator,
) -> Counts:
    hit = np.abs(threat).max(axis=2) > 0
    out = counts.copy()
    seen = np.nan_to_num(transmission(counts, means)[hit], nan=1.0)
    share = passed(beam, seen.astype(np.float64), threat[hit])
    column = np.nonzero(hit)[1]
    dark, quantum = row.dark[column], row.quantum[column]
    left = (counts[hit] - dark) * share
    missing = quantum * np.maximum(left, 0.0) * (1.0 - share)
    missing += installation.noise.electronic**2 * (1.0 - share**2)
    drawn = rng.standard_normal(len(left))
    made = np.rint(left + dark + drawn * np.sqrt(np.maximum(missing, 0.0)))
    out[hit] = np.clip(made, 0, FULL_SCALE).astype(np.uint16)
    return out


def passed(beam: Beam, seen: Floats, threat: Pixels) -> Floats:
    """Return what passes a threat behind a load of which `seen` is the transmission."""
    mu = [material(name).attenuation(beam.energies) for name in BASIS]
    load = material(_LOAD)
    grid: Floats = np.linspace(0.0, 450.0, 901)
    shown = np.exp(-beam.log_signal(load, grid))
    depths = np.interp(-np.clip(seen, _FAINTEST, 1.0), -shown, grid)
    hardening = load.attenuation(beam.energies)
    # In lots, so that large threats do not need every energy of every pixel at once.
    result = np.empty(len(seen))
    for start in range(0, len(seen), 65_536):
        lot = slice(start, start + 65_536)
        before = np.exp(-depths[lot, None] * hardening) * beam.weights
        depth = threat[lot, :1] * mu[0] + threat[lot, 1:] * mu[1]
        result[lot] = (before * np.exp(-depth)).sum(axis=1) / before.sum(axis=1)
    return result
