"""Rows of the work list."""

from collections.abc import Iterator, Mapping, Sequence

from quaywatch.cargo import Consignment, Equipment, PartyRole
from quaywatch.inspections import Record
from quaywatch.node import looked
from quaywatch.node.allied.hints import NONE, Hints
from quaywatch.node.assessing import Scored
from quaywatch.node.bills import bill_of, encoded
from quaywatch.node.boxes import box_probability
from quaywatch.node.changes import Row
from quaywatch.node.entries import Entry
from quaywatch.node.inspected import standing
from quaywatch.node.instants import stored
from quaywatch.node.scanning.evidence import Picture, weight
from quaywatch.node.stays import Moved, Voyage, journey_bounds, stay
from quaywatch.node.texts import kept, searchable

_NO_MOVEMENTS: list[Moved] = []


def box_rows(
    entry: Entry,
    scored: Scored,
    journeys: Mapping[str, Sequence[Moved]],
    records: Mapping[str, Record],
    scanned: Mapping[str, Sequence[Picture]],
    noticed: Hints,
) -> Iterator[Row]:
    """Return one row for each container of a consignment."""
    voyage = _voyage(entry)
    common = _common(entry, scored, voyage)
    said = str(common["search"])
    risk = box_probability(scored.probability, len(entry.boxes))
    for box in entry.boxes:
        stayed = stay(voyage, journeys.get(box.container, _NO_MOVEMENTS))
        record = records.get(box.box_id)
        lapsed = record is not None and record.lapsed
        written = "" if box.number == box.container else box.number
        yield common | {
            "box_id": box.box_id,
            "listed": int(not (stayed.gone or entry.cancelled or lapsed)),
            "equipment_number": box.number,
            "container": box.container,
            "size_type": kept(box.equipment.size_type),
            "gross_mass_kg": _mass(entry.consignment, box.equipment),
            "terminal": stayed.terminal,
            "available_at": stayed.available_at,
            "deadline_at": stayed.deadline_at,
            "loaded": int(stayed.loaded),
            "temperature_c": box.equipment.temperature_c,
            "prior": risk,
            "search": f"{searchable(box.container, written)} {said}",
            "bill": encoded(bill_of(entry, box)),
            **standing(record),
            **looked.columns(
                record,
                risk,
                kept(box.equipment.size_type),
                scored.strongest,
                weight(scanned, box.container, voyage.from_at, voyage.until_at),
                noticed.get(box.box_id, NONE),
            ),
        }


def _voyage(entry: Entry) -> Voyage:
    consignment = entry.consignment
    from_at, until_at = journey_bounds(consignment, stored(entry.header.received_at))
    return Voyage(
        port=kept(consignment.route.port_of_discharge),
        arrival_at=stored(consignment.conveyance.arrival_at),
        from_at=from_at,
        until_at=until_at,
    )


def _common(entry: Entry, scored: Scored, voyage: Voyage) -> Row:
    consignment = entry.consignment
    route, conveyance = consignment.route, consignment.conveyance
    consignor = _party(consignment, PartyRole.CONSIGNOR)
    consignee = _party(consignment, PartyRole.CONSIGNEE)
    notify = _party(consignment, PartyRole.NOTIFY_PARTY)
    goods = consignment.goods_items
    descriptions = [g.description for g in goods if g.description]
    return {
        "consignment_id": entry.consignment_id,
        "dangerous_goods": int(any(g.undg for g in goods)),
        "reference": kept(consignment.reference),
        "level": consignment.level.value,
        "consignor": consignor,
        "consignee": consignee,
        "description": kept(descriptions[0] if descriptions else None),
        "hs_code": kept(next((g.hs_code for g in goods if g.hs_code), None)),
        "carrier_code": kept(conveyance.carrier_code),
        "port_of_loading": kept(route.port_of_loading),
        "port_of_discharge": voyage.port,
        "vessel_name": kept(conveyance.vessel_name),
        "voyage": kept(conveyance.voyage),
        "arrival_at": voyage.arrival_at,
        "departure_at": stored(conveyance.departure_at),
        "from_at": voyage.from_at,
        "until_at": voyage.until_at,
        "cancelled": int(entry.cancelled),
        "finding_count": len(scored.findings),
        "search": searchable(consignment.reference, consignor, consignee, notify, *descriptions),
    }


def _party(consignment: Consignment, role: PartyRole) -> str:
    party = consignment.party(role)
    return "" if party is None else kept(party.name)


def _mass(consignment: Consignment, equipment: Equipment) -> float | None:
    if equipment.gross_mass_kg is not None:
        return equipment.gross_mass_kg
    if len(consignment.equipment) > 1:
        return None
    masses = [g.gross_mass_kg for g in consignment.goods_items if g.gross_mass_kg is not None]
    return sum(masses) if masses else None
