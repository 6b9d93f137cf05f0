"""What events say of the box itself and its ship, against each other and the declaration."""

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import NOTHING, Answer, happened, seen
from quaywatch.story.events import Kind, Rows
from quaywatch.story.geography import World, apart

_DECLARED = int(Kind.DECLARED)
_LOADED = int(Kind.LOADED)
_STOWED = int(Kind.STOWED)
_DISCHARGED = int(Kind.DISCHARGED)
_HEAVIEST_EMPTY_KG = 6500
"""No empty dry, reefer or tank container is heavier."""


@compiled
def empty_with_cargo(events: Rows, start: int, end: int) -> Answer:
    """The box went aboard or ashore as empty, but goods were declared or weighed in it."""
    goods = -1
    for i in range(start, end):
        e = events[i]
        if e.kind == _DECLARED and (e.packed == 1 or (e.packed != 0 and e.mass > 0)):
            goods = i
    for i in range(start, end):
        e = events[i]
        if e.packed != 0 or not seen(events, i):
            continue
        mass = max(e.mass, e.verified)
        if mass > _HEAVIEST_EMPTY_KG:
            return i, i, mass, _HEAVIEST_EMPTY_KG
        aboard = e.kind == _LOADED or e.kind == _STOWED or e.kind == _DISCHARGED
        if goods >= 0 and aboard:
            return goods, i, events[goods].mass, 0
    return NOTHING


@compiled
def empty_sealed(events: Rows, start: int, end: int) -> Answer:
    """The box went aboard or ashore as empty, and under seal."""
    for i in range(start, end):
        e = events[i]
        aboard = e.kind == _LOADED or e.kind == _STOWED or e.kind == _DISCHARGED
        if aboard and seen(events, i) and e.packed == 0 and e.seals[0] != 0:
            return i, i, 0, 0
    return NOTHING


@compiled
def size_type_differs(events: Rows, start: int, end: int) -> Answer:
    """Two sources see boxes of different length or kind under one number."""
    before = -1
    for i in range(start, end):
        if events[i].size == 0:
            continue
        if before >= 0 and events[i].size != events[before].size:
            return before, i, 0, 0
        before = i
    return NOTHING


@compiled
def _same_ship(events: Rows, one: int, other: int) -> bool:
    """Whether two rows may speak of one ship: by number where both have it, else by name."""
    a, b = events[one], events[other]
    if a.imo != 0 and b.imo != 0:
        return a.imo == b.imo
    return a.vessel == 0 or b.vessel == 0 or a.vessel == b.vessel


@compiled
def vessel_differs(events: Rows, start: int, end: int, world: World) -> Answer:
    """The box came ashore from another ship than the declared one, which it never was aboard."""
    declaration = -1
    for i in range(start, end):
        e = events[i]
        if e.kind == _DECLARED and e.pod >= 0 and (e.imo != 0 or e.vessel != 0):
            declaration = i
    if declaration < 0:
        return NOTHING
    landed = -1
    for i in range(start, end):
        e = events[i]
        if not seen(events, i) or (e.imo == 0 and e.vessel == 0):
            continue
        if _same_ship(events, declaration, i):
            return NOTHING
        if happened(events, i, _DISCHARGED) and not apart(world, e.place, events[declaration].pod):
            landed = i
    return (declaration, landed, 0, 0) if landed >= 0 else NOTHING
