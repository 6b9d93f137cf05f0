"""Inspection records as rows of their own and as columns of the work list."""

from datetime import datetime

import msgspec

from quaywatch.cargo import Consignment, Order
from quaywatch.inspections import BoxEvent, Record, waits
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.instants import stored
from quaywatch.node.texts import container_key, kept

STREAM = "box/"
"""What the names of boxes' streams start with."""
_SHARED_ROLES = ("consignor", "consignee", "notify_party")


def box_of(fact: Fact) -> str | None:
    """Return the box whose record a fact belongs to, if it does."""
    if fact.stream is None or not fact.stream.startswith(STREAM):
        return None
    return fact.stream[len(STREAM) :]


def applied(record: Record, fact: Fact) -> Record:
    """Return the record after one more fact of its stream."""
    return record.apply(event_of(fact))


def standing(record: Record | None) -> Row:
    """Return the columns of a box that its record decides."""
    if record is None:
        return {"basis": "", "status": "open", "held_by": "", "version": 0}
    order = asked_of(record)
    return {
        "basis": order.basis.value if order else "",
        "status": record.status.value,
        "held_by": kept(record.held_by),
        "version": record.version,
    }


def record_row(record: Record) -> Row:
    """Return the row of the inspection table."""
    order = asked_of(record)
    done = _last(record, BoxEvent.OUTCOME)
    return {
        "box_id": record.box_id,
        "record": msgspec.json.encode(record, order="deterministic"),
        **standing(record),
        "terminal": kept(order.terminal) if order else "",
        "kind": order.kind.value if order else "",
        "ordered": int(record.order is not None),
        "follows": int(waits(record)),
        "slot_at": stored(order.slot_at if order else None),
        "result": record.outcome.result.value if record.outcome else "",
        "done_at": stored(done),
        "detained": int(record.detention is not None),
    }


def step_rows(record: Record) -> list[Row]:
    """Return the slots of looks that spoke up and were followed by another."""
    return [
        {
            "box_id": record.box_id,
            "number": number,
            "terminal": kept(step.order.terminal),
            "kind": step.order.kind.value,
            "slot_at": stored(step.order.slot_at),
        }
        for number, step in enumerate(record.steps)
    ]


def asked_of(record: Record) -> Order | None:
    """Return what is ordered, or else proposed and not left out."""
    if record.order is not None or record.skipped is not None:
        return record.order
    return record.selected


def party_rows(record: Record, consignment: Consignment, equipment_number: str) -> list[Row]:
    """Return by whom and what the box of a recorded outcome can be found again."""
    if record.outcome is None:
        return []
    keys = shared_keys(consignment, equipment_number)
    return [{"key": key, "role": role, "box_id": record.box_id} for role, key in keys]


def shared_keys(consignment: Consignment, equipment_number: str) -> list[tuple[str, str]]:
    """Return (role, key) of all that two boxes can share, each pair once."""
    keys: set[tuple[str, str]] = set()
    if equipment_number:
        keys.add(("equipment", container_key(equipment_number)))
    for party in consignment.parties:
        if party.role.value in _SHARED_ROLES:
            for text in (party.name, party.identifier):
                key = _key(text)
                if key:
                    keys.add((party.role.value, key))
    return sorted(keys)


def _key(text: str | None) -> str:
    return "".join(c for c in kept(text).casefold() if c.isalnum())


def _last(record: Record, kind: BoxEvent) -> datetime | None:
    return next((e.at for e in reversed(record.history) if e.kind is kind), None)
