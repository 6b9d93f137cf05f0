"""Lots for the net behind the doors: each pair of scans as it is, and with something put in.

Blocks of organic matter of any shape are put into honest pairs by the g/cm² that they add along
each ray; so every voyage teaches with many, and none is where the simulated trade hides things.
What is put into both scans of a pair teaches that only what is new counts.
"""

import math

import numpy as np

from bench._two_scan.lessons import Shelf, View
from quaywatch.scans.comparing.doors import BEHIND
from quaywatch.scans.comparing.seeing import End, seen
from quaywatch.scans.comparing.spectra import DEEPEST
from quaywatch.scans.comparing.windows import KG_PER_CELL, PER_GRAM
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.smoothing import mean_over, moved
from quaywatch.scans.standard import OVER, UNDERSIDE
from quaywatch.world.scanner.teaching.chance import between

UP = 96
"""Cells up of what is drawn: as many as the highest container takes."""
_PAIRS = 4
_SIMULATED, _TWO, _SINGLE = 0.5, 0.25, 0.1
"""Shares of simulated threats where there are any, of two blocks, and of one energy for both."""
_KG, _GRAMS = (2.0, 25.0), (8.0, 60.0)
"""Of a block, and its g/cm²; logarithms are as likely anywhere."""
_LONG, _HIGH = (4, 90), (4, 150)
_FLAT, _LAYERS = 0.5, (3, 9)
"""Share of blocks that are a layer or two of bricks, and their rows: bags lie flat, too."""
_FIRST, _BEYOND = 8, 10
"""Line from which blocks lie, and by how many lines they may reach beyond the zone."""
_ABOVE, _FLOOR, _LOW = 2, 22, 0.4
"""Rows above the underside from which they lie; in how many more what stands on the floor shows,
by where the source stands; and the share that does."""
_LOW_MORE = (0.05, 0.3)
"""By how much more the low energy attenuates."""
_PER_GRAM = (0.8, 1.15)
"""What the high energy attenuates, over the usual."""
_FREE, _TRIED = 0.75, 6
"""Share of blocks for which several places are tried, and how many."""
_SEEN, _OPAQUE = 0.6, 0.4
"""A cell shows what was added where that is so many times its noise, and its noise no more."""
_DENSER, _BY = 0.5, (0.75, 1.33)
"""Share of voyages of which all is taken denser than it is, and by how much."""
_SOFT = 4
"""Rows over which edges are soft at most: rays rise and fall across a block."""
_IN_BOTH, _SEVERAL = 0.5, 5
"""Share of voyages in which things are put that were there before, too, and how many at most."""
_PART_KG, _PART_GRAMS, _PART_LONG, _PART_HIGH = (0.3, 30.0), (8.0, 150.0), (3, 60), (3, 60)
"""Of such a thing, as of a block: a motor in a machine, a coil, a pallet's foot."""
_OTHERWISE = 0.15
"""Standard deviation of ln of how much more the later scan shows of it: energies differ, and what
is learned of the load does not hold for every part of it."""
_ASKEW, _SLID, _SLIDES = 1.0, 5.0, 0.4
"""Standard deviation in cells of how far the earlier scan shows it from where the later does, that
of what slid along with its load, as dunnage does between the floor's members, and its share."""


def lot(lessons: Shelf, rng: np.random.Generator) -> tuple[Pixels, Pixels]:
    """Draw pairs without and with something added, by turns: what is seen, and g/cm² by cell."""
    order = list(lessons.told)
    made: list[tuple[Pixels, Pixels]] = []
    for _ in range(_PAIRS):
        seed = order[int(rng.integers(len(order)))]
        told = lessons.told[seed]
        honest = [n for n, one in enumerate(told) if one["kg"] <= 0]
        added = [n for n, one in enumerate(told) if one["kg"] > 0]
        by = between(_BY, rng) if rng.random() < _DENSER else 1.0
        plain = denser(lessons.view(seed, honest[int(rng.integers(len(honest)))]), by)
        if rng.random() < _IN_BOTH:
            plain = put_in_both(plain, rng)
        made.append(_drawn(plain, rng))
        if added and rng.random() < _SIMULATED:
            made.append(_drawn(denser(lessons.view(seed, added[0]), by), rng))
        else:
            made.append(_drawn(put_in(plain, rng), rng))
    return np.stack([x for x, _ in made]), np.stack([y for _, y in made])


def _drawn(view: View, rng: np.random.Generator) -> tuple[Pixels, Pixels]:
    """Return what the net sees, filled up with nothing, and what was added by cell."""
    planes = view.end.planes
    if rng.random() < _SINGLE:
        planes = planes.copy()
        planes[1], planes[4] = planes[0], 0.0
    shown = seen(End(planes, view.end.rows, view.end.sides))
    out = np.zeros((shown.shape[0], UP, shown.shape[2]), dtype=np.float32)
    out[:, : shown.shape[1]] = shown
    lines, rows = view.threat.shape
    grams = np.zeros((out.shape[0] * CELL, UP * CELL), dtype=np.float32)
    plain = (PER_GRAM * view.threat > _SEEN * planes[6]) & (planes[6] < _OPAQUE)
    grams[:lines, :rows] = np.where(plain, view.threat, 0.0)
    return out, grams.reshape(out.shape[0], CELL, UP, CELL).mean(axis=(1, 3))


def denser(view: View, by: float) -> View:
    """Return a pair in which all attenuates `by` times as much, with the noise that brings.

    Nothing else tells a load from the next as much as how dense it is.
    """
    planes = view.end.planes.copy()
    shown = (0, 1, 2, 3, 5)
    planes[6] = np.minimum(planes[6] * np.exp(np.float32(by - 1.0) * planes[0] / 2), 1.0)
    planes[shown, :] = np.minimum(np.float32(by) * planes[shown, :], np.float32(DEEPEST))
    end = End(planes, view.end.rows * np.float32(by), view.end.sides)
    return View(end, np.float32(by) * view.threat, by * view.kg, view.back)


def put_in(view: View, rng: np.random.Generator) -> View:
    """Return a pair with one block or two put into its later scan, with the noise that brings."""
    planes = view.end.planes.copy()
    grams = np.zeros_like(view.threat)
    for _ in range(1 + int(rng.random() < _TWO)):
        _add_block(grams, planes[3], rng)
    grams = mean_over(grams, 0, int(rng.integers(_SOFT)))
    more = np.float32(PER_GRAM * rng.uniform(*_PER_GRAM)) * grams
    _attenuated(planes, more, float(rng.uniform(*_LOW_MORE)), rng)
    return View(End(planes, view.end.rows, view.end.sides), view.threat + grams, view.kg, view.back)


def put_in_both(view: View, rng: np.random.Generator) -> View:
    """Return a pair with things put into both scans: what was there before was not added.

    All of them are alike, as parts of one kind of goods are.
    """
    planes = view.end.planes.copy()
    grams = np.zeros_like(view.threat)
    dense, mass = between(_PART_GRAMS, rng), between(_PART_KG, rng)
    cells = mass / dense / KG_PER_CELL
    high = _high(cells, _PART_HIGH, rng)
    long = int(np.clip(cells / high, *_PART_LONG))
    top = UNDERSIDE + _FLOOR + 1 if rng.random() < _LOW else grams.shape[1] - OVER - high
    for _ in range(int(rng.integers(1, _SEVERAL + 1))):
        first = int(rng.integers(_FIRST, BEHIND + _BEYOND))
        low = int(rng.integers(UNDERSIDE, top))
        grams[first : first + long, low : low + high] = dense
    grams = mean_over(grams, 0, int(rng.integers(_SOFT)))
    before = np.float32(PER_GRAM) * grams
    more = before * np.float32(math.exp(float(rng.normal(0.0, _OTHERWISE))))
    metal = float(rng.uniform(-1.0, 1.0) * _LOW_MORE[1])
    _attenuated(planes, more, _LOW_MORE[0] + metal, rng)
    far = _SLID if rng.random() < _SLIDES else _ASKEW
    along, up = round(float(rng.normal(0.0, far))), round(float(rng.normal(0.0, _ASKEW)))
    before = moved(before, along, up)
    seen_before = planes[3].copy()
    for earlier in (2, 3):
        planes[earlier] = np.minimum(planes[earlier] + before, np.float32(DEEPEST))
    planes[4] += metal * before
    planes[5] -= planes[3] - seen_before
    return View(End(planes, view.end.rows, view.end.sides), view.threat, view.kg, view.back)


def _attenuated(planes: Pixels, more: Pixels, low_more: float, rng: np.random.Generator) -> None:
    """Let the later scan show `more`, with the noise that brings; the low energy by its share
    more of it."""
    noise = planes[6].copy()
    fewer = np.sqrt(np.maximum(np.exp(more) - 1.0, 0.0)) * np.minimum(noise, 0.3)
    changed = more + fewer * rng.standard_normal(more.shape, dtype=np.float32)
    after = np.minimum(planes[0] + changed, np.float32(DEEPEST))
    low = planes[1] + changed + more * np.float32(low_more)
    planes[1] = np.minimum(low, np.float32(DEEPEST))
    planes[5] += after - planes[0]
    planes[0] = after
    planes[6] = np.minimum(noise * np.exp(more / 2), 1.0)


def _high(cells: float, ends: tuple[int, int], rng: np.random.Generator) -> int:
    """Draw the rows of what takes up so many cells, about as high as long."""
    return int(np.clip(math.sqrt(cells * math.exp(float(rng.normal(0.0, 0.7)))), *ends))


def _add_block(grams: Pixels, load: Pixels, rng: np.random.Generator) -> None:
    """Add a block; of several places mostly the one before which the least of the load stands."""
    dense = between(_GRAMS, rng)
    cells = between(_KG, rng) / dense / KG_PER_CELL
    flat = rng.random() < _FLAT
    high = int(rng.integers(*_LAYERS)) if flat else _high(cells, _HIGH, rng)
    long = int(np.clip(cells / high, *_LONG))
    top = grams.shape[1] - OVER
    least = UNDERSIDE + _ABOVE
    most = least + _FLOOR if rng.random() < _LOW else max(top - high - _HIGH[0], least)
    places: list[tuple[float, int, int]] = []
    for _ in range(_TRIED if rng.random() < _FREE else 1):
        first = int(rng.integers(_FIRST, max(BEHIND + _BEYOND - long, _FIRST + 1)))
        low = int(rng.integers(least, most + 1))
        places.append((float(load[first : first + long, low : low + high].mean()), first, low))
    _, first, low = min(places)
    share = np.ones(long, dtype=np.float32)
    if rng.random() < 0.5:
        # Bricks in a bag: one layer less on one side.
        share[: int(rng.integers(long))] = rng.uniform(0.4, 1.0)
    block = grams[first : first + long, low : low + high]
    block += np.float32(dense) * share[: len(block), None]
