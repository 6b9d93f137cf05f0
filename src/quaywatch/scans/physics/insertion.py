"""Threats projected into pictures of other loads (threat image projection).

What passes a threat and a load is what passes the load times what passes the threat (T. W. Rogers
and others, Threat Image Projection into X-ray images of cargo containers, 2016). The beam that
reaches the threat has been hardened by the load, so its transmission is looked up behind as much
wood as would show what the picture shows: most loads harden the beam about as wood does.
"""

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.materials import material

_LOAD = "wood"
_FAINTEST = 1e-5
_LOT = 65_536
"""Pixels at a time, so that large threats do not need every energy of every pixel at once."""


def passed(beam: Beam, seen: Floats, depths: Pixels, substances: tuple[str, ...]) -> Floats:
    """Return what passes a threat behind a load.

    Args:
        beam: of the open beam.
        seen: transmission of the load, by pixel.
        depths: g/cm² of each substance of the threat, by pixel and substance.
        substances: their names.
    """
    mu = np.array([material(name).attenuation(beam.energies) for name in substances])
    load = material(_LOAD)
    grid: Floats = np.linspace(0.0, 450.0, 901)
    shown = np.exp(-beam.log_signal(load, grid))
    behind = np.interp(-np.clip(seen, _FAINTEST, 1.0), -shown, grid)
    hardening = load.attenuation(beam.energies)
    result = np.empty(len(seen))
    for start in range(0, len(seen), _LOT):
        lot = slice(start, start + _LOT)
        before = np.exp(-behind[lot, None] * hardening) * beam.weights
        after = before * np.exp(-(depths[lot] @ mu))
        result[lot] = after.sum(axis=1) / before.sum(axis=1)
    return result


def dimmed(
    signal: Floats | Pixels,
    share: Floats,
    quantum: Floats | Pixels | float,
    electronic: float,
    drawn: Floats,
) -> Floats:
    """Return a signal that `share` of the beam is left of, with the noise that fits it.

    What the picture has of noise shrinks with the signal; what is then missing of a fresh
    exposure's is added. Scatter is dimmed as if it were signal, so that threats behind the densest
    loads come out some per cent too dark.

    Args:
        signal: beyond dark current.
        share: what passes the threat.
        quantum: signal that one photon leaves.
        electronic: standard deviation of the electronics, in the signal's unit.
        drawn: standard normal numbers, one for each pixel.
    """
    left = signal * share
    missing = quantum * np.maximum(left, 0.0) * (1.0 - share)
    missing += electronic**2 * (1.0 - share**2)
    return left + drawn * np.sqrt(np.maximum(missing, 0.0))
