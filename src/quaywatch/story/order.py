"""One order of events, whatever the order in which they came.

By container, then instant, then the order in which things happen (`Kind`), then certainty, then
the digest of what the row says, then when it became known. Of rows that say the same the one that
was known first stands; the others are the same message again.
"""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.events import Rows

Places = np.ndarray[tuple[int], np.dtype[np.int64]]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def ordered(events: Rows) -> Rows:
    """Return each event once, in order; the rows given stay as they are."""
    stamped = events.copy()
    _stamp(stamped)
    groups = np.argsort(stamped["container"], kind="stable")
    places = _sorted(stamped, groups)
    return stamped[places]


@compiled
def _mixed(digest: np.uint64, value: int) -> np.uint64:
    digest = (digest ^ np.uint64(value)) * _MIX
    return digest ^ (digest >> _SHIFT)


@compiled
def _stamp(events: Rows) -> None:
    """Write the digest of all that a row says but for when it became known."""
    for i in range(len(events)):
        e = events[i]
        digest = _mixed(_mixed(np.uint64(1), e.container), e.at)
        for j in range(len(e.seals)):
            digest = _mixed(digest, e.seals[j])
        for j in range(len(e.via)):
            digest = _mixed(digest, e.via[j])
        digest = _mixed(_mixed(_mixed(digest, e.place), e.pol), e.pod)
        digest = _mixed(_mixed(_mixed(digest, e.imo), e.vessel), e.source)
        digest = _mixed(_mixed(_mixed(digest, e.mass), e.verified), e.tare)
        digest = _mixed(_mixed(_mixed(digest, e.kind), e.classifier), e.packed)
        e.digest = _mixed(_mixed(_mixed(digest, e.size), e.level), e.unsure)


@compiled
def _after(a: Any, b: Any) -> bool:
    """Whether `a` comes after `b` within a container."""
    if a.at != b.at:
        return a.at > b.at
    if a.kind != b.kind:
        return a.kind > b.kind
    if a.classifier != b.classifier:
        return a.classifier > b.classifier
    if a.digest != b.digest:
        return a.digest > b.digest
    return a.known > b.known


@compiled
def _sift(events: Rows, places: Places, start: int, root: int, size: int) -> None:
    """Let the root of a heap of `size` places from `start` sink to where it belongs."""
    while 2 * root + 1 < size:
        child = 2 * root + 1
        if child + 1 < size and _after(
            events[places[start + child + 1]], events[places[start + child]]
        ):
            child += 1
        if not _after(events[places[start + child]], events[places[start + root]]):
            return
        one, other = start + root, start + child
        places[one], places[other] = places[other], places[one]
        root = child


@compiled
def _heap(events: Rows, places: Places, start: int, end: int) -> None:
    size = end - start
    for root in range(size // 2 - 1, -1, -1):
        _sift(events, places, start, root, size)
    for last in range(size - 1, 0, -1):
        places[start], places[start + last] = places[start + last], places[start]
        _sift(events, places, start, 0, last)


_FEW = 48
"""Up to here putting each event in its place is quicker than a heap."""


@compiled
def _insertion(events: Rows, places: Places, start: int, end: int) -> None:
    for i in range(start + 1, end):
        place = places[i]
        j = i - 1
        while j >= start and _after(events[places[j]], events[place]):
            places[j + 1] = places[j]
            j -= 1
        places[j + 1] = place


@compiled
def _sorted(events: Rows, places: Places) -> Places:
    """Sort the places of each container's events and leave out what was said before."""
    kept, start = 0, 0
    while start < len(places):
        container = events[places[start]].container
        end = start
        while end < len(places) and events[places[end]].container == container:
            end += 1
        if end - start <= _FEW:
            _insertion(events, places, start, end)
        else:
            _heap(events, places, start, end)
        first = kept
        for i in range(start, end):
            if kept > first and events[places[i]].digest == events[places[kept - 1]].digest:
                continue
            places[kept] = places[i]
            kept += 1
        start = end
    return places[:kept]
