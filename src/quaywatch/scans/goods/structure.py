"""What an empty container shows, row by row: walls, roof, rails and floor, averaged along it.

A container is taken as a few plates, as thick as dry vans and integral reefers usually have them
(mean of a corrugated sheet over its waves). Webs of cross members are left out: they are narrow,
and `load` takes narrow dark lines off the floor. Makers' containers differ from it by some per
cent of their tare.
"""

import numpy as np

from quaywatch.scans.framing.bounds import WIDTH
from quaywatch.scans.physics.arrays import Floats

_STEEL = 7.85
Plate = tuple[float, float, float, float, float]
"""Across from and to, up from and to (metres; below 0 counted from the top), g/cm³."""


def hold(reefer: bool) -> tuple[float, float, float, float]:
    """Return how far the hold lies from doors, front, underside and top, metres.

    Corner posts beside a dry van's doors reach 25 mm into it.
    """
    return (0.12, 0.49, 0.235, 0.11) if reefer else (0.10, 0.085, 0.178, 0.03)


def empty(height: float, reefer: bool, rises: Floats, above_source: Floats, near: float) -> Floats:
    """Return g/cm² of an empty container along each ray.

    `rises` are the rays' slopes, `above_source` how far the container's underside lies above the
    source (negative below it), metres, by ray; `near` is the level way to its near wall.
    """
    total: Floats = np.zeros_like(rises)
    for y0, y1, z0, z1, density in _plates(reefer):
        low, high = (z if z >= 0 else height + z for z in (z0, z1))
        for left, right in ((y0, y1), (WIDTH - y1, WIDTH - y0)) if y1 <= WIDTH / 2 else ((y0, y1),):
            chord = _chord(
                rises, near + left, near + right, above_source + low, above_source + high
            )
            total += 100.0 * density * chord
    return total


def _plates(reefer: bool) -> tuple[Plate, ...]:
    rails: tuple[Plate, ...] = (
        (0.0, 0.06, -0.06, -1e-9, 0.19 * _STEEL),
        (0.0, 0.0045, 0.0, 0.16, _STEEL),
        (0.0, 0.05, 0.0, 0.0045, _STEEL),
    )
    inside = WIDTH - 0.06
    if not reefer:
        return (
            *rails,
            (0.004, 0.040, 0.16, -0.05, _STEEL * 0.0018 * 1.06 / 0.036),
            (0.06, inside, -0.028, -0.008, _STEEL * 0.0020 * 1.03 / 0.020),
            (0.045, WIDTH - 0.045, 0.15, 0.178, 0.68),
        )
    return (
        *rails,
        (0.006, 0.0068, 0.16, -0.05, _STEEL),
        (0.0068, 0.068, 0.16, -0.05, 0.045 + 0.0135),
        (0.068, 0.0687, 0.16, -0.05, 7.93),
        (0.06, inside, -0.1, -0.098, 0.5 * 2.70),
        (0.06, inside, -0.098, -0.012, 0.045),
        (0.06, inside, -0.012, -0.0112, _STEEL),
        (0.06, inside, 0.072, 0.0745, _STEEL),
        (0.06, inside, 0.0745, 0.165, 0.045),
        (0.06, inside, 0.165, 0.169, 2.70),
        (0.06, inside, 0.169, 0.228, 2.70 * 0.0025 / 0.033),
        (0.06, inside, 0.228, 0.2325, 2.70 * 0.0245 / 0.033),
    )


def _chord(rises: Floats, near: float, far: float, low: Floats, high: Floats) -> Floats:
    """Return the way of rays through a box whose levels are above the source, metres."""
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = low / rises, high / rises
    level = np.abs(rises) < 1e-12
    inside = (low <= 0) & (high >= 0)
    entry = np.where(level, np.where(inside, near, far), np.minimum(one, other))
    leave = np.where(level, far, np.maximum(one, other))
    way = np.clip(np.minimum(leave, far) - np.maximum(entry, near), 0.0, None)
    return way * np.sqrt(1.0 + rises**2)
