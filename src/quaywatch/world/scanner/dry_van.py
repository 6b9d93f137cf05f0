"""The empty dry van: corrugated walls, roof, plywood floor on cross members, doors."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.frame import STEEL, door_gear, frame
from quaywatch.world.scanner.scene import Box

_WELDED, _PRESSED = 0.002, 0.0008
"""How exactly panels of a wall, and waves of a panel, are where they should be, metres."""


def dry_van(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    """Add the steelwork and floor of an empty dry van."""
    frame(builder, box)
    _sides(builder, box, rng)
    _ends(builder, box)
    _floor(builder, box)
    # The roof's corrugation is shallow; seen from the side it is a strip of thin steel.
    depth = 0.02
    builder.add((0.08, box.length - 0.1), (0.06, box.width - 0.06),
                (box.height - 0.008 - depth, box.height - 0.008), "steel",
                STEEL * box.make.roof * 1.03 / depth)  # fmt: skip
    door_gear(builder, box)


def _sides(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    z = (0.16, box.height - 0.05)
    make = box.make
    # A slanted sheet is as much longer on the ray's way as it is longer than its run.
    run = make.corrugation[1]
    slanted = STEEL * make.wall * np.hypot(run, make.depth) / run / make.depth
    for wall, inward in ((0.004, 1.0), (box.width - 0.004, -1.0)):
        edges = _waves(box, rng)
        x0, x1 = edges[:-1], edges[1:]
        part = np.arange(len(x0)) % 4
        for number, depth in ((0, 0.0), (2, make.depth - make.wall)):
            flat = part == number
            y = sorted((wall + inward * depth, wall + inward * (depth + make.wall)))
            builder.add((x0[flat], x1[flat]), (y[0], y[1]), z, "steel", STEEL)
        slope = part % 2 == 1
        y = sorted((wall, wall + inward * make.depth))
        builder.add((x0[slope], x1[slope]), (y[0], y[1]), z, "steel", slanted)


def _waves(box: Box, rng: np.random.Generator) -> Floats:
    """Return where crest, slope and valley of one wall begin, from post to post."""
    crest, run, valley = box.make.corrugation
    first, last = box.make.first_wave, box.length - 0.1
    count = int((last - first) / (crest + valley + 2 * run)) + 1
    edges = first + np.concatenate([[0.0], np.cumsum(np.tile([crest, run, valley, run], count))])
    # Panels of four waves are welded to each other as they come; presses are better than that.
    panels = rng.normal(0.0, _WELDED, count // 4 + 1)
    edges += np.repeat(panels, 16)[: len(edges)] + rng.normal(0.0, _PRESSED, len(edges))
    return np.concatenate([[0.075], edges[1:][edges[1:] < last - 0.01], [last]])


def _ends(builder: Builder, box: Box) -> None:
    across, z = (0.075, box.width - 0.075), (0.15, box.height - 0.1)
    # Corrugated sheets seen edge-on: steel spread over the depth of their waves.
    builder.add((0.02, 0.066), across, z, "steel", STEEL * box.make.front * 1.25 / 0.046)
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
    make = box.make
    thick, density = make.boards
    under = 0.178 - thick
    builder.add((0.08, box.length - 0.1), (0.045, box.width - 0.045), (under, 0.178), "plywood",
                density)  # fmt: skip
    first, spacing = make.members
    x = np.arange(first, box.length - 0.3, spacing)
    y = (0.05, box.width - 0.05)
    # Pressed channels of 122 x 45 x 4 mm; seen edge-on their webs are what is darkest below.
    builder.add((x, x + make.web), y, (0.028, under), "steel", STEEL)
    builder.add((x, x + 0.045), y, (under - make.web, under), "steel", STEEL)
    builder.add((x, x + 0.040), y, (0.028, 0.028 + make.web), "steel", STEEL)
    if box.length < 7.0:
        # Pockets for forks.
        for pocket in (box.length / 2 - 1.21, box.length / 2 + 0.85):
            builder.add((pocket, pocket + 0.006), y, (0.0, 0.15), "steel", STEEL)
            builder.add((pocket + 0.354, pocket + 0.36), y, (0.0, 0.15), "steel", STEEL)
    else:
        # Tunnel for the neck of a trailer.
        builder.add((0.1, 3.3), (0.7, 1.74), (0.118, 0.122), "steel", STEEL)
