"""The story: one pass over the ordered events of each container, cut into trips and questioned."""

from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import first, last
from quaywatch.story.contradictions.questions import ask
from quaywatch.story.events import NOWHERE, Kind, Rows
from quaywatch.story.findings import FINDING, TRIP, Contradiction
from quaywatch.story.geography import World, world
from quaywatch.story.order import ordered
from quaywatch.story.trips import STATE, trip_end

_DECLARED = int(Kind.DECLARED)
_LOADED = int(Kind.LOADED)
_DISCHARGED = int(Kind.DISCHARGED)
_QUESTIONS = len(Contradiction)


class Told(NamedTuple):
    """What was made of some events: rows of `EVENT`, `TRIP` and `FINDING`."""

    events: Rows
    """In order, each once."""
    trips: Rows
    findings: Rows


def tell(events: Rows) -> Told:
    """Fold events of any containers, in any order, into trips and what contradicts in them.

    What it says of a container depends on that container's events alone.
    """
    order = ordered(events)
    trips = _cut(order, world())
    findings = _questioned(order, trips, world())
    return Told(order, trips, findings)


@compiled
def _cut(events: Rows, world: World) -> Rows:
    trips = np.zeros(len(events), dtype=TRIP)
    state = np.empty(1, dtype=STATE)
    count, start = 0, 0
    while start < len(events):
        container = events[start].container
        end = start
        while end < len(events) and events[end].container == container:
            end += 1
        number = 0
        while start < end:
            behind = trip_end(events, start, end, state, world)
            _describe(trips[count], events, start, behind)
            trips[count].trip = number
            count, number, start = count + 1, number + 1, behind
    return trips[:count].copy()


@compiled
def _describe(trip: Any, events: Rows, start: int, end: int) -> None:
    trip.container = events[start].container
    trip.start, trip.events = start, end - start
    trip.from_at, trip.until_at = events[start].at, events[end - 1].at
    loaded = first(events, start, end, _LOADED)
    landed = last(events, start, end, _DISCHARGED)
    trip.loaded = events[loaded].place if loaded >= 0 else NOWHERE
    trip.discharged = events[landed].place if landed >= 0 else NOWHERE
    trip.contradictions, trip.declared = 0, -1
    for i in range(start, end):
        known = events[i].known
        if events[i].kind == _DECLARED and (trip.declared < 0 or known < trip.declared):
            trip.declared = known


@compiled
def _questioned(events: Rows, trips: Rows, world: World) -> Rows:
    """Put every question to every trip."""
    findings = np.zeros(max(64, len(trips) // 4), dtype=FINDING)
    answers = np.empty((_QUESTIONS, 4), dtype=np.int64)
    count = 0
    for t in range(len(trips)):
        trip = trips[t]
        if trip.events == 1:  # nothing to hold it against
            continue
        if count + _QUESTIONS > len(findings):
            larger = np.zeros(2 * len(findings) + _QUESTIONS, dtype=FINDING)
            larger[:count] = findings[:count]
            findings = larger
        ask(answers, events, trip.start, trip.start + trip.events, world)
        for code in range(_QUESTIONS):
            if answers[code, 0] >= 0:
                _note(findings[count], events, trip, code, answers[code])
                count += 1
    return findings[:count].copy()


@compiled
def _note(finding: Any, events: Rows, trip: Any, code: int, answer: Any) -> None:
    one, other = answer[0], answer[1]
    finding.container, finding.trip, finding.code = trip.container, trip.trip, code
    finding.first, finding.second = events[one].known, events[other].known
    finding.first_kind, finding.second_kind = events[one].kind, events[other].kind
    finding.figure, finding.limit = answer[2], answer[3]
    trip.contradictions |= np.uint32(1) << np.uint32(code)
