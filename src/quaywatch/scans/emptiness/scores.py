"""Where a container differs from an empty one at any size, and how surprising that is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from quaywatch.scans.emptiness.known import Tail, tail_name, unlike_steel
from quaywatch.scans.emptiness.residual import Residual
from quaywatch.scans.emptiness.zones import Zone
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels

SCALES: tuple[tuple[int, int], ...] = (
    (3, 3), (4, 16), (16, 4), (8, 8), (16, 16), (32, 16), (32, 32), (64, 64), (128, 128),
    (400, 128),
)  # fmt: skip
"""Lines and rows over which differences are summed: from a brick to a load."""
_SUBSTANTIAL = 4
"""Of them, from which on the substance counts: sweepings are organic, and thin."""
COMMON = 0.01
"""Attenuation by which all cells of a region may differ together."""
_CAP, _CAP_OF_BOTH = 50.0, 8.0
"""Standard deviations that one cell counts for at most, of attenuation and of its substance."""
_DRIFT = 1e-4
"""Attenuation by which both energies of all cells of a region may drift apart together."""
_MOST = 0.3
"""Attenuation beyond which more says no more of what it is made of."""


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest score of one zone at one scale: a matched sum of standardised differences."""

    zone: Zone
    tail: str
    """Name of the tail that it is held against."""
    score: float
    lines: tuple[int, int]
    rows: tuple[int, int]
    organic: bool = False
    """Its substance counts in the score: both energies are likelier of something organic."""


def peaks(found: Residual, left_out: Bools | None = None) -> Iterator[Peak]:
    """Yield the highest scores of each zone and scale, cells that are hidden or left out aside.

    Of the hold, and of what is larger than sweepings, also the highest of what is not of steel,
    where both energies are known.
    """
    away = found.hidden if left_out is None else found.hidden | left_out
    for zone in Zone:
        within = found.zone == zone
        if within.any():
            yield from _of_zone(found, zone, within & ~away, _bounds(within))


Part = tuple[slice, slice]
"""Lines and rows."""


def _bounds(within: Bools) -> Part:
    lines, rows = (np.flatnonzero(within.any(axis=other)) for other in (1, 0))
    return slice(int(lines[0]), int(lines[-1]) + 1), slice(int(rows[0]), int(rows[-1]) + 1)


def _of_zone(found: Residual, zone: Zone, shown: Bools, part: Part) -> Iterator[Peak]:
    sums = _sums(found.beyond[part], found.sd[part], shown[part], _CAP)
    told = found.substance if zone is Zone.HOLD else None
    both = told and _sums(told.beyond[part], told.sd[part], shown[part], _CAP_OF_BOTH)
    for scale, size in enumerate(SCALES):
        name = tail_name(found.kind.reefer, found.trailer, zone, scale)
        mean, sd = _means(sums, size, COMMON)
        yield _peak(zone, name, size, part, mean / sd)
        if told and both and scale >= _SUBSTANTIAL:
            also = _organic(mean, told.contrast, *_means(both, size, _DRIFT))
            unlike = np.where(also > 0.0, mean / sd + also, 0.0)
            yield replace(_peak(zone, unlike_steel(name), size, part, unlike), organic=True)


_Sums = tuple[Floats, Floats]
"""Weighted differences and precision, cumulated over lines and rows."""


def _sums(beyond: Pixels, sd: Pixels, shown: Bools, most: float) -> _Sums:
    """Cumulate the differences of the cells that are shown, each up to `most` deviations."""
    precision: Floats = np.where(shown, 1.0 / sd.astype(np.float64) ** 2, 0.0)
    limited: Floats = precision * np.clip(beyond / sd, -most, most) * sd
    return _cumulated(limited), _cumulated(precision)


def _cumulated(values: Floats) -> Floats:
    out = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    np.cumsum(np.cumsum(values, axis=0), axis=1, out=out[1:, 1:])
    return out


def _means(sums: _Sums, size: tuple[int, int], common: float) -> tuple[Floats, Floats]:
    """Return the mean difference over every region of a size, and its standard deviation."""
    along, up = (min(one, most - 1) for one, most in zip(size, sums[0].shape, strict=True))
    differences, precision = (
        one[along:, up:] - one[:-along, up:] - one[along:, :-up] + one[:-along, :-up]
        for one in sums
    )
    precision = np.maximum(precision, 1.0)
    return differences / precision, np.sqrt(1.0 / precision + common**2)


def _organic(more: Floats, contrast: float, beyond: Floats, sd: Floats) -> Floats:
    """Return ln of how much likelier both energies are of something organic than of steel, by
    region that attenuates by so much `more`."""
    meant = contrast * np.clip(more, 0.0, _MOST)
    likelier: Floats = meant * (beyond - meant / 2.0) / sd**2
    return likelier


def _peak(zone: Zone, tail: str, size: tuple[int, int], part: Part, scores: Floats) -> Peak:
    at = int(np.argmax(scores))
    line, row = (int(one) for one in np.unravel_index(at, scores.shape))
    lines, rows = ((one.start + first, min(one.start + first + long, one.stop))
                   for one, first, long in zip(part, (line, row), size, strict=True))  # fmt: skip
    return Peak(zone, tail, float(scores.flat[at]), lines, rows)


def surprise(peak: Peak, tails: dict[str, Tail]) -> float:
    """Return -ln of the share of empties that score as high in that zone at that scale."""
    return tails[peak.tail].surprise(peak.score) if peak.tail in tails else 0.0
