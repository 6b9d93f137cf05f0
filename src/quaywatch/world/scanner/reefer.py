"""The empty integral reefer: insulated walls, T-bar floor, and its machine in the front wall."""

import numpy as np

from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.frame import STEEL, door_gear, frame
from quaywatch.world.scanner.scene import Box, Shape
from quaywatch.world.scanner.unit import Unit

_ALUMINIUM = 2.70
MACHINE_DEPTH = 0.42
"""Of the refrigeration unit from the front, metres."""


def reefer(builder: Builder, box: Box) -> None:
    """Add the structure and machine of an empty reefer."""
    frame(builder, box)
    _walls(builder, box)
    _floor(builder, box)
    _doors(builder, box)
    machine(builder, box)


def _walls(builder: Builder, box: Box) -> None:
    x, z = (MACHINE_DEPTH, box.length - 0.1), (0.16, box.height - 0.05)
    for outer, inner in ((0.006, 0.068), (box.width - 0.006, box.width - 0.068)):
        low, high = min(outer, inner), max(outer, inner)
        builder.add(x, (low, high), z, "polyurethane", box.make.foam)
        # Outer sheet of corrosion-resistant steel, lining of stainless or aluminium.
        builder.add(x, (min(outer, outer), outer + 0.0008), z, "steel", STEEL)
        builder.add(x, (inner, inner + box.make.lining), z, "stainless_steel", 7.93)
        # Stiffeners in the foam.
        first, spacing = box.make.stiffeners
        posts = np.arange(MACHINE_DEPTH + first, box.length - 0.4, spacing)
        builder.add((posts, posts + 0.03), (low, high), z, "steel", 0.035 * STEEL)
    top = box.height
    across = (0.06, box.width - 0.06)
    builder.add(x, across, (top - 0.098, top - 0.012), "polyurethane", box.make.foam)
    builder.add(x, across, (top - 0.012, top - 0.0112), "steel", STEEL)
    builder.add(x, across, (top - 0.1, top - 0.098), "aluminium", _ALUMINIUM * 0.5)


def _floor(builder: Builder, box: Box) -> None:
    x, y = (MACHINE_DEPTH + 0.05, box.length - 0.12), (0.06, box.width - 0.06)
    builder.add(x, y, (0.075, 0.165), "polyurethane", box.make.foam)
    builder.add(x, y, (0.072, 0.0745), "steel", STEEL)
    # T-bars along the hold, 33 mm apart: their heads carry the load, air runs between webs.
    builder.add(x, y, (0.165, 0.169), "aluminium", _ALUMINIUM)
    apart, web = box.make.t_bars
    bars = np.arange(0.08, box.width - 0.09, apart)
    builder.add(x, (bars, bars + web), (0.169, 0.228), "aluminium", _ALUMINIUM)
    builder.add(x, (bars - 0.011, bars + 0.0135), (0.228, 0.2325), "aluminium", _ALUMINIUM)
    first, spacing = box.make.reefer_members
    members = np.arange(first, box.length - 0.3, spacing)
    builder.add(
        (members, members + box.make.web), (0.05, box.width - 0.05), (0.02, 0.072), "steel", STEEL
    )
    builder.add((members, members + 0.05), (0.05, box.width - 0.05), (0.02, 0.024), "steel", STEEL)


def _doors(builder: Builder, box: Box) -> None:
    y, z = (0.09, box.width - 0.09), (0.15, box.height - 0.1)
    builder.add((box.length - 0.1, box.length - 0.03), y, z, "polyurethane", 0.05)
    builder.add((box.length - 0.032, box.length - 0.03), y, z, "steel", 0.5 * STEEL)
    builder.add((box.length - 0.103, box.length - 0.1), y, z, "aluminium", 0.5 * _ALUMINIUM)
    builder.add((box.length - 0.115, box.length - 0.1), y, (0.16, 0.2), "rubber", 0.6)
    door_gear(builder, box)


def machine(builder: Builder, box: Box) -> None:
    """Add the refrigeration unit: condenser section below and outside, evaporator above."""
    top = box.height
    wide = (0.16, box.width - 0.16)
    add = builder.add
    # Tray and guards that carry the machine, 25 kg a metre of its width.
    add((0.03, 0.40), wide, (0.15, 0.17), "steel", 0.45 * STEEL)
    add((0.03, 0.05), wide, (0.17, 0.80), "steel", 0.10 * STEEL)
    # Bulkhead of foam between machine and hold, and the plate between its two sections.
    add((0.40, 0.46), wide, (0.16, top - 0.1), "polyurethane", 0.05)
    add((0.398, 0.401), wide, (0.25, top - 0.3), "aluminium", 0.6 * _ALUMINIUM)
    add((0.06, 0.40), wide, (1.58, 1.62), "polyurethane", 0.06)
    add((0.06, 0.40), wide, (1.575, 1.58), "aluminium", 0.5 * _ALUMINIUM)
    # Frame of the unit.
    for x in (0.03, 0.36):
        add((x, x + 0.035), (0.17, 0.21), (0.15, top - 0.12), "steel", 0.5 * STEEL)
        add((x, x + 0.035), (2.22, 2.26), (0.15, top - 0.12), "steel", 0.5 * STEEL)
    for z in (0.16, 1.52, top - 0.16):
        add((0.03, 0.40), (0.17, 0.21), (z, z + 0.04), "steel", 0.5 * STEEL)
        add((0.03, 0.40), (2.22, 2.26), (z, z + 0.04), "steel", 0.5 * STEEL)
    unit = Unit(builder, box.make.machine)
    _below(unit)
    _above(unit, top)


def _below(unit: Unit) -> None:
    z, y = Shape.CYLINDER_Z, Shape.CYLINDER_Y
    # Compressor: cast housing with motor, 45 kg; its oil sump is the darkest part.
    add = unit.part("compressor")
    add((0.10, 0.33), (0.32, 0.55), (0.22, 0.62), "cast_iron", 2.3, z)
    add((0.14, 0.29), (0.36, 0.51), (0.26, 0.50), "copper", 1.6, z)
    # Receiver of liquid refrigerant, half full.
    add = unit.part("receiver")
    add((0.08, 0.20), (0.66, 0.78), (0.22, 0.66), "steel", 0.9, z)
    add((0.085, 0.195), (0.665, 0.775), (0.23, 0.42), "refrigerant", 1.2, z)
    # Condenser coil: copper tubes in aluminium fins, with the fan before it.
    add = unit.part("condenser")
    add((0.08, 0.15), (0.85, 1.55), (0.80, 1.45), "aluminium", 0.6)
    add((0.08, 0.15), (0.85, 1.55), (0.80, 1.45), "copper", 0.5)
    add = unit.part("condenser fan")
    add((0.17, 0.21), (0.90, 1.50), (0.85, 1.42), "aluminium", 0.12, Shape.CYLINDER_X)
    add((0.20, 0.36), (1.10, 1.28), (1.04, 1.22), "copper", 1.4, Shape.CYLINDER_X)
    add((0.20, 0.36), (1.10, 1.28), (1.04, 1.22), "steel", 2.2, Shape.CYLINDER_X)
    # Boxes of control: contactors, transformer, drives.
    unit.part("control")((0.07, 0.27), (1.62, 2.18), (0.45, 1.20), "electronics", 0.5)
    add = unit.part("transformer")
    add((0.12, 0.24), (1.70, 1.84), (0.30, 0.43), "copper", 2.2)
    add((0.12, 0.24), (1.70, 1.84), (0.30, 0.43), "steel", 2.6)
    unit.part("drive")((0.10, 0.22), (1.95, 2.10), (0.66, 0.84), "aluminium", 1.2)
    # The part of the power cable that never leaves its tray.
    add = unit.part("cable")
    add((0.06, 0.34), (0.90, 1.40), (0.20, 0.32), "copper", 0.14)
    add((0.06, 0.34), (0.90, 1.40), (0.20, 0.32), "rubber", 0.16)
    # Pipes.
    add = unit.part("pipes")
    for x, low, high in ((0.30, 0.55, 1.9), (0.24, 0.6, 1.75), (0.345, 0.25, 2.1)):
        add((x, x + 0.022), (0.60, 0.622), (low, high), "copper", 3.2, z)
    add((0.20, 0.222), (0.45, 1.0), (0.70, 0.722), "copper", 3.2, y)


def _above(unit: Unit, top: float) -> None:
    # Evaporator coil across the width, heaters under it, two fans over it.
    low = top - 1.05
    add = unit.part("evaporator")
    add((0.14, 0.37), (0.30, 2.14), (low, low + 0.36), "aluminium", 0.30)
    add((0.14, 0.37), (0.30, 2.14), (low, low + 0.36), "copper", 0.26)
    add((0.15, 0.36), (0.30, 2.14), (low - 0.05, low - 0.035), "steel", 1.5)
    add = unit.part("evaporator fans")
    for y in (0.78, 1.66):
        add((0.17, 0.29), (y - 0.06, y + 0.06), (top - 0.52, top - 0.34), "copper", 1.5,
            Shape.CYLINDER_Z)  # fmt: skip
        add((0.17, 0.29), (y - 0.06, y + 0.06), (top - 0.52, top - 0.34), "steel", 2.4,
            Shape.CYLINDER_Z)  # fmt: skip
        add((0.08, 0.38), (y - 0.17, y + 0.17), (top - 0.33, top - 0.28), "aluminium", 0.35,
            Shape.CYLINDER_Z)  # fmt: skip
    # Expansion valve and access panels.
    unit.part("valve")((0.30, 0.37), (1.95, 2.05), (low + 0.40, low + 0.50), "copper", 2.5)
    unit.part("panels")((0.03, 0.036), (0.25, 2.18), (top - 1.1, top - 0.2), "aluminium",
                        _ALUMINIUM)  # fmt: skip
