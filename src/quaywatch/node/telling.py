"""The stories of the containers of some boxes, and what contradicts in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any

import msgspec
import numpy as np
import polars as pl

from quaywatch.cargo import Movement
from quaywatch.checks.context import STORY_SCHEMA
from quaywatch.node.bills import Bill
from quaywatch.node.contradicted import Contradicted
from quaywatch.node.entries import Entry
from quaywatch.node.placing import unusual
from quaywatch.node.stays import Moved
from quaywatch.node.stowing import Aboard
from quaywatch.story import Contradiction, wording
from quaywatch.story.events import Kind

_MOVEMENTS = msgspec.msgpack.Decoder(Movement)
_PLACES = 1 << 20
"""More consignments or movements than a message is read to hold."""

Told = dict[str, tuple[Contradicted, ...]]
"""What contradicts on the trip of each box."""

Journeys = Mapping[str, Sequence[Moved]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One trip of one container, with what was said in it, in the order of the story."""

    events: tuple[Moved | Bill, ...]
    contradictions: tuple[Contradicted, ...]


def movement_of(moved: Moved) -> Movement:
    """Return the movement as it was read."""
    return _MOVEMENTS.decode(moved.said)


def chapters(journey: Sequence[Moved], bills: Sequence[Bill], aboard: Aboard) -> list[Chapter]:
    """Return the trips of one container, first to last."""
    return _Said(journey, bills, aboard).chapters()


def contradictions(
    journeys: Journeys, boxes: Iterable[tuple[str, str, Bill]], aboard: Aboard
) -> Told:
    """Return what contradicts, or is odd, on the trip of each box (its name, container and bill).

    Boxes without contradictions are left out; where nothing moved there are none.
    """
    told_of = [(box, container, bill) for box, container, bill in boxes if journeys.get(container)]
    if not told_of:
        return {}
    moved = [m for c in sorted({c for _, c, _ in told_of}) for m in journeys[c]]
    said = _Said(moved, [bill for _, _, bill in told_of], aboard)
    found = ((box, said.of_bill(bill)) for box, _, bill in told_of)
    return {box: contradicted for box, contradicted in found if contradicted}


_TRIP = ["container", "trip", "start", "events"]

_Key = tuple[int, int, bool]
"""Container, `known` and whether it is a declaration."""


class _Said:
    """Movements and bills, told, and found again by what the story calls them."""

    def __init__(self, journey: Sequence[Moved], bills: Sequence[Bill], aboard: Aboard) -> None:
        from quaywatch.story import encoding, tell  # the compiler is slow to load

        moves = [(_known(m.position, m.place), m, movement_of(m)) for m in journey]
        self._by: dict[_Key, tuple[Moved, Movement] | Bill] = {
            (encoding.container(said.equipment_number), known, False): (moved, said)
            for known, moved, said in moves
        }
        self._keys = [
            (encoding.container(b.number), _known(b.position, b.place), True) for b in bills
        ]
        self._by.update(zip(self._keys, bills, strict=True))
        rows = [
            encoding.movement_rows((k, f"{m.sender} {m.format}", said) for k, m, said in moves),
            encoding.declared_rows(
                (
                    _known(b.position, b.place),
                    f"{b.consignment_id} {b.sender}",
                    b.number,
                    b.declared,
                )
                for b in bills
            ),
        ]
        self._told = tell(np.concatenate(rows))
        self._trips = self._trips_of_bills()
        self._found: dict[tuple[int, int], list[Contradicted]] = defaultdict(list)
        for finding in self._told.findings:
            trip = int(finding["container"]), int(finding["trip"])
            self._found[trip].append(self._contradicted(finding))
        for key, moves in self._stowed(aboard):
            self._found[key] += unusual(moves, aboard[moves[0].container])

    def of_bill(self, bill: Bill) -> tuple[Contradicted, ...]:
        """Return what contradicts on the trip that a bill belongs to."""
        from quaywatch.story import encoding

        container, known = encoding.container(bill.number), _known(bill.position, bill.place)
        return tuple(self._found.get((container, self._trips[container, known]), ()))

    def chapters(self) -> list[Chapter]:
        """Return all trips."""
        return [
            Chapter(
                events=tuple(
                    self._plain(event) for event in self._told.events[start : start + events]
                ),
                contradictions=tuple(self._found.get((container, trip), ())),
            )
            for container, trip, start, events in self._told.trips[_TRIP].tolist()
        ]

    def _trips_of_bills(self) -> dict[tuple[int, int], int]:
        events, trips = self._told.events, self._told.trips
        rows = np.flatnonzero(events["kind"] == Kind.DECLARED)
        at = np.searchsorted(trips["start"], rows, side="right") - 1
        keys = events[["container", "known"]][rows].tolist()
        return dict(zip(keys, trips["trip"][at].tolist(), strict=True))

    def _stowed(self, aboard: Aboard) -> Iterator[tuple[tuple[int, int], list[Moved]]]:
        """Yield, for trips of containers that plans name, what plans said on them, in order."""
        if not aboard:
            return
        events = self._told.events
        for container, trip, start, number in self._told.trips[_TRIP].tolist():
            rows = events[start : start + number]
            told = rows[(rows["kind"] == Kind.STOWED) | (rows["kind"] == Kind.LOADED)]
            by = [said for event in told if isinstance(said := self._plain(event), Moved)]
            moves = [said for said in by if said.container in aboard]
            if moves:
                yield (container, trip), moves

    def _plain(self, event: Any) -> Moved | Bill:
        by = self._by[_key(event["container"], event["known"], event["kind"])]
        return by if isinstance(by, Bill) else by[0]

    def _contradicted(self, finding: Any) -> Contradicted:
        contradiction = Contradiction(int(finding["code"]))
        two = [
            self._by[_key(finding["container"], finding[which], finding[f"{which}_kind"])]
            for which in ("first", "second")
        ]
        earlier, later = (
            wording.said(contradiction, by.declared, by.reference)
            if isinstance(by, Bill)
            else wording.said(contradiction, by[1])
            for by in two
        )
        places = [by if isinstance(by, Bill) else by[0] for by in two]
        return Contradicted(
            code=contradiction.code,
            earlier=earlier,
            later=later,
            figure=int(finding["figure"]),
            limit=int(finding["limit"]),
            evidence=tuple((by.position, by.place, isinstance(by, Bill)) for by in places),
        )


def _known(position: int, place: int) -> int:
    return position * _PLACES + place


def _key(container: Any, known: Any, kind: Any) -> _Key:
    return int(container), int(known), int(kind) == Kind.DECLARED


def story_frame(told: Told, entries: Iterable[Entry]) -> pl.DataFrame:
    """Return what the checks should know of the stories of these consignments' boxes."""
    rows = [
        (
            entry.consignment_id,
            box.equipment.number,
            found.code,
            found.earlier,
            found.later,
            found.figure,
            found.limit,
            sorted({position for position, _, _ in found.evidence}),
        )
        for entry in entries
        for box in entry.boxes
        for found in told.get(box.box_id, ())
    ]
    return pl.DataFrame(rows, schema=STORY_SCHEMA, orient="row")


@cache
def warm() -> Thread:
    """Load the compiler and the compiled story aside, so that no request waits for them."""

    def load() -> None:
        from quaywatch.story import encoding, tell

        tell(encoding.movement_rows(()))

    thread = Thread(target=load, name="quaywatch-story", daemon=True)
    thread.start()
    return thread
