"""Another hour for those whom the lot has chosen, where theirs is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import polars as pl

from quaywatch.inspections.capacity import SLOT


class Stay(NamedTuple):
    """A box that is to be looked at whatever else changes."""

    box_id: str
    place: str
    """Terminal whose slots it takes, empty for those of a resource that serves all."""
    kind: str
    slot_at: datetime
    available_at: datetime | None
    """None: it does not matter, or it is there."""
    deadline_at: datetime | None
    dangerous_goods: bool


_Cell = tuple[str, str, datetime]


def moved(stays: Iterable[Stay], work: pl.DataFrame) -> dict[str, datetime]:
    """Return the new hours of the boxes that do not fit where they are and fit elsewhere.

    Whoever fits stays; the others get the first free hour of the same kind at the same place, or
    keep their lost one where none is free before their pick-up.

    Args:
        stays: the boxes.
        work: as `WORK_SCHEMA` says, less what is ordered.
    """
    room = _Room(work)
    waiting = [
        stay
        for stay in sorted(stays, key=lambda s: (s.slot_at, not s.dangerous_goods, s.box_id))
        if not room.give((stay.place, stay.kind, stay.slot_at), dangerous=stay.dangerous_goods)
    ]
    found: dict[str, datetime] = {}
    for stay in waiting:
        for hour in room.hours:
            if _fits(stay, hour) and room.give(
                (stay.place, stay.kind, hour), dangerous=stay.dangerous_goods
            ):
                found[stay.box_id] = hour
                break
    return found


def _fits(stay: Stay, hour: datetime) -> bool:
    there = stay.available_at is None or hour >= stay.available_at
    return there and (stay.deadline_at is None or hour + SLOT <= stay.deadline_at)


@dataclass(slots=True)
class _Room:
    """Slots by cell: those closed to dangerous goods, and the others."""

    plain: dict[_Cell, int]
    special: dict[_Cell, int]
    hours: list[datetime]

    def __init__(self, work: pl.DataFrame) -> None:
        self.plain, self.special = {}, {}
        rows = work.select("terminal", "kind", "slot_at", "dangerous_goods", "slots").iter_rows()
        for terminal, kind, at, dangerous, slots in rows:
            room = self.special if dangerous else self.plain
            room[terminal, kind, at] = room.get((terminal, kind, at), 0) + slots
        self.hours = sorted({at for _, _, at in {*self.plain, *self.special}})

    def give(self, cell: _Cell, *, dangerous: bool) -> bool:
        """Give a slot away, if there is one."""
        for room in (self.special,) if dangerous else (self.plain, self.special):
            if room.get(cell, 0) > 0:
                room[cell] -= 1
                return True
        return False
