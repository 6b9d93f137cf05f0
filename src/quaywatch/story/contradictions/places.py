"""A box in two places, in a place it had left, or aboard out of turn."""

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import (
    CLOCKS,
    HOUR,
    NOTHING,
    Answer,
    happened,
    last,
    seen,
)
from quaywatch.story.events import Kind, Rows
from quaywatch.story.geography import World, apart, straight

_STOWED = int(Kind.STOWED)
_DEPARTED = int(Kind.DEPARTED)
_ARRIVED = int(Kind.ARRIVED)
_LOADED = int(Kind.LOADED)
_DISCHARGED = int(Kind.DISCHARGED)
_GATE_IN = int(Kind.GATE_IN)
_LEAST_MILES = 100.0
_KNOTS = 50.0
"""A lorry that never rests (90 km/h); no container ship is half as fast."""


@compiled
def two_places(events: Rows, start: int, end: int, world: World) -> Answer:
    """Two events follow each other faster than a box can travel between their places."""
    before = -1
    for i in range(start, end):
        e = events[i]
        if not seen(events, i) or e.place < 0 or e.kind == _STOWED:
            continue
        if before >= 0 and _too_fast(events, before, i, world):
            hours = (e.at - events[before].at) // HOUR
            return before, i, hours, _least_hours(events, before, i, world)
        before = i
    return NOTHING


@compiled
def _least_hours(events: Rows, before: int, i: int, world: World) -> int:
    miles = straight(world, events[before].place, events[i].place)
    if np.isnan(miles) or miles <= _LEAST_MILES:
        return 0
    return int(miles / _KNOTS)


@compiled
def _too_fast(events: Rows, before: int, i: int, world: World) -> bool:
    least = _least_hours(events, before, i, world)
    return least > 0 and (events[i].at - events[before].at + CLOCKS) < least * HOUR


@compiled
def seen_after_leaving(events: Rows, start: int, end: int) -> Answer:
    """The box is handled at a quay where it was loaded and to which it never came back."""
    loaded = -1
    for i in range(start, end):
        e = events[i]
        if happened(events, i, _LOADED):
            loaded = i
        elif e.kind == _DISCHARGED and seen(events, i):
            loaded = -1
        elif loaded >= 0 and seen(events, i) and _ashore(e.kind):
            late = e.at - events[loaded].at
            if e.place == events[loaded].place and late > CLOCKS:
                return loaded, i, late // HOUR, CLOCKS // HOUR
    return NOTHING


@compiled
def _ashore(kind: int) -> bool:
    """Whether an event happens on land; a late gate-in is a question of its own."""
    aboard = kind in (_LOADED, _STOWED, _DEPARTED, _ARRIVED)
    return not aboard and kind != _GATE_IN


@compiled
def loaded_before_gate_in(events: Rows, start: int, end: int) -> Answer:
    """The box came through the gate only after it had been loaded there."""
    loaded, gated = -1, False
    for i in range(start, end):
        if happened(events, i, _GATE_IN):
            late = events[i].at - events[loaded].at if loaded >= 0 else 0
            same = loaded >= 0 and events[i].place == events[loaded].place
            if same and not gated and late > CLOCKS:
                return loaded, i, late // HOUR, CLOCKS // HOUR
            gated = True
        elif events[i].kind == _DISCHARGED and seen(events, i):
            return NOTHING
        elif happened(events, i, _LOADED) and loaded < 0:
            loaded = i
    return NOTHING


@compiled
def stowed_never_loaded(events: Rows, start: int, end: int) -> Answer:
    """The plan of a ship's stowage shows a box that a terminal knows and nobody loaded."""
    known = -1
    for i in range(start, end):
        e = events[i]
        if not seen(events, i):
            continue
        if e.kind == _LOADED:
            return NOTHING
        if e.kind == _STOWED and known >= 0:
            return known, i, 0, 0
        if e.kind == _GATE_IN:
            known = i
    return NOTHING


@compiled
def discharged_before_arrival(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box is ashore before its ship came."""
    landed = last(events, start, end, _DISCHARGED)
    if landed < 0:
        return NOTHING
    for i in range(landed, end):
        if happened(events, i, _ARRIVED) and not apart(
            world, events[i].place, events[landed].place
        ):
            early = events[i].at - events[landed].at
            if early > CLOCKS and not _arrived(events, start, landed, world):
                return landed, i, early // HOUR, CLOCKS // HOUR
    return NOTHING


@compiled
def _arrived(events: Rows, start: int, landed: int, world: World) -> bool:
    """Whether an arrival at the place of row `landed` was known before it."""
    for i in range(start, landed):
        if happened(events, i, _ARRIVED) and not apart(
            world, events[i].place, events[landed].place
        ):
            return True
    return False
