"""What dry vans and reefers have in common: posts, rails, corner castings, doors' gear."""

import numpy as np

from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.scene import Box, Shape

STEEL = 7.85


def frame(builder: Builder, box: Box) -> None:
    """Add the steel frame that carries the stack."""
    _castings(builder, box)
    _posts(builder, box)
    _rails(builder, box)


def _castings(builder: Builder, box: Box) -> None:
    """Hollow castings of ISO 1161: 178 x 162 x 118 mm, about 11 kg."""
    ends = np.array([0.0, box.length - 0.178])
    sides = np.array([0.0, box.width - 0.162])
    levels = np.array([0.0, box.height - 0.118])
    x, y, z = (corner.ravel() for corner in np.meshgrid(ends, sides, levels, indexing="ij"))
    builder.add((x, x + 0.178), (y, y + 0.162), (z, z + 0.118), "steel", 3.3)


def _posts(builder: Builder, box: Box) -> None:
    sides = np.array([0.0, box.width - 0.15])
    z = (0.118, box.height - 0.118)
    # Front posts are pressed from one sheet of 6 mm; the rear ones carry the doors.
    front, rear = box.make.posts
    builder.add((0.0, 0.075), (sides, sides + 0.15), z, "steel", front * STEEL)
    builder.add((box.length - 0.10, box.length), (sides, sides + 0.15), z, "steel", rear * STEEL)


def _rails(builder: Builder, box: Box) -> None:
    along = (0.178, box.length - 0.178)
    sides = np.array([0.0, box.width - 0.06])
    top, across = box.height, (0.15, box.width - 0.15)
    # Square tubes of 60 x 60 x 3 mm above, channels of 4.5 mm below.
    builder.add(along, (sides, sides + 0.06), (top - 0.06, top), "steel",
                box.make.rails * STEEL)  # fmt: skip
    low = np.array([0.0, box.width - 0.05])
    builder.add(along, (low, low + 0.05), (0.0, 0.0045), "steel", STEEL)
    builder.add(along, (low, low + 0.0045), (0.0, 0.16), "steel", STEEL)
    # Ends: rails above and below front and doors, hollow.
    builder.add((0.0, 0.07), across, (top - 0.09, top), "steel", 0.08 * STEEL)
    builder.add((0.0, 0.08), across, (0.0, 0.15), "steel", 0.07 * STEEL)
    builder.add((box.length - 0.10, box.length), across, (top - 0.11, top), "steel", 0.08 * STEEL)
    builder.add((box.length - 0.12, box.length), across, (0.0, 0.15), "steel", 0.08 * STEEL)


def door_gear(builder: Builder, box: Box) -> None:
    """Add lock rods with their cams and handles, and hinges, on the outside of the doors."""
    x = box.length - 0.015
    make = box.make
    outer, inner = make.rods
    rods = np.array([outer, inner, box.width - inner, box.width - outer])
    z = (0.06, box.height - 0.06)
    builder.add((x - 0.017, x + 0.017), (rods - 0.017, rods + 0.017), z, "steel", 0.35 * STEEL,
                Shape.CYLINDER_Z)  # fmt: skip
    y, ends = (g.ravel() for g in np.meshgrid(rods, [0.04, box.height - 0.13], indexing="ij"))
    builder.add((x - 0.03, x + 0.02), (y - 0.05, y + 0.05), (ends, ends + 0.09), "steel", 4.0)
    builder.add((x, x + 0.02), (rods - 0.25, rods + 0.25), (make.handle, make.handle + 0.025),
                "steel", 4.0)  # fmt: skip
    y, level = (g.ravel() for g in np.meshgrid([0.02, box.width - 0.07], make.hinges))
    builder.add((x - 0.06, x), (y, y + 0.05), (level, level + 0.14), "steel", 3.0)
