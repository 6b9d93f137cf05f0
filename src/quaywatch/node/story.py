"""The story of a box as the dossier tells it: trips, bills, amendments, contradictions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import (
    CallKind,
    Classifier,
    Consignment,
    Filing,
    Movement,
    TransportCall,
)
from quaywatch.cargo.identifiers import unlocode
from quaywatch.ledger.schema import event
from quaywatch.node import known, schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.berth import Berth, berth
from quaywatch.node.bills import Bill, decoded
from quaywatch.node.calls import calls_of, ships
from quaywatch.node.contradicted import Contradicted
from quaywatch.node.instants import stored
from quaywatch.node.stays import Moved
from quaywatch.node.stowing import aboard
from quaywatch.node.telling import Chapter, chapters, movement_of
from quaywatch.node.texts import container_key, kept
from quaywatch.story.encoding import Declared
from quaywatch.story.filings import Amendment, Filed, Joined, amendments, join
from quaywatch.story.filings.joining import master_of

_MOST_MESSAGES = 60
"""Messages that are read for one dossier, the latest first."""
_FILINGS = msgspec.json.Decoder(Filing)

DECLARED = "declared"
"""Kind of an entry that is a declaration."""


class TripEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event or declaration of a trip, with who said it and where."""

    at: datetime
    kind: str
    certainty: str
    location: str | None
    location_name: str | None
    facility: str | None
    vessel: str | None
    said: tuple[tuple[str, str], ...]
    """What else it says, by field: seals, masses, stowage, size-type, packed."""
    format: str
    sender: str
    position: int
    contradictions: tuple[str, ...]
    """Codes of those that rest on it."""


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """One use of the container."""

    mine: bool
    """Whether the box's own bill belongs to it."""
    events: tuple[TripEvent, ...]
    contradictions: tuple[Contradicted, ...]
    berth: Berth | None = None
    """Where the box stood aboard, if it is the dossier's trip and a stowage plan says so."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """All that was said of a box, joined."""

    trips: tuple[Trip, ...]
    joined: Joined
    amendments: tuple[Amendment, ...]


def story(connection: Connection, box: AnyRow, consignment: Consignment) -> Story:
    """Tell the story of the box of `consignment`."""
    journey = known.journeys(connection, {box.container}).get(box.container, [])
    rows = known.boxes_with(connection, {box.container})
    bills = [bill for row in rows if (bill := decoded(row.bill)) is not None]
    reference = master_of(consignment)
    filed = _filed(connection, _family(connection, reference, box.consignment_id, consignment))
    mine = [each for each in filed if kept(each.consignment.id) == box.consignment_id]
    return Story(
        trips=tuple(
            _with_calls(connection, _trip(connection, chapter, box.consignment_id), chapter)
            for chapter in chapters(journey, bills, aboard(connection, {box.container}))
        ),
        joined=join(reference, filed),
        amendments=tuple(amendments(mine)),
    )


def _family(
    connection: Connection, reference: str, name: str, consignment: Consignment
) -> set[str]:
    """Return the consignments under one master bill: those that name it and share a box.

    Bill numbers are the carrier's own: another carrier's bill of that number shares no box.
    """
    if not reference:
        return {name}
    table = schema.consignment.c
    query = select(table.consignment_id).where(table.master == reference)
    named = set(connection.scalars(query)) - {name}
    numbers = {container_key(box.number) for box in consignment.equipment}
    rows = known.boxes_of(connection, named)
    shared = {row.consignment_id for row in rows if not numbers or row.container in numbers}
    return {name} | shared | (named - {row.consignment_id for row in rows})


def _filed(connection: Connection, names: Iterable[str]) -> list[Filed]:
    """Return what was filed of some consignments, in order of the ledger."""
    wanted = set(names)
    table = schema.document.c
    rows = rows_among(connection, select(table.position), table.consignment_id, wanted)
    positions = sorted({row.position for row in rows})[-_MOST_MESSAGES:]
    payloads = select(event.c.position, event.c.payload, event.c.known_at)
    found: list[Filed] = []
    for row in rows_among(connection, payloads, event.c.position, positions):
        filing = _FILINGS.decode(row.payload)
        found += [
            Filed(
                position=row.position, known_at=row.known_at, header=filing.header, consignment=each
            )
            for each in filing.consignments
            if kept(each.id) in wanted
        ]
    return sorted(found, key=lambda each: each.position)


def _trip(connection: Connection, chapter: Chapter, consignment_id: str) -> Trip:
    resting: dict[tuple[int, int, bool], list[str]] = {}
    for found in chapter.contradictions:
        for evidence in dict.fromkeys(found.evidence):
            resting.setdefault(evidence, []).append(found.code)
    mine = any(isinstance(e, Bill) and e.consignment_id == consignment_id for e in chapter.events)
    return Trip(
        mine=mine,
        events=tuple(_event(said, resting) for said in chapter.events),
        contradictions=chapter.contradictions,
        berth=berth(connection, [e for e in chapter.events if isinstance(e, Moved)])
        if mine
        else None,
    )


_AROUND = timedelta(days=3)
"""A ship's call may begin before the box is handled, and end after."""


def _with_calls(connection: Connection, trip: Trip, chapter: Chapter) -> Trip:
    """Put the calls of the ships that a box sailed on, where it was handled, at their turn."""
    aboard = [e.declared if isinstance(e, Bill) else movement_of(e) for e in chapter.events]
    named = {name for each in aboard for name in ships(each.imo_number, each.vessel_name)}
    places = {each.location for each in aboard if isinstance(each, Movement) and each.location}
    instants = [stored(event.at) for event in trip.events]
    around = int(_AROUND.total_seconds() * 1_000_000)
    first, last = min(instants) - around, max(instants) + around
    calls = [_call(row, call) for row, call in calls_of(connection, named, places, first, last)]
    # Sorting keeps the order of the story at equal instants: events first, then calls.
    events = sorted((*trip.events, *calls), key=lambda event: stored(event.at))
    return msgspec.structs.replace(trip, events=tuple(events))


def _call(row: AnyRow, call: TransportCall) -> TripEvent:
    return TripEvent(
        at=call.at,
        kind="arrived" if call.kind is CallKind.ARRIVAL else "departed",
        certainty=Classifier(call.classifier).value,
        location=row.location,
        location_name=unlocode.name(row.location),
        facility=call.facility,
        vessel=_ship(call.vessel_name, call.voyage),
        said=(),
        format=row.format,
        sender=row.sender,
        position=row.position,
        contradictions=(),
    )


def _event(said: Moved | Bill, resting: dict[tuple[int, int, bool], list[str]]) -> TripEvent:
    codes = tuple(resting.get((said.position, said.place, isinstance(said, Bill)), ()))
    if isinstance(said, Bill):
        return _declaration(said, codes)
    movement = movement_of(said)
    return TripEvent(
        at=movement.at,
        kind=said.kind,
        certainty=said.classifier,
        location=said.location or None,
        location_name=unlocode.name(said.location) if said.location else None,
        facility=said.facility or None,
        vessel=_ship(movement.vessel_name, movement.voyage),
        said=_said(movement),
        format=said.format,
        sender=said.sender,
        position=said.position,
        contradictions=codes,
    )


def _declaration(bill: Bill, codes: tuple[str, ...]) -> TripEvent:
    declared = bill.declared
    route = declared.route
    ports = (route.port_of_loading, *route.transhipment_ports, route.port_of_discharge)
    way = " > ".join(port for port in ports if port)
    return TripEvent(
        at=declared.at,
        kind=DECLARED,
        certainty=DECLARED,
        location=way or None,
        location_name=None,
        facility=None,
        vessel=declared.vessel_name,
        said=(("reference", bill.reference), *_said(declared)),
        format="",
        sender=bill.sender,
        position=bill.position,
        contradictions=codes,
    )


def _said(by: Movement | Declared) -> tuple[tuple[str, str], ...]:
    """Return what is said of the box itself, by field."""
    mass = by.gross_mass_kg if isinstance(by, Movement) else by.goods_mass_kg
    verified = by.verified_gross_mass_kg
    found = {
        "seals": ", ".join(seal.number for seal in by.seals),
        "gross_mass_kg": "" if mass is None else f"{mass:.12g}",
        "verified_gross_mass_kg": "" if verified is None else f"{verified:.12g}",
        "size_type": by.size_type or "",
        "packed_status": "" if by.packed is None else ("full" if by.packed else "empty"),
        "stowage": (by.stowage or "") if isinstance(by, Movement) else "",
    }
    return tuple((field, value) for field, value in found.items() if value)


def _ship(name: str | None, voyage: str | None) -> str | None:
    return " ".join(text for text in (name, voyage) if text) or None
