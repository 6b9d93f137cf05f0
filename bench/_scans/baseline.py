"""A detector of open literature: what is left of a load beside its own pattern, as local z-scores.

Rows and columns of a load repeat, and so do pallets: each cell is held against the median of the
cells a period away at its own height, and against its row and column. What is left is averaged over
patches of the size of a few bricks and divided by how much patches around vary. Doors, machine,
floor and roof always stand out, so that the highest score of each zone is taken beside those of
honest containers, as it would be in use.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE, Standard

_PERIODS = (0.30, 1.50)
"""Metres within which goods repeat along the container."""
_PATCH = (0.14, 0.10)
"""Along and up, metres."""
_AROUND = (1.2, 0.8)
_DOORS, _MACHINE, _EDGE = 0.9, 0.6, 0.2
"""Metres of the zones at both ends, below and above."""
_DEEPEST = 9.0


@dataclass(frozen=True, slots=True)
class Usual:
    """Mean and deviation of the highest score of each zone in honest containers."""

    mean: Floats
    deviation: Floats

    def score(self, found: Standard) -> float:
        """Return how far the zone that stands out most does, in deviations."""
        return float(((peaks(found) - self.mean) / self.deviation).max())


def usual(honest: Floats) -> Usual:
    """Learn from peaks of honest containers, by container and zone."""
    return Usual(honest.mean(axis=0), np.maximum(honest.std(axis=0), 1e-6))


def peaks(found: Standard) -> Floats:
    """Return ln of the highest score of each zone: doors, machine, floor, roof, load."""
    scores = _local(_left(_depth(found)))
    lines, rows = scores.shape
    doors, machine, edge = (round(one / GRID) for one in (_DOORS, _MACHINE, _EDGE))
    floor, roof = UNDERSIDE + edge, rows - OVER - edge
    parts = (
        scores[:doors],
        scores[lines - machine :],
        scores[:, :floor],
        scores[:, roof:],
        scores[doors : lines - machine, floor:roof],
    )
    return np.log(np.array([part.max() for part in parts]))


def _depth(found: Standard) -> Floats:
    """Return both energies' attenuation together: what threats and noise call for is their sum."""
    low, high = found.attenuation()
    return np.minimum(0.5 * (low.astype(np.float64) + high), _DEEPEST)


def _left(depth: Floats) -> Floats:
    """Take row, column and the pattern that repeats out of a load."""
    flat = depth - np.median(depth, axis=0)
    flat -= np.median(flat, axis=1)[:, None]
    period = _period(flat)
    beside = [np.roll(flat, step * period, axis=0) for step in (-2, -1, 1, 2)]
    return flat - np.median(np.stack(beside), axis=0)


def _period(flat: Floats) -> int:
    """Return the shift along the container at which it is most like itself, in cells."""
    size = 2 * flat.shape[0]
    power = (np.abs(np.fft.rfft(flat, size, axis=0)) ** 2).sum(axis=1)
    likeness = np.fft.irfft(power, size)
    first, last = (round(one / GRID) for one in _PERIODS)
    return first + int(np.argmax(likeness[first:last]))


def _local(left: Floats) -> Floats:
    """Return patches of what is left as deviations from those around them."""
    patch = _mean(left, _PATCH)
    around = _mean(patch, _AROUND)
    variance = _mean(patch**2, _AROUND) - around**2
    return (patch - around) / np.sqrt(np.maximum(variance, 1e-6))


def _mean(picture: Floats, size: tuple[float, float]) -> Floats:
    """Return the mean of the box around each cell; beyond the border the last cells go on."""
    for axis, metres in enumerate(size):
        reach = max(round(metres / GRID / 2), 1)
        wide = [(0, 0), (0, 0)]
        wide[axis] = (reach + 1, reach)
        total = np.cumsum(np.pad(picture, wide, mode="edge"), axis=axis)
        width = 2 * reach + 1
        ahead = total[width:] if axis == 0 else total[:, width:]
        behind = total[:-width] if axis == 0 else total[:, :-width]
        picture = (ahead - behind) / width
    return picture
