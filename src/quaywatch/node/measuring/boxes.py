"""Rows for measures out of filings and movements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Classifier, Equipment, Filing, Movement, MovementKind, PackedStatus
from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import BoxEvent, Record
from quaywatch.ledger.schema import event
from quaywatch.node import known, schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.entries import Entry
from quaywatch.node.instants import restored, stored
from quaywatch.node.measuring.moving import Journey, journey
from quaywatch.node.stays import within
from quaywatch.node.texts import container_key
from quaywatch.norms.measures.facts import Box, Declared, Gate, Period, SealWord

_FILINGS = msgspec.json.Decoder(Filing)
_MOVEMENTS = msgspec.msgpack.Decoder(Movement)
_DOCUMENTS = select(schema.document.c.consignment_id, schema.document.c.position)
_PAYLOADS = select(event.c.position, event.c.payload, event.c.known_at)
_KNOWN = select(event.c.position, event.c.known_at)
_AT_ONCE = 2000
"""Consignments whose messages are held in memory together."""
_VAGUE = "description-vague"
_ARRIVALS = (MovementKind.DISCHARGED, MovementKind.GATE_IN)


def boxes(
    connection: Connection, rows: Sequence[AnyRow], records: Mapping[str, Record]
) -> tuple[Box, ...]:
    """Return boxes of the work list's rows with all that filings and movements say of them."""
    made: list[Box] = []
    by_consignment = sorted(rows, key=lambda row: (row.consignment_id, row.box_id))
    for first in range(0, len(by_consignment), _AT_ONCE):
        part = by_consignment[first : first + _AT_ONCE]
        names = {row.consignment_id for row in part}
        entries = known.entries(connection, names)
        sealed = _first_sealed(connection, names)
        moved = _moved(connection, {row.container for row in part})
        for row in part:
            says = [
                (movement, at)
                for stood, movement, at in moved.get(row.container, ())
                if row.from_at <= stood <= row.until_at
            ]
            record = records.get(row.box_id)
            made.append(_box(row, entries.get(row.consignment_id), says, sealed, record))
    return tuple(made)


def _box(
    row: AnyRow,
    entry: Entry | None,
    says: Sequence[tuple[Movement, datetime]],
    sealed: Mapping[tuple[str, str], datetime],
    record: Record | None,
) -> Box:
    equipment = _equipment(entry, row.container)
    way: Journey = journey([said for said, _ in says], row.port_of_loading, row.port_of_discharge)
    told = [at for said, at in says if said.seals]
    filed = sealed.get((row.consignment_id, row.container))
    weighed = any(said.verified_gross_mass_kg for said, _ in says)
    return Box(
        box_id=row.box_id,
        container=row.container,
        consignment_id=row.consignment_id,
        probability=row.prior,
        origin=row.port_of_loading,
        discharge=row.port_of_discharge,
        reefer=size_type.parse(row.size_type).is_reefer,
        empty=equipment is not None and equipment.packed_status is PackedStatus.EMPTY,
        arrival_at=restored(row.arrival_at),
        loaded_at=way.loaded_at,
        discharged_at=way.discharged_at,
        left_at=way.left_at,
        legs=way.legs,
        seal_known_at=min([*told, *([filed] if filed else [])], default=None),
        seals=_seals(equipment, [said for said, _ in says], record),
        weighed=weighed or (equipment is not None and bool(equipment.verified_gross_mass_kg)),
    )


def _equipment(entry: Entry | None, container: str) -> Equipment | None:
    if entry is None:
        return None
    named = (box.equipment for box in entry.boxes if box.container == container)
    return next(named, None)


def _seals(
    equipment: Equipment | None, says: Iterable[Movement], record: Record | None
) -> tuple[SealWord, ...]:
    """Return who told which seals: the bill first, then events and officers as they came."""
    bill = tuple(seal.number for seal in equipment.seals) if equipment else ()
    told: list[tuple[datetime, SealWord]] = []
    for said in says:
        if said.seals and said.classifier is Classifier.ACTUAL:
            numbers = tuple(seal.number for seal in said.seals)
            anew = said.kind is MovementKind.RESEALED
            told.append((said.at, SealWord(put=numbers) if anew else SealWord(told=numbers)))
    for entry in record.history if record else ():
        outcome = entry.fact.outcome
        if entry.kind is BoxEvent.OUTCOME and outcome is not None:
            word = SealWord(told=outcome.seals_before, put=outcome.seals_after)
            if word.told or word.put:
                told.append((entry.at, word))
    told.sort(key=lambda each: each[0])
    first = (SealWord(told=bill),) if bill else ()
    return (*first, *(word for _, word in told))


def _first_sealed(
    connection: Connection, names: Collection[str]
) -> dict[tuple[str, str], datetime]:
    """Return when a filing first told a seal of each box, by consignment and container."""
    rows = rows_among(connection, _DOCUMENTS, schema.document.c.consignment_id, names)
    filings = rows_among(connection, _PAYLOADS, event.c.position, {row.position for row in rows})
    first: dict[tuple[str, str], datetime] = {}
    for row in sorted(filings, key=lambda each: each.position):
        filing = _FILINGS.decode(row.payload)
        at = filing.header.received_at or row.known_at
        for consignment in filing.consignments:
            for one in consignment.equipment:
                if one.seals and consignment.id in names:
                    place = (consignment.id, container_key(one.number))
                    first[place] = min(at, first.get(place, at))
    return first


def _moved(
    connection: Connection, containers: Collection[str]
) -> dict[str, list[tuple[int, Movement, datetime]]]:
    """Return the movements of containers as stored instant, movement and when it was known."""
    found = known.journeys(connection, containers)
    positions = {each.position for moved in found.values() for each in moved}
    at = {
        row.position: row.known_at
        for row in rows_among(connection, _KNOWN, event.c.position, positions)
    }
    return {
        name: [(each.at, _MOVEMENTS.decode(each.said), at[each.position]) for each in moved]
        for name, moved in found.items()
    }


def declared(connection: Connection, period: Period) -> tuple[Declared, ...]:
    """Return the consignments first filed in a period, as they were first declared."""
    mark, document, fault = schema.mark.c, schema.document.c, schema.mark_finding.c
    vague = select(fault.consignment_id).where(fault.code == _VAGUE).subquery()
    query = (
        select(
            mark.consignment_id,
            mark.complete,
            mark.faults,
            document.received_at,
            vague.c.consignment_id.label("vague"),
        )
        .join(
            schema.document,
            (document.consignment_id == mark.consignment_id) & (document.position == mark.position),
        )
        .outerjoin(vague, vague.c.consignment_id == mark.consignment_id)
        .where(
            document.received_at >= stored(period.since),
            document.received_at < stored(period.until),
        )
        .order_by(mark.consignment_id)
    )
    rows = connection.execute(query).all()
    loading = _loading(connection, {row.consignment_id for row in rows})
    return tuple(
        Declared(
            consignment_id=row.consignment_id,
            filed_at=filed,
            loading_at=loading.get(row.consignment_id),
            complete=bool(row.complete),
            vague=row.vague is not None,
            faults=row.faults,
        )
        for row in rows
        if (filed := restored(row.received_at)) is not None
    )


def _loading(connection: Connection, names: Collection[str]) -> dict[str, datetime]:
    """Return when consignments were loaded: their first box, or else the declared departure."""
    box = schema.box.c
    query = select(
        box.consignment_id,
        box.container,
        box.port_of_loading,
        box.departure_at,
        box.from_at,
        box.until_at,
    )
    rows = rows_among(connection, query, box.consignment_id, names)
    moved = known.journeys(connection, {row.container for row in rows})
    actual: dict[str, int] = {}
    planned: dict[str, int] = {}
    for row in rows:
        name = row.consignment_id
        planned[name] = min(planned.get(name, row.departure_at), row.departure_at)
        for one in within(moved.get(row.container, []), row.from_at, row.until_at):
            aboard = one.kind == MovementKind.LOADED and one.classifier == Classifier.ACTUAL
            if aboard and one.location in ("", row.port_of_loading):
                actual[name] = min(actual.get(name, one.at), one.at)
    return {
        name: at
        for name in names
        if (at := restored(actual.get(name, planned.get(name, stored(None))))) is not None
    }


def gates(connection: Connection, period: Period, ports: Collection[str]) -> tuple[Gate, ...]:
    """Return the containers that left these ports by the gate, with when they last came."""
    moved = schema.movement.c
    wanted = [MovementKind.GATE_OUT.value, *(kind.value for kind in _ARRIVALS)]
    query = (
        select(moved.container, moved.at, moved.kind, moved.location)
        .where(
            moved.kind.in_(wanted),
            moved.classifier == Classifier.ACTUAL.value,
            moved.at < stored(period.until),
        )
        .order_by(moved.container, moved.at)
    )
    came: dict[str, int] = {}
    left: dict[tuple[str, int], int | None] = defaultdict(lambda: None)
    for row in connection.execute(query):
        if row.location not in ports:
            continue
        if row.kind != MovementKind.GATE_OUT:
            came[row.container] = row.at
        elif row.at >= stored(period.since):
            left[row.container, row.at] = came.get(row.container)
    return tuple(
        Gate(container=name, at=at, came_at=None if arrived is None else restored(arrived))
        for (name, when), arrived in sorted(left.items())
        if (at := restored(when)) is not None
    )
