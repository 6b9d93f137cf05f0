"""The compiled loop of `projecting`: chord after chord added to the lines of a picture.

Exact in the plane of the fan for boxes and for cylinders along x, whose rays are averaged over the
height of a detector; other shapes are sampled in the middle of each line and row.
"""

import math

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.arrays import Ints
from quaywatch.world.scanner.chords import through_ellipse, through_rectangle
from quaywatch.world.scanner.grains import CELL
from quaywatch.world.scanner.scene import Shape

_RAYS = 3
_BOX, _ALONG, _ACROSS, _UPRIGHT = (
    int(shape) for shape in (Shape.BOX, Shape.CYLINDER_X, Shape.CYLINDER_Y, Shape.CYLINDER_Z)
)
Measures = tuple[float, float, float, float, float]
"""Spacing of lines, height of the source, distance of detectors, their pitch and lowest height."""


@compiled
def lay(
    out: Pixels,
    bounds: Floats,
    spans: Ints,
    shapes: Ints,
    weights: Floats,
    grains: Ints,
    strength: Floats,
    offsets: Ints,
    tiles: Pixels,
    way: float,
    measures: Measures,
) -> None:
    """Add every solid to the areal densities of the lines and rows that see it.

    `weights` are g/cm² of both bases a metre; `way` is 1 when lines run
    from the front of the load to its doors, -1 otherwise.
    """
    chord = np.zeros(out.shape[1], dtype=np.float32)
    cell = np.zeros(out.shape[1], dtype=np.int64)
    size = tiles.shape[1]
    for k in range(len(shapes)):
        first, last, low, high = spans[k]
        solid, shape, grain = bounds[k], shapes[k], np.float32(strength[k])
        alike = shape in (_BOX, _ALONG)
        if alike:
            _same_chords(chord, low, high, solid, shape, measures)
        if grain > 0:
            _cells(cell, low, high, solid, offsets[k, 1], size, measures)
        for i in range(first, last):
            share = 1.0
            if alike:
                left = max(solid[0] / measures[0], float(i))
                share = min(solid[1] / measures[0], i + 1.0) - left
            elif not _chords(chord, low, high, i, solid, shape, measures):
                continue
            plastic, steel = np.float32(weights[k, 0] * share), np.float32(weights[k, 1] * share)
            if grain > 0:
                along = abs((i + 0.5) * measures[0] - (solid[0] if way > 0 else solid[1]))
                row = tiles[grains[k], (int(along / CELL) + offsets[k, 0]) % size]
                for r in range(low, high):
                    grainy = chord[r] * (np.float32(1.0) + grain * row[cell[r]])
                    out[i, r, 0] += plastic * grainy
                    out[i, r, 1] += steel * grainy
            else:
                for r in range(low, high):
                    out[i, r, 0] += plastic * chord[r]
                    out[i, r, 1] += steel * chord[r]


@inlined
def _same_chords(
    chord: Pixels, low: int, high: int, solid: Floats, shape: int, measures: Measures
) -> None:
    """Fill in chords that are those of every line."""
    source = measures[1]
    for r in range(low, high):
        length = 0.0
        for ray in range(_RAYS):
            row = r + (ray + 0.5) / _RAYS - 0.5
            slope = (measures[4] + measures[3] * row - source) / measures[2]
            if shape == _BOX:
                length += through_rectangle(slope, source, solid[2], solid[3], solid[4], solid[5])
            else:
                length += through_ellipse(slope, source, solid[2], solid[3], solid[4], solid[5])
        chord[r] = length / _RAYS


@inlined
def _chords(
    chord: Pixels, low: int, high: int, line: int, solid: Floats, shape: int, measures: Measures
) -> bool:
    """Fill in the chords of one line; tell whether it meets the solid at all."""
    at = ((line + 0.5) * measures[0] * 2.0 - solid[0] - solid[1]) / (solid[1] - solid[0])
    if at * at >= 1.0:
        return False
    part = math.sqrt(1.0 - at * at)
    half_y, half_z = 0.5 * (solid[3] - solid[2]), 0.5 * (solid[5] - solid[4])
    if shape != _ACROSS:
        half_y *= part
    if shape != _UPRIGHT:
        half_z *= part
    y, z, source = 0.5 * (solid[2] + solid[3]), 0.5 * (solid[4] + solid[5]), measures[1]
    for r in range(low, high):
        slope = (measures[4] + measures[3] * r - source) / measures[2]
        if shape in (_ACROSS, _UPRIGHT):
            chord[r] = through_rectangle(
                slope, source, y - half_y, y + half_y, z - half_z, z + half_z
            )
        else:
            chord[r] = through_ellipse(
                slope, source, y - half_y, y + half_y, z - half_z, z + half_z
            )
    return True


@inlined
def _cells(
    cell: Ints, low: int, high: int, solid: Floats, offset: int, size: int, measures: Measures
) -> None:
    """Fill in which cell of a tile of grain each row sees."""
    depth = 0.5 * (solid[2] + solid[3])
    for r in range(low, high):
        slope = (measures[4] + measures[3] * r - measures[1]) / measures[2]
        cell[r] = (int((measures[1] + slope * depth - solid[4]) / CELL) + offset) % size
