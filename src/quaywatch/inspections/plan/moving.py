"""Another hour for those whom the lot has chosen, where theirs is lost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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


def moved(stays: Iterable[Stay], work: pl.DataFrame) -> dict[str, datetime]:
    """Return the new hours of the boxes that do not fit where they are and fit elsewhere.

    Whoever fits stays, unless going makes room for one that could not; the others get the first
    free hour of the same kind at the same place, or keep their lost one where none is free before
    their pick-up. As many get an hour as can (augmenting paths, Kuhn 1955).

    Args:
        stays: the boxes.
        work: as `WORK_SCHEMA` says, less what is ordered.
    """
    seats = _Seats(work)
    boxes = sorted(stays, key=lambda s: (s.slot_at, not s.dangerous_goods, s.box_id))
    waiting = [stay for stay in boxes if not seats.stay(stay)]
    for stay in waiting:
        seats.hold(stay)
    for stay in waiting:
        seats.place(stay, set())
    hours = {stay.box_id: seat.hour for stay, seat in seats.taken.items()}
    return {
        stay.box_id: hours[stay.box_id]
        for stay in boxes
        if hours.get(stay.box_id, stay.slot_at) != stay.slot_at
    }


def _fits(stay: Stay, hour: datetime) -> bool:
    there = stay.available_at is None or hour >= stay.available_at
    return there and (stay.deadline_at is None or hour + SLOT <= stay.deadline_at)


class _Seat(NamedTuple):
    """Slots of one kind at one place in one hour, open to dangerous goods or closed to them."""

    place: str
    kind: str
    hour: datetime
    open: bool


class _Seats:
    """Who sits where."""

    def __init__(self, work: pl.DataFrame) -> None:
        self.taken: dict[Stay, _Seat] = {}
        self._room: Counter[_Seat] = Counter()
        self._sitting: dict[_Seat, list[Stay]] = defaultdict(list)
        rows = work.select("terminal", "kind", "slot_at", "dangerous_goods", "slots").iter_rows()
        for *cell, slots in rows:
            self._room[_Seat(*cell)] += slots
        self._hours = sorted({seat.hour for seat in self._room})

    def stay(self, stay: Stay) -> bool:
        """Leave a box in its hour, if there is a slot for it."""
        return any(self._sit(stay, seat) for seat in _of(stay, stay.slot_at) if self._free(seat))

    def hold(self, stay: Stay) -> None:
        """Let a box block its own hour that it cannot use: nobody else is to be told of it."""
        seat = _Seat(stay.place, stay.kind, stay.slot_at, open=False)
        if self._free(seat):
            self._sit(stay, seat)

    def place(self, stay: Stay, seen: set[_Seat]) -> bool:
        """Find an hour for a box, if others have to make way for it too."""
        possible = [seat for seat in self._possible(stay) if seat not in seen]
        seen.update(possible)
        for seat in possible:
            if self._free(seat):
                return self._sit(stay, seat)
        for seat in possible:
            for other in list(self._sitting[seat]):
                if self.place(other, seen):
                    return self._sit(stay, seat)
        return False

    def _possible(self, stay: Stay) -> Iterator[_Seat]:
        yield from _of(stay, stay.slot_at)
        for hour in self._hours:
            if hour != stay.slot_at and _fits(stay, hour):
                yield from _of(stay, hour)

    def _free(self, seat: _Seat) -> bool:
        return len(self._sitting[seat]) < self._room[seat]

    def _sit(self, stay: Stay, seat: _Seat) -> bool:
        before = self.taken.get(stay)
        if before is not None:
            self._sitting[before].remove(stay)
        self._sitting[seat].append(stay)
        self.taken[stay] = seat
        return True


def _of(stay: Stay, hour: datetime) -> Iterator[_Seat]:
    """Return what a box can take in an hour: closed slots first, if it may."""
    for is_open in (True,) if stay.dangerous_goods else (False, True):
        yield _Seat(stay.place, stay.kind, hour, is_open)
