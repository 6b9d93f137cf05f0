"""Seals that change though nobody is known to have opened the box: the mark of rip-on/rip-off."""

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import NOTHING, Answer, seen
from quaywatch.story.events import Kind, Rows, Unsure

_DECLARED = int(Kind.DECLARED)
_INSPECTED = int(Kind.INSPECTED)
_RESEALED = int(Kind.RESEALED)
_STUFFED = int(Kind.STUFFED)
_STRIPPED = int(Kind.STRIPPED)
_UNSURE = int(Unsure.SEALS)


@compiled
def _opens(kind: int) -> bool:
    return kind in (_INSPECTED, _RESEALED, _STUFFED, _STRIPPED)


@compiled
def _sealed(events: Rows, i: int) -> bool:
    """Whether row `i` names seals that can be compared."""
    return events[i].seals[0] != 0 and not events[i].unsure & _UNSURE


@compiled
def _disjoint(events: Rows, one: int, other: int) -> bool:
    """Whether two rows name seals and none in common."""
    a, b = events[one].seals, events[other].seals
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] != 0 and a[i] == b[j]:
                return False
    return True


@compiled
def changed(events: Rows, start: int, end: int) -> Answer:
    """Two events name seals, none in common, and no opening lies between."""
    before = -1
    for i in range(start, end):
        if not seen(events, i):
            continue
        if _opens(events[i].kind):
            before = -1
        if _sealed(events, i):
            if before >= 0 and _disjoint(events, before, i):
                return before, i, 0, 0
            before = i
    return NOTHING


@compiled
def undeclared(events: Rows, start: int, end: int) -> Answer:
    """No event, up to the first opening, names a seal that was declared."""
    first, declaration = -1, -1
    for i in range(start, end):
        if not _sealed(events, i):
            continue
        if events[i].kind == _DECLARED:
            declaration = i
        elif seen(events, i) and first < 0:
            first = i
    if first < 0 or declaration < 0:
        return NOTHING
    return _unnamed(events, start, end, first, declaration)


@compiled
def _unnamed(events: Rows, start: int, end: int, first: int, declaration: int) -> Answer:
    for i in range(start, end):
        if seen(events, i) and i > start and _opens(events[i].kind) and events[i].kind != _STUFFED:
            break
        if not seen(events, i) or not _sealed(events, i):
            continue
        for j in range(start, end):
            declared = events[j].kind == _DECLARED and _sealed(events, j)
            if declared and not _disjoint(events, j, i):
                return NOTHING
    return declaration, first, 0, 0
