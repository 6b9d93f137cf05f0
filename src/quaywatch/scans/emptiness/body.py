"""What the body of an empty container shows, told from the picture itself.

Makers' sheets, waves and cross members differ, and repeat along one container. Every row is
compared with what it shows elsewhere along the container, every line with its own waves, and every
cross member with all others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.emptiness.zones import Rows
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels

Ints = NDArray[np.int64]

_BLOCK = 40
"""Lines whose median is taken together."""
_NEIGHBOURS = 4
"""Blocks to either side that tell what a row shows above a trailer."""
_TUNNELS = range(270, 341, 5)
"""Lines of the body that such a tunnel may take (ISO 1496-1: 3.15 to 3.5 m from the front)."""
_NEARBY = 8
"""Lines that such a change may be away from where it is taken to be."""
_SURELY = 0.97
"""Share to which a tunnel must lower the misfit."""
_LOW = 0.3
"""Quantile of the hold that shows walls alone, however much of it is loaded."""
_WAVE = 56
"""Lines of two waves of a wall: what changes over a longer way is no wave."""
_PITCHES: Floats = np.arange(26.0, 47.0, 0.05)
"""Spacings of cross members, lines…"""
_FINELY: Floats = np.arange(-0.05, 0.05, 0.005)
"""…and steps between them."""
_PLATE = 4
"""Lines that a plate on edge shows in at most."""
_STEEP = 0.2
"""Attenuation beyond which a step is no wave of a wall."""
_BLOCKED = 0.1
"""Attenuation below the container from which a line is hidden by wheels or gear of a trailer."""
_ASIDE = 4
"""Lines beside such a line that are hidden too."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The body held against itself, by line and row."""

    expected: Pixels
    spread: Pixels
    """Standard deviation of what repeats, photons left out."""
    level: float
    """Attenuation of both walls, square to them."""


def compared(
    shown: Pixels, rows: Rows, obliquity: Floats, usual: tuple[float, float], *, trailer: bool
) -> Compared:
    """Return what an empty body would show in place of `shown` (attenuation).

    `trailer` tells whether one stands beneath; `usual` is the range of `level` that is known of
    empty containers of the kind.
    """
    expected = np.zeros_like(shown)
    spread = np.zeros_like(shown)
    hold = np.flatnonzero(rows.hold)
    square = shown[:, hold] / obliquity[hold].astype(np.float32)
    level = float(np.clip(np.quantile(square, _LOW), *usual))
    expected[:, hold] = level * obliquity[hold]
    around = np.flatnonzero(~rows.hold & ~rows.under)
    expected[:, around] = np.median(_blocks(shown[:, around]), axis=0)
    under = np.flatnonzero(rows.under)
    expected[:, under] = _stretches(shown[:, under])
    if trailer:
        past = np.flatnonzero(rows.under & rows.trailer)
        expected[:, past] = _near(shown[:, past])
    steps = _steps(expected[:, under])
    _waves(shown, expected, hold, np.concatenate([around, under]))
    _members(shown, expected, spread, under)
    spread[:, under] += steps
    return Compared(expected, spread, level)


def _blocks(shown: Pixels) -> Pixels:
    """Return medians over blocks of lines, by block and row."""
    count = len(shown) // _BLOCK
    return np.median(shown[: count * _BLOCK].reshape(count, _BLOCK, -1), axis=1)


def _near(shown: Pixels) -> Pixels:
    """Return medians over blocks to either side of each line: beams of trailers change their depth
    along the way."""
    blocks = _blocks(shown)
    medians = np.stack(
        [
            np.median(blocks[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1], axis=0)
            for at in range(len(blocks))
        ]
    )
    return medians[np.minimum(np.arange(len(shown)) // _BLOCK, len(blocks) - 1)]


def _stretches(shown: Pixels) -> Pixels:
    """Return what rows show usually, by line: before a tunnel for the neck of a trailer, and in it.

    Containers of forty feet may have one at the front.
    """
    whole = np.median(shown, axis=0)
    best = np.broadcast_to(whole, shown.shape)
    if len(shown) <= 2 * _TUNNELS[-1]:
        return best
    least = _SURELY * _unlike(shown, best)
    for tunnel in _TUNNELS:
        split = len(shown) - tunnel
        parts = (shown[:split], shown[split:])
        supposed = np.concatenate(
            [np.broadcast_to(np.median(part, axis=0), part.shape) for part in parts]
        )
        misfit = _unlike(shown, supposed)
        if misfit < least:
            best, least = supposed, misfit
    return best


def _steps(expected: Pixels) -> Pixels:
    """Return by how much what is usual changes near each line: where exactly is not known."""
    padded = np.pad(expected, ((_NEARBY, _NEARBY), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _NEARBY + 1, axis=0)
    return windows.max(axis=2) - windows.min(axis=2)


def _unlike(shown: Pixels, supposed: Pixels) -> float:
    return float(np.minimum(np.abs(shown - supposed), _STEEP).mean())


def _waves(shown: Pixels, expected: Pixels, hold: Ints, others: Ints) -> None:
    """Add corrugation and stiffeners, which run from floor to roof alike."""
    # A low quantile over the rows leaves out what lies in the hold.
    rest = shown[:, hold] - expected[:, hold]
    column: Floats = np.quantile(rest, 0.4, axis=1).astype(np.float64)
    wave = (column - _smoothed(column, _WAVE)).astype(np.float32)
    expected[:, hold] += wave[:, None]
    power = float(wave @ wave)
    if power > 0:
        rest = np.clip(shown[:, others] - expected[:, others], -_STEEP, _STEEP)
        share = np.clip(wave @ rest / power, 0.0, 1.2)
        expected[:, others] += np.multiply.outer(wave, share).astype(np.float32)


def _smoothed(column: Floats, reach: int) -> Floats:
    """Return medians over a window about each line; beyond the ends it is mirrored."""
    padded = np.pad(column, reach // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, reach + 1 - reach % 2)
    return np.median(windows, axis=1)[: len(column)]


def _members(shown: Pixels, expected: Pixels, spread: Pixels, under: Ints) -> None:
    """Add cross members, each as all of them look, and doubt where they differ."""
    rest = shown[:, under] - expected[:, under]
    column: Floats = np.clip(rest.mean(axis=1, dtype=np.float64), 0.0, 1.0)
    phase = _phase(column, _pitch(column))
    doubt = np.zeros((int(phase.max()) + 1, len(under)), dtype=np.float32)
    for one in range(len(doubt)):
        alike = phase == one
        if alike.sum() < 3:
            continue
        usual = np.median(rest[alike], axis=0)
        rest[alike] -= usual
        expected[np.ix_(alike, under)] += usual
        # The median distance of normal numbers is 0.6745 standard deviations.
        doubt[one] = np.median(np.abs(rest[alike]), axis=0) / 0.6745
    # An edge lies in the next line as often as not.
    spread[:, under] = np.max([np.roll(doubt, by, axis=0) for by in (-1, 0, 1)], axis=0)[phase]
    spread[:, under] += _plates(rest)[:, None]


def _plates(rest: Pixels) -> Pixels:
    """Return by line what stands out of its neighbours over the whole depth of the floor.

    Plates on edge do, such as sides of pockets for forks; bricks are wider.
    """
    column = np.median(np.abs(rest), axis=1)
    padded = np.pad(column, _PLATE, mode="edge")
    lower = np.lib.stride_tricks.sliding_window_view(padded, _PLATE + 1).min(axis=1)
    opened = np.lib.stride_tricks.sliding_window_view(lower, _PLATE + 1).max(axis=1)
    narrow = np.pad(np.maximum(column - opened, 0.0), 1)
    return np.max([narrow[:-2], narrow[1:-1], narrow[2:]], axis=0)


def _phase(column: Floats, pitch: float) -> Ints:
    return (np.arange(len(column)) % pitch).astype(np.int64)


def _pitch(column: Floats) -> float:
    """Return the spacing of cross members, lines: that at which all fall upon each other."""
    best = _best(column, _PITCHES)
    return _best(column, best + _FINELY)


def _best(column: Floats, pitches: Floats) -> float:
    powers = [
        float((np.bincount(phase, column) ** 2 / np.bincount(phase)).sum())
        for phase in (_phase(column, pitch) for pitch in pitches)
    ]
    return float(pitches[int(np.argmax(powers))])


def hidden(shown: Pixels, rows: Rows) -> Bools:
    """Tell cells that a trailer hides: what is beneath, and its wheels and gear where it has them.

    By line and row.
    """
    column = shown[:, rows.trailer & ~rows.under].mean(axis=1)
    blocked = column > np.median(column) + _BLOCKED
    near = np.convolve(blocked, np.ones(2 * _ASIDE + 1), "same") > 0
    return np.multiply.outer(near, rows.wheels) | rows.deck[None, :]
