"""A stowage plan as one row a box."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from quaywatch.cargo import Movement
from quaywatch.cargo.identifiers import size_type, stowage_cell

Plan = Any
"""An array of `PLAN`; its fields have no types that a checker could read."""

PLAN = np.dtype(
    [
        ("bay", "i2"),
        ("row", "i2"),
        ("tier", "i2"),
        ("kind", "i1"),
        ("mass_class", "i1"),
        ("port", "i4"),
    ]
)
"""One box in its place. `kind`: see `kind_of`. `mass_class`: see `mass_class_of`. `port`: a number
for the port of discharge, the same for the same port within the plan, -1 where it is not said."""

FULL, REEFER, LONG = 1, 2, 4
"""Bits of a kind: packed (or not said to be empty), refrigerated, longer than 20 feet."""

_CLASS_KG = (8_000, 13_000, 18_000, 23_000, 27_000)
"""Upper bounds of the classes of mass; planners sort by steps of about five tonnes."""
UNWEIGHED = -1


def kind_of(movement: Movement) -> int:
    """Return what kind of box it is, as bits."""
    size = size_type.parse(movement.size_type or "")
    cell = stowage_cell.parse(movement.stowage or "").place
    even_bay = cell is not None and cell.bay % 2 == 0
    long = even_bay if size.feet is None else size.feet > 24
    return FULL * (movement.packed is not False) | REEFER * size.is_reefer | LONG * long


def mass_class_of(movement: Movement) -> int:
    """Return the class of the box's mass with the container, `UNWEIGHED` where none is said."""
    verified, stated = movement.verified_gross_mass_kg, movement.gross_mass_kg
    mass = stated if verified is None else verified
    if mass is None or not mass > 0:
        return UNWEIGHED
    return sum(mass > bound for bound in _CLASS_KG)


def laid_out(rows: Sequence[tuple[int, int, int, int, int, str]]) -> Plan:
    """Return a plan of boxes given as bay, row, tier, kind, class of mass, port of discharge."""
    ports = {port: number for number, port in enumerate(sorted({row[-1] for row in rows} - {""}))}
    plan: Plan = np.zeros(len(rows), dtype=PLAN)
    for number, (*place, port) in enumerate(rows):
        plan[number] = (*place, ports.get(port, -1))
    return plan
