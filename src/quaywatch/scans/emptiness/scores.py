"""Where a container differs from an empty one at any size, and how surprising that is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quaywatch.scans.emptiness.known import Tail, tail_name
from quaywatch.scans.emptiness.residual import Residual
from quaywatch.scans.emptiness.zones import Zone
from quaywatch.scans.physics.arrays import Bools, Floats

SCALES: tuple[tuple[int, int], ...] = (
    (3, 3), (4, 16), (16, 4), (8, 8), (16, 16), (32, 16), (32, 32), (64, 64), (128, 128),
    (400, 128),
)  # fmt: skip
"""Lines and rows over which differences are summed: from a brick to a load."""
COMMON = 0.01
"""Attenuation by which all cells of a region may differ together."""
_CAP = 50.0
"""Standard deviations that one cell counts for at most."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest score of one zone at one scale: a matched sum of standardised differences."""

    zone: Zone
    tail: str
    """Name of the tail that it is held against."""
    score: float
    lines: tuple[int, int]
    rows: tuple[int, int]


def peaks(found: Residual, left_out: Bools | None = None) -> Iterator[Peak]:
    """Yield the highest score of each zone and scale, cells that are hidden or left out aside."""
    away = found.hidden if left_out is None else found.hidden | left_out
    precision = np.where(away, 0.0, 1.0 / found.sd.astype(np.float64) ** 2)
    ratio = np.minimum(found.beyond / found.sd, _CAP)
    weighted = precision * ratio * found.sd
    for zone in Zone:
        within = found.zone == zone
        if not within.any():
            continue
        lines, rows = _range(within.any(axis=1)), _range(within.any(axis=0))
        part = slice(*lines), slice(*rows)
        sums = [_cumulated(np.where(within[part], one[part], 0.0)) for one in (weighted, precision)]
        for scale, size in enumerate(SCALES):
            name = tail_name(found.kind.reefer, found.trailer, zone, scale)
            yield _peak(zone, name, size, sums, (lines[0], rows[0]))


def _range(marked: Bools) -> tuple[int, int]:
    places = np.flatnonzero(marked)
    return int(places[0]), int(places[-1]) + 1


def _cumulated(values: Floats) -> Floats:
    out = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.cumsum(np.cumsum(values, axis=0), axis=1, out=out[1:, 1:])
    return out


def _peak(
    zone: Zone, tail: str, size: tuple[int, int], sums: list[Floats], origin: tuple[int, int]
) -> Peak:
    along = min(size[0], sums[0].shape[0] - 1)
    up = min(size[1], sums[0].shape[1] - 1)
    differences, precision = (
        one[along:, up:] - one[:-along, up:] - one[along:, :-up] + one[:-along, :-up]
        for one in sums
    )
    scores = differences / np.sqrt(np.maximum(precision, 1.0) + (COMMON * precision) ** 2)
    at = int(np.argmax(scores))
    line, row = (int(one) for one in np.unravel_index(at, scores.shape))
    line, row = line + origin[0], row + origin[1]
    return Peak(zone, tail, float(scores.flat[at]), (line, line + along), (row, row + up))


def surprise(peak: Peak, tails: dict[str, Tail]) -> float:
    """Return -ln of the share of empties that score as high in that zone at that scale."""
    return tails[peak.tail].surprise(peak.score) if peak.tail in tails else 0.0
