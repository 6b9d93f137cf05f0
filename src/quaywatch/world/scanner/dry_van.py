"""The empty dry van: corrugated walls, roof, plywood floor on cross members, doors."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.frame import STEEL, door_gear, frame
from quaywatch.world.scanner.scene import Box

_WALL, _ROOF, _FRONT = 0.0018, 0.0020, 0.0020
"""Thickness of sheets, metres."""
_CREST, _SLOPE, _TROUGH, _DEPTH = 0.072, 0.068, 0.070, 0.036
"""One corrugation of a side wall along x, and how deep it is."""


def dry_van(builder: Builder, box: Box) -> None:
    """Add the steelwork and floor of an empty dry van."""
    frame(builder, box)
    _sides(builder, box)
    _ends(builder, box)
    _floor(builder, box)
    # The roof's corrugation is shallow; seen from the side it is a strip of thin steel.
    depth = 0.02
    builder.add((0.08, box.length - 0.1), (0.06, box.width - 0.06),
                (box.height - 0.008 - depth, box.height - 0.008), "steel",
                STEEL * _ROOF * 1.03 / depth)  # fmt: skip
    door_gear(builder, box)


def _sides(builder: Builder, box: Box) -> None:
    widths: Floats = np.array([_CREST, _SLOPE, _TROUGH, _SLOPE])
    count = int((box.length - 0.2) / widths.sum())
    starts = 0.1 + np.concatenate([[0.0], np.cumsum(np.tile(widths, count))])
    x0, x1 = starts[:-1], starts[1:]
    part = np.arange(len(x0)) % 4
    for wall, inward in ((0.004, 1.0), (box.width - 0.004, -1.0)):
        for number, depth in ((0, 0.0), (2, _DEPTH - _WALL)):
            flat = part == number
            y = sorted((wall + inward * depth, wall + inward * (depth + _WALL)))
            builder.add((x0[flat], x1[flat]), (y[0], y[1]), (0.16, box.height - 0.05), "steel",
                        STEEL)  # fmt: skip
        slope = part % 2 == 1
        y = sorted((wall, wall + inward * _DEPTH))
        # A slanted sheet is as much longer on the ray's way as it is longer than its run.
        longer = np.hypot(_SLOPE, _DEPTH) / _SLOPE
        builder.add((x0[slope], x1[slope]), (y[0], y[1]), (0.16, box.height - 0.05), "steel",
                    STEEL * _WALL * longer / _DEPTH)  # fmt: skip


def _ends(builder: Builder, box: Box) -> None:
    across, z = (0.075, box.width - 0.075), (0.15, box.height - 0.1)
    # Corrugated sheets seen edge-on: steel spread over the depth of their waves.
    builder.add((0.02, 0.066), across, z, "steel", STEEL * _FRONT * 1.25 / 0.046)
    builder.add((box.length - 0.062, box.length - 0.026), across, z, "steel",
                STEEL * 0.002 * 1.2 / 0.036)  # fmt: skip
    # Frames of the two leaves, and gaskets.
    for y in (0.09, box.width / 2 - 0.07, box.width / 2 + 0.005, box.width - 0.155):
        builder.add((box.length - 0.07, box.length - 0.02), (y, y + 0.065), z, "steel", 1.6)
    for level in (0.15, box.height - 0.2):
        builder.add((box.length - 0.07, box.length - 0.02), across, (level, level + 0.1), "steel",
                    0.9)  # fmt: skip
    builder.add((box.length - 0.075, box.length - 0.06), across, z, "rubber", 0.08)


def _floor(builder: Builder, box: Box) -> None:
    builder.add((0.08, box.length - 0.1), (0.045, box.width - 0.045), (0.15, 0.178), "plywood",
                0.68)  # fmt: skip
    x = np.arange(0.25, box.length - 0.3, 0.3)
    y = (0.05, box.width - 0.05)
    # Pressed channels of 122 x 45 x 4 mm; seen edge-on their webs are what is darkest below.
    builder.add((x, x + 0.004), y, (0.028, 0.15), "steel", STEEL)
    builder.add((x, x + 0.045), y, (0.146, 0.15), "steel", STEEL)
    builder.add((x, x + 0.040), y, (0.028, 0.032), "steel", STEEL)
    if box.length < 7.0:
        # Pockets for forks.
        for pocket in (box.length / 2 - 1.21, box.length / 2 + 0.85):
            builder.add((pocket, pocket + 0.006), y, (0.0, 0.15), "steel", STEEL)
            builder.add((pocket + 0.354, pocket + 0.36), y, (0.0, 0.15), "steel", STEEL)
    else:
        # Tunnel for the neck of a trailer.
        builder.add((0.1, 3.3), (0.7, 1.74), (0.118, 0.122), "steel", STEEL)
