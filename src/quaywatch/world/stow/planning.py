"""The ship's planner at work: boxes into bays, zones and tiers.

Each port of loading gets a block of bays of its own on the ship, so that what is discharged
together stands together. Reefers stand at sockets, dangerous goods apart on deck; of the other
boxes the heavy go under deck. Within a bay heavier boxes stand lower, by classes of mass, and what
comes after the cut-off on top. Boxes for other ports, which fill the places between, are not drawn.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.stow.ship import CELLS, DANGEROUS, DECK, HOLD, REEFERS, ZONES

UNDER_DECK = 0.55
"""Share of the dry boxes of a port of loading that go under deck, the heaviest (assumption)."""
_CLASS_KG = 5_000.0
"""Planners sort by classes of mass, not by kilograms (assumption)."""


@dataclass(frozen=True, slots=True)
class Cargo:
    """What the planner knows of each box."""

    block: Ints
    """Ship and port of loading."""
    ship: Ints
    long: Bools
    """Longer than 20 feet."""
    reefer: Bools
    dangerous: Bools
    mass_kg: Floats
    late: Bools
    """Came after the cut-off."""


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each box: bay of its zone within the ship, and cell within the zone's bay."""

    zone: Ints
    bay: Ints
    """Number of the bay as it is written: odd for 20 feet, even for 40."""
    cell: Ints
    """Index among `CELLS` of the zone."""


def plan(cargo: Cargo, rng: np.random.Generator) -> Places:
    """Give each box a place; no two the same on one ship."""
    n = len(cargo.block)
    zone = _zones(cargo, rng)
    group = (cargo.block * 2 + cargo.long) * ZONES + zone
    capacity = np.array([len(cells) for cells in CELLS])[zone]
    rank = _ranks(group, rng.random(n))
    local = rank // capacity
    room = group * 4096 + local
    cell = _drawn(room, zone, rng)
    weight = np.where(cargo.late, -1.0, np.floor(cargo.mass_kg / _CLASS_KG))
    return Places(zone, _bays(cargo, zone, local), _heavy_low(room, cell, weight, rng))


def _zones(cargo: Cargo, rng: np.random.Generator) -> Ints:
    dry = ~(cargo.reefer | cargo.dangerous)
    side = cargo.block * 2 + cargo.long
    order = -np.floor(cargo.mass_kg / _CLASS_KG) + rng.random(len(side)) + 100.0 * cargo.late
    rank = _ranks(np.where(dry, side, -1 - side), order)
    size = np.bincount(side[dry], minlength=int(side.max(initial=0)) + 1)
    below = dry & (rank < size[side] * UNDER_DECK)
    zone = np.where(cargo.reefer, REEFERS, np.where(cargo.dangerous, DANGEROUS, DECK))
    return np.where(below, HOLD, zone)


def _ranks(group: Ints, order: Floats) -> Ints:
    """Return the place of each row among those of its group, by `order`."""
    sort = np.lexsort((order, group))
    grouped = group[sort]
    starts = np.flatnonzero(np.r_[True, grouped[1:] != grouped[:-1]]) if len(group) else sort
    lengths = np.diff(np.r_[starts, len(group)])
    rank = np.empty(len(group), dtype=np.int64)
    rank[sort] = np.arange(len(group)) - np.repeat(starts, lengths)
    return rank


def _drawn(room: Ints, zone: Ints, rng: np.random.Generator) -> Ints:
    """Draw distinct cells for the boxes of each room: one zone of one bay."""
    _, first, number = np.unique(room, return_index=True, return_inverse=True)
    rank = _ranks(room, np.zeros(len(room)))
    cell = np.empty(len(room), dtype=np.int64)
    for which in range(ZONES):
        rooms = np.flatnonzero(zone[first] == which)
        shuffled = np.argsort(rng.random((len(rooms), len(CELLS[which]))), axis=1)
        row = np.zeros(len(first), dtype=np.int64)
        row[rooms] = np.arange(len(rooms))
        mine = zone == which
        cell[mine] = shuffled[row[number[mine]], rank[mine]]
    return cell


def _heavy_low(room: Ints, cell: Ints, weight: Floats, rng: np.random.Generator) -> Ints:
    """Deal the cells of each room anew: heavier boxes lower, by chance within a class."""
    boxes = np.lexsort((rng.random(len(room)), -weight, room))
    lowest = np.lexsort((cell, room))
    dealt = np.empty(len(room), dtype=np.int64)
    dealt[boxes] = cell[lowest]
    return dealt


def _bays(cargo: Cargo, zone: Ints, local: Ints) -> Ints:
    """Return bay numbers: block after block along the ship, dry deck bays aft of the reefers'."""
    blocks, block = np.unique(cargo.ship * (1 << 32) + cargo.block, return_inverse=True)
    ships = blocks >> 32
    need = np.zeros((len(blocks), 2, ZONES), dtype=np.int64)
    np.maximum.at(need, (block, cargo.long.astype(np.int64), zone), local + 1)
    before = np.zeros_like(need)
    before[:, :, DECK] = need[:, :, REEFERS]
    before[:, :, DANGEROUS] = need[:, :, REEFERS] + need[:, :, DECK]
    on_deck = need[:, :, :HOLD].sum(axis=2)
    bays = np.maximum(on_deck, need[:, :, HOLD])
    whole = bays[:, 1] + (bays[:, 0] + 1) // 2
    start = np.cumsum(whole) - whole
    first = np.searchsorted(ships, ships)
    start -= start[first]
    side = cargo.long.astype(np.int64)
    offset = before[block, side, zone] + local
    long_bay = 2 + 4 * (start[block] + offset)
    short_bay = 1 + 4 * (start[block] + bays[block, 1]) + 2 * offset
    return np.where(cargo.long, long_bay, short_bay)
