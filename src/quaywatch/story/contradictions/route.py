"""The way as declared and as planned, against the way as sailed."""

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import HOUR, NOTHING, Answer, first, happened, last, seen
from quaywatch.story.events import Certainty, Kind, Rows, Unsure
from quaywatch.story.geography import World, apart, by_sea

_DECLARED = int(Kind.DECLARED)
_LOADED = int(Kind.LOADED)
_STOWED = int(Kind.STOWED)
_DISCHARGED = int(Kind.DISCHARGED)
_ACTUAL = int(Certainty.ACTUAL)
_UNSURE = int(Unsure.ROUTE)
_DAY = 24 * HOUR
_LONGEST_DWELL = 60 * _DAY
"""One transhipment in a hundred waits so long: measured on container status messages of 2021
(median 13 days, spread of the logarithm 0.64)."""
_DETOUR_PERCENT = 160
_DETOUR_MILES = 1500.0
"""A hub costs a few hundred miles; who sails 60 % and 1,500 miles more pays for nothing."""
_COUNTRY = -2


@compiled
def _declaration(events: Rows, start: int, end: int) -> int:
    """Return the first declaration that names where the box is to land, -1 for none."""
    for i in range(start, end):
        if events[i].kind == _DECLARED and events[i].pod >= 0:
            return i
    return -1


@compiled
def _names(events: Rows, i: int, place: int, world: World) -> bool:
    """Whether the declaration at row `i` says that the box calls at `place`."""
    e = events[i]
    if e.unsure & _UNSURE:
        return True
    if not apart(world, e.pol, place) or not apart(world, e.pod, place):
        return True
    for j in range(len(e.via)):
        via = e.via[j]
        if via <= _COUNTRY and world.country[place] == _COUNTRY - via:
            return True
        if via >= 0 and not apart(world, via, place):
            return True
    return False


@compiled
def _declared(events: Rows, start: int, end: int, place: int, world: World) -> bool:
    """Whether any declaration of the trip says that the box calls at `place`."""
    for i in range(start, end):
        if events[i].kind == _DECLARED and _names(events, i, place, world):
            return True
    return False


@compiled
def transhipment_undeclared(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box was discharged and loaded again in a port that no declaration names."""
    declaration = _declaration(events, start, end)
    if declaration < 0:
        return NOTHING
    landed = -1
    for i in range(start, end):
        if happened(events, i, _DISCHARGED):
            landed = i
        elif seen(events, i) and events[i].kind == _LOADED:
            if landed >= 0 and not _declared(events, start, end, events[landed].place, world):
                return declaration, landed, 0, 0
            landed = -1
    return NOTHING


@compiled
def _came_to(events: Rows, start: int, end: int) -> int:
    """Return the last discharge if the box was not moved by ship again, -1 otherwise."""
    landed = last(events, start, end, _DISCHARGED)
    if landed < 0:
        return -1
    for i in range(landed + 1, end):
        e = events[i]
        if seen(events, i) and (e.kind == _LOADED or e.kind == _DISCHARGED):
            return -1
    return landed


@compiled
def _left(events: Rows, landed: int, end: int, world: World) -> bool:
    """Whether a discharged box was opened, or went, where it was discharged."""
    for i in range(landed + 1, end):
        e = events[i]
        if seen(events, i) and e.kind > _DISCHARGED and e.place >= 0:
            return not apart(world, e.place, events[landed].place)
    return False


@compiled
def discharged_elsewhere(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box left the quay, or was opened, in a port where it was not declared to land."""
    declaration = _declaration(events, start, end)
    landed = _came_to(events, start, end)
    if declaration < 0 or landed < 0 or not _left(events, landed, end, world):
        return NOTHING
    for i in range(start, end):
        e = events[i]
        if e.kind == _DECLARED and (e.pod < 0 or not apart(world, e.pod, events[landed].place)):
            return NOTHING
    return declaration, landed, 0, 0


@compiled
def plan_broken(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box was discharged where no plan known would have it."""
    landed = _came_to(events, start, end)
    if landed < 0 or _declared(events, start, end, events[landed].place, world):
        return NOTHING
    plan = -1
    for i in range(start, end):
        planned = _planned(events, i)
        if planned < 0:
            continue
        if not apart(world, planned, events[landed].place):
            return NOTHING
        if plan < 0 or events[i].known > events[plan].known:
            plan = i
    if plan < 0:
        return NOTHING
    return plan, landed, 0, 0


@compiled
def _planned(events: Rows, i: int) -> int:
    """Return where row `i` plans to discharge the box, `NOWHERE` when it plans nothing."""
    e = events[i]
    if e.kind == _STOWED or (e.kind == _LOADED and e.pod >= 0):
        return e.pod
    if e.kind == _DISCHARGED and e.classifier != _ACTUAL:
        return e.place
    return -1


@compiled
def hub_dwell(events: Rows, start: int, end: int) -> Answer:
    """The box stood at a port between two ships far longer than transhipments do."""
    landed = -1
    for i in range(start, end):
        if happened(events, i, _DISCHARGED):
            landed = i
        elif happened(events, i, _LOADED):
            stay = events[i].at - events[landed].at if landed >= 0 else 0
            if stay > _LONGEST_DWELL and events[i].place == events[landed].place:
                return landed, i, stay // HOUR, _LONGEST_DWELL // HOUR
            landed = -1
    return NOTHING


@compiled
def detour(events: Rows, start: int, end: int, world: World) -> Answer:
    """The way over a hub is so much longer than the straight one that it cannot pay."""
    loaded = first(events, start, end, _LOADED)
    landed = last(events, start, end, _DISCHARGED)
    if loaded < 0 or landed <= loaded:
        return NOTHING
    straight = by_sea(world, events[loaded].place, events[landed].place)
    if np.isnan(straight):
        return NOTHING
    for i in range(loaded + 1, landed):
        if not happened(events, i, _DISCHARGED):
            continue
        way = by_sea(world, events[loaded].place, events[i].place) + by_sea(
            world, events[i].place, events[landed].place
        )
        if way - straight > _DETOUR_MILES and way * 100 > straight * _DETOUR_PERCENT:
            return loaded, i, int(way), int(straight)
    return NOTHING


@compiled
def event_missing(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box is in another port, but nobody said that it was loaded, or discharged, to get there.

    Carriers must report both to the Union (Reg. 515/97, art. 18a; Impl. Reg. 2016/345).
    """
    before = -1
    for i in range(start, end):
        e = events[i]
        if not seen(events, i):
            continue
        moves = e.kind == _LOADED or e.kind == _DISCHARGED
        if moves and e.place < 0:
            before = -1
            continue
        alike = before >= 0 and (events[before].kind == _LOADED) == (e.kind == _LOADED)
        if moves and alike and apart(world, events[before].place, e.place):
            return before, i, 0, 0
        if moves:
            before = i
    return NOTHING
