"""The random audit: its share of every hour, dealt among the boxes that would have no chance."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from quaywatch.inspections.plan.chances import Demand, audit_chances
from quaywatch.inspections.plan.layout import lay_out
from quaywatch.inspections.plan.problem import NONE, Booleans, Boxes, Ints, Room
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE, Windows


def audit(boxes: Boxes, room: Room, counts: Booleans, share: float, frame: Booleans) -> list[Piece]:
    """Return the pieces (box, cell, amount) of the audit.

    Half of the weight is spread evenly over the boxes of a terminal, and half over its strata or,
    where looks by lot are ordered, over those of the orders by what is left of them. So each box
    that somebody could look at has a positive chance. Which kind of look a box would
    get depends on its name alone.

    Args:
        boxes: all of the day.
        room: cells with whole numbers of slots.
        counts: whether a look of this kind sees the cargo; where none does, any will do.
        share: of each cell, for the audit.
        frame: the boxes among which it is dealt.
    """
    pieces: list[Piece] = []
    for area in _areas(boxes, room, counts):
        members = np.flatnonzero(frame & np.isin(boxes.group // 2, area.terminals))
        if len(members) and len(area.pools):
            pieces += _dealt(boxes, room, area, members, round(share * ONE))
    return pieces


@dataclass(frozen=True, slots=True)
class _Area:
    """Terminals whose audit takes its slots from the same pools."""

    terminals: Ints
    pools: Ints
    policy: int
    """One whose windows hold for them."""


def _areas(boxes: Boxes, room: Room, counts: Booleans) -> Iterator[_Area]:
    looks = np.flatnonzero(counts[room.pool_kind])
    terminals = np.unique(boxes.group // 2)
    own = np.isin(terminals, room.pool_terminal[looks])
    seeing, blind = np.flatnonzero(room.starts), np.flatnonzero(~room.starts)
    for terminal in terminals[own].tolist():
        pools = looks[room.pool_terminal[looks] == terminal]
        yield _Area(np.array([terminal]), pools, int(seeing[0]))
    everywhere = np.flatnonzero(room.pool_terminal == NONE)
    shared = everywhere[counts[room.pool_kind[everywhere]]]
    if len(shared):
        yield _Area(terminals[~own], shared, int(seeing[0]))
    elif len(blind):
        yield _Area(terminals[~own], everywhere, int(blind[0]))


def _dealt(boxes: Boxes, room: Room, area: _Area, members: Ints, share: int) -> list[Piece]:
    supply = room.capacity[area.pools].astype(np.int64) * share
    spans = Windows(boxes.first[members, area.policy], boxes.last[members, area.policy])
    demand = Demand(
        strata=boxes.stratum[members],
        lots=boxes.lot[members],
        wanted=boxes.wanted[members],
        spans=spans,
        slots=supply.sum(axis=0),
    )
    chance = audit_chances(demand, np.ones(len(members), dtype=np.bool_), demand.slots)
    by_hour: defaultdict[int, list[Piece]] = defaultdict(list)
    for box, hour, amount in lay_out(chance, spans, demand.slots):
        by_hour[hour].append(Piece(int(members[box]), hour, amount))
    pieces: list[Piece] = []
    for hour, wanted in by_hour.items():
        left = {
            int(pool) * len(room.hours) + hour: int(supply[place, hour])
            for place, pool in enumerate(area.pools)
        }
        pieces += _poured(boxes, room, wanted, left)
    return pieces


def _poured(boxes: Boxes, room: Room, wanted: list[Piece], left: dict[int, int]) -> list[Piece]:
    """Pour the pieces of an hour into its cells, those with dangerous goods first."""
    special = [p for p in wanted if boxes.group[p.box] % 2]
    plain = [p for p in wanted if not boxes.group[p.box] % 2]
    fit = [cell for cell in left if room.dangerous[cell // len(room.hours)]]
    rest = sorted(left, key=lambda cell: (cell in fit, cell))
    supply, demand = sum(left[cell] for cell in fit), sum(p.amount for p in special)
    if demand > supply:
        special = [Piece(b, h, amount * supply // demand) for b, h, amount in special]
    return [*_pour(boxes, special, fit, left), *_pour(boxes, plain, rest, left)]


def _pour(
    boxes: Boxes, wanted: list[Piece], cells: Sequence[int], left: dict[int, int]
) -> Iterator[Piece]:
    at = 0
    for box, _, amount in sorted(wanted, key=lambda p: _lot(boxes.names[p.box])):
        while amount and at < len(cells):
            some = min(amount, left[cells[at]])
            if some:
                yield Piece(box, cells[at], some)
            amount -= some
            left[cells[at]] -= some
            at += not left[cells[at]]


def _lot(name: str) -> bytes:
    return sha256(name.encode()).digest()
