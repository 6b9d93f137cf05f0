"""What several questions share."""

from quaywatch.cargo.compiled import compiled
from quaywatch.story.events import Certainty, Kind, Rows

Answer = tuple[int, int, int, int]
NOTHING: Answer = (-1, -1, 0, 0)

HOUR = 3_600_000_000
"""Microseconds."""
CLOCKS = 12 * HOUR
"""How far the clocks of two sources may differ: local times are often sent as UTC."""

_ACTUAL = int(Certainty.ACTUAL)
_DECLARED = int(Kind.DECLARED)


@compiled
def seen(events: Rows, i: int) -> bool:
    """Whether row `i` is something that happened."""
    return events[i].classifier == _ACTUAL and events[i].kind != _DECLARED


@compiled
def happened(events: Rows, i: int, kind: int) -> bool:
    """Whether row `i` is a thing of `kind` that happened at a known place."""
    e = events[i]
    return e.kind == kind and e.classifier == _ACTUAL and e.place >= 0


@compiled
def last(events: Rows, start: int, end: int, kind: int) -> int:
    """Return the last row of `kind` that happened at a known place, -1 for none."""
    for i in range(end - 1, start - 1, -1):
        if happened(events, i, kind):
            return i
    return -1


@compiled
def first(events: Rows, start: int, end: int, kind: int) -> int:
    """Return the first row of `kind` that happened at a known place, -1 for none."""
    for i in range(start, end):
        if happened(events, i, kind):
            return i
    return -1
