"""Rows of the work list."""

from collections.abc import Iterator, Mapping, Sequence

from quaywatch.cargo import Consignment, Equipment, PartyRole
from quaywatch.inspections import Record
from quaywatch.node.assessing import Scored
from quaywatch.node.boxes import box_id, box_probability
from quaywatch.node.changes import Row
from quaywatch.node.entries import Entry
from quaywatch.node.inspected import standing
from quaywatch.node.instants import stored
from quaywatch.node.stays import Moved, Voyage, journey_bounds, stay
from quaywatch.node.texts import container_key, kept, searchable

_NO_MOVEMENTS: list[Moved] = []


def named_equipment(consignment: Consignment) -> dict[str, Equipment]:
    """Return the containers of a consignment by number, each number once."""
    named: dict[str, Equipment] = {}
    for equipment in consignment.equipment:
        named.setdefault(kept(equipment.number), equipment)
    return named


def box_names(entry: Entry) -> dict[str, str]:
    """Return the box of each container number of a consignment."""
    consignment = entry.consignment
    return {number: box_id(entry.consignment_id, number) for number in named_equipment(consignment)}


def box_rows(
    entry: Entry,
    scored: Scored,
    journeys: Mapping[str, Sequence[Moved]],
    records: Mapping[str, Record],
) -> Iterator[Row]:
    """Return one row for each container of a consignment."""
    common = _common(entry, scored)
    equipment = named_equipment(entry.consignment)
    voyage = _voyage(entry)
    risk = box_probability(scored.probability, len(equipment))
    for number, name in box_names(entry).items():
        stayed = stay(voyage, journeys.get(container_key(number), _NO_MOVEMENTS))
        row = common | {
            "box_id": name,
            "listed": int(not stayed.gone and not entry.cancelled),
            "equipment_number": number,
            "container": container_key(number),
            "size_type": kept(equipment[number].size_type),
            "gross_mass_kg": _mass(entry.consignment, equipment[number]),
            "terminal": stayed.terminal,
            "deadline_at": stayed.deadline_at,
            "probability": risk,
            **standing(records.get(name)),
        }
        row["search"] = searchable(number, str(common["search"]))
        yield row


def _voyage(entry: Entry) -> Voyage:
    consignment = entry.consignment
    from_at, until_at = journey_bounds(consignment, stored(entry.header.received_at))
    return Voyage(
        port=kept(consignment.route.port_of_discharge),
        arrival_at=stored(consignment.conveyance.arrival_at),
        from_at=from_at,
        until_at=until_at,
    )


def _common(entry: Entry, scored: Scored) -> Row:
    consignment = entry.consignment
    route, conveyance = consignment.route, consignment.conveyance
    consignor = _party(consignment, PartyRole.CONSIGNOR)
    consignee = _party(consignment, PartyRole.CONSIGNEE)
    notify = _party(consignment, PartyRole.NOTIFY_PARTY)
    goods = consignment.goods_items
    descriptions = [g.description for g in goods if g.description]
    voyage = _voyage(entry)
    return {
        "consignment_id": entry.consignment_id,
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
        "from_at": voyage.from_at,
        "until_at": voyage.until_at,
        "cancelled": int(entry.cancelled),
        "finding_count": len(scored.findings),
        "reasons": scored.strongest,
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
