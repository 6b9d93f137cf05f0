"""Cuts the life of a container into trips: from one packing to the next.

A trip ends when the box has been stripped or given back empty, or when it has left the port of
discharge and is loaded or declared again; what led up to that loading (picked up empty, packed,
weighed, gated in) belongs to the new trip. Where those events were not reported, long silence, a
declaration of later date, or a place that the box cannot have reached by itself tells the trips
apart.
"""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.events import Certainty, Kind, Rows
from quaywatch.story.geography import World, apart, straight

DAY = 86_400_000_000
"""Microseconds."""
_SILENCE = 120 * DAY
_LATER_DECLARATION = 30 * DAY
_INLAND_STAY = 5 * DAY
"""A full gate-in so long after leaving the port is the next trip's; before, an inland terminal."""
_OVERLAND_MILES = 800.0
"""Farther than a box is carried overland between discharge and its next event."""

ACTUAL = int(Certainty.ACTUAL)
DECLARED = int(Kind.DECLARED)
PICKED_UP = int(Kind.PICKED_UP)
STUFFED = int(Kind.STUFFED)
WEIGHED = int(Kind.WEIGHED)
GATE_IN = int(Kind.GATE_IN)
LOADED = int(Kind.LOADED)
STOWED = int(Kind.STOWED)
DISCHARGED = int(Kind.DISCHARGED)
GATE_OUT = int(Kind.GATE_OUT)
STRIPPED = int(Kind.STRIPPED)
DROPPED_OFF = int(Kind.DROPPED_OFF)

STATE = np.dtype(
    [
        ("landed", "i8"),
        ("left", "i8"),
        ("ended", "i8"),
        ("fresh", "i8"),
        ("declared", "i8"),
        ("loaded", "i8"),
        ("reached", "i8"),
    ]
)
"""Rows at which the trip came so far, -1 where it has not: last discharge, leaving the port of
discharge, end, first event of what may be the next trip, first declaration, last loading, discharge
at the declared port."""


@compiled
def trip_end(events: Rows, start: int, end: int, states: Rows, world: World) -> int:
    """Return the row behind the trip that starts at `start`, of one container's rows to `end`.

    `states` is one row of `STATE` to work in.
    """
    state = states[0]
    _reset(state)
    for i in range(start, end):
        if i > start and _cuts(events, i, state, world):
            fresh = state.fresh
            return fresh if start < fresh and not _silent(events, i) else i
        _follow(events, i, state, world)
    fresh = state.fresh
    if fresh > start and _begun(events, fresh, state.left):
        return fresh
    return end


@compiled
def _reset(state: Any) -> None:
    state.landed, state.left, state.ended, state.fresh = -1, -1, -1, -1
    state.declared, state.loaded, state.reached = -1, -1, -1


@compiled
def _silent(events: Rows, i: int) -> bool:
    return events[i].at - events[i - 1].at > _SILENCE


@compiled
def _cuts(events: Rows, i: int, state: Any, world: World) -> bool:
    """Whether row `i` shows that another trip has begun."""
    e = events[i]
    if _silent(events, i) or _outran(events, e, state, world):
        return True
    if e.kind == DECLARED and state.declared >= 0:
        later = e.at - events[state.declared].at > _LATER_DECLARATION
        return later or state.reached >= 0
    if state.ended >= 0:
        return not _closing(e)
    return state.left >= 0 and (e.kind == LOADED or e.kind == STOWED or e.kind == DECLARED)


@compiled
def _outran(events: Rows, e: Any, state: Any, world: World) -> bool:
    """Whether the box is packed where it cannot have come to from its last discharge."""
    if state.landed < 0 or e.classifier != ACTUAL or not _before_loading(e):
        return False
    miles = straight(world, events[state.landed].place, e.place)
    return miles > _OVERLAND_MILES


@compiled
def _before_loading(e: Any) -> bool:
    """Whether this is what comes before a box is loaded."""
    if e.kind == STUFFED or e.kind == WEIGHED:
        return True
    if e.kind == GATE_IN:
        return e.packed != 0
    return (e.kind == PICKED_UP or e.kind == GATE_OUT) and e.packed == 0


@compiled
def _closing(e: Any) -> bool:
    """Whether this can still belong to a trip that has ended."""
    if e.classifier != ACTUAL:
        return e.kind >= GATE_OUT
    if e.kind == GATE_IN:
        return e.packed == 0
    return e.kind == STRIPPED or e.kind == DROPPED_OFF


@compiled
def _begun(events: Rows, fresh: int, left: int) -> bool:
    """Whether the last events known are those of a next trip, though it is not loaded yet."""
    e = events[fresh]
    return e.kind != GATE_IN or left < 0 or e.at - events[left].at >= _INLAND_STAY


@compiled
def _follow(events: Rows, i: int, state: Any, world: World) -> None:
    """Take note of row `i`."""
    e = events[i]
    if e.kind == DECLARED and state.declared < 0:
        state.declared = i
    if e.classifier != ACTUAL or e.kind == DECLARED:
        return
    if e.kind == LOADED:
        state.loaded, state.landed, state.left = i, -1, -1
    elif e.kind == DISCHARGED:
        _land(events, i, state, world)
    elif state.left >= 0 and _before_loading(e):
        if state.fresh < 0:
            state.fresh = i
    elif e.kind >= GATE_OUT or e.kind == PICKED_UP or (e.kind == GATE_IN and e.packed == 0):
        _leave(events, i, state, world)


@compiled
def _land(events: Rows, i: int, state: Any, world: World) -> None:
    state.landed = i
    e = events[i]
    if state.declared >= 0 and e.place >= 0:
        pod = events[state.declared].pod
        if pod >= 0 and not apart(world, pod, e.place):
            state.reached = i


@compiled
def _leave(events: Rows, i: int, state: Any, world: World) -> None:
    e = events[i]
    over = state.landed >= 0 or state.left >= 0
    if not over and state.loaded >= 0:  # the discharge was not reported
        over = e.kind >= STRIPPED or apart(world, events[state.loaded].place, e.place)
    if not over:
        return
    if e.kind == GATE_OUT or e.kind == PICKED_UP:
        state.left, state.fresh = i, -1
    else:
        state.ended = i
