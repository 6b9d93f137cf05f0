"""Threats of a simulated scene projected into pictures of other loads (`physics.insertion`)."""

import numpy as np

from quaywatch.scans.physics.arrays import Counts, Pixels
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.insertion import dimmed, passed
from quaywatch.scans.physics.normalising import FULL_SCALE, Calibration, transmission
from quaywatch.world.scanner.basis import BASIS
from quaywatch.world.scanner.detectors import Detectors, detectors
from quaywatch.world.scanner.exposing import Picture
from quaywatch.world.scanner.installation import Installation, beams
from quaywatch.world.streams import stream


def inject(picture: Picture, threat: Pixels, installation: Installation, seed: int) -> Picture:
    """Return the picture as it would be with a threat added to the load.

    `threat` is g/cm² of polyethylene and of steel (`project` of the threat alone) by line, row and
    basis.
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
    share = passed(beam, seen.astype(np.float64), threat[hit], BASIS)
    column = np.nonzero(hit)[1]
    dark, quantum = row.dark[column], row.quantum[column]
    drawn = rng.standard_normal(len(share))
    left = dimmed(counts[hit] - dark, share, quantum, installation.noise.electronic, drawn)
    out[hit] = np.clip(np.rint(left + dark), 0, FULL_SCALE).astype(np.uint16)
    return out
