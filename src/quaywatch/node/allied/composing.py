"""Makes a notice of what an officer found."""

import re
from datetime import datetime

from sqlalchemy import Connection

from quaywatch.alliance import Handling, Notice, Source, known_by
from quaywatch.alliance.accords import Publication
from quaywatch.alliance.bodies import Body, Seizure
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.cargo import Consignment, Outcome, OutcomeResult, PartyRole
from quaywatch.inspections import BoxEvent, Record
from quaywatch.node import known
from quaywatch.node.errors import UnknownBox

_LOCATION = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
_OWN = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)
"""Of what the authority found itself."""


class NothingFound(ValueError):  # noqa: N818 - the officer's word
    """The box has no outcome that a notice could tell."""


def of_find(
    connection: Connection,
    box_id: str,
    node: str,
    handling: Handling,
    now: datetime,
    *,
    port: str,
    photos: tuple[str, ...],
    note: str,
) -> Publication:
    """Return what a find would be published as: the consignment's own words and the outcome's.

    `port` is where the authority looks; empty for the port of discharge.

    Raises:
        UnknownBox: there is none of this name.
        NothingFound: nothing was found in it, or the pictures are not of the outcome.

    """
    rows = known.boxes_named(connection, {box_id})
    if not rows:
        raise UnknownBox(f"there is no box {box_id!r}")
    record = known.record(connection, box_id)
    outcome = record.outcome
    if outcome is None or outcome.result is not OutcomeResult.FOUND:
        raise NothingFound("nothing was found in this box")
    if not set(photos) <= set(outcome.photos):
        raise NothingFound("a picture is not one of the outcome's")
    consignment = known.entries(connection, {rows[0].consignment_id})[rows[0].consignment_id]
    declared = consignment.consignment
    at = port or declared.route.port_of_discharge or ""
    body = _seizure(declared, rows[0].equipment_number, outcome, _done(record), at, note)
    return Publication(
        notice=first(node, f"box/{box_id}", body, handling, now, _OWN),
        box_id=box_id,
        result=outcome.result,
        photos=photos,
    )


def first(
    node: str,
    reference: str,
    body: Body,
    handling: Handling,
    now: datetime,
    source: Source,
    valid_until: datetime | None = None,
) -> Notice:
    """Return the first version of a notice that its origin knows by a reference."""
    return Notice(
        origin=node,
        id=known_by(node, reference),
        version=1,
        created_at=now,
        made_at=now,
        handling=handling,
        body=body,
        source=source,
        valid_until=valid_until,
    )


def _done(record: Record) -> datetime:
    kinds = (BoxEvent.OUTCOME, BoxEvent.CORRECTED)
    return [entry.at for entry in record.history if entry.kind in kinds][-1]


def _seizure(
    consignment: Consignment, number: str, outcome: Outcome, at: datetime, here: str, note: str
) -> Seizure:
    route, conveyance = consignment.route, consignment.conveyance
    if not _LOCATION.fullmatch(here):
        raise NothingFound("the bill names no port of discharge, where it was found")
    ports = (route.port_of_loading, *route.transhipment_ports, route.port_of_discharge)
    parties = [consignment.party(role) for role in _ROLES]
    telephones = (one.telephone for one in parties if one is not None and one.telephone)
    goods = consignment.goods_items
    heading = next((item.hs_code for item in goods if item.hs_code), "")
    return Seizure(
        found_at=at,
        at=here,
        substance=outcome.substance or "not named",
        mass_kg=outcome.mass_kg or None,
        containers=(number,),
        seals=tuple(one[:200] for one in outcome.seals_before if one),
        consignment=consignment.reference,
        consignor=_name(consignment, PartyRole.CONSIGNOR),
        consignee=_name(consignment, PartyRole.CONSIGNEE),
        notify_party=_name(consignment, PartyRole.NOTIFY_PARTY),
        telephones=tuple(dict.fromkeys(one[:200] for one in telephones)),
        carrier=conveyance.carrier_code or "",
        vessel_imo=conveyance.imo_number or "",
        voyage=conveyance.voyage or "",
        route=tuple(port for port in ports if port and _LOCATION.fullmatch(port)),
        heading=heading[:4],
        concealment=outcome.concealment,
        place=outcome.place,
        note=note,
    )


_ROLES = (PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY)


def _name(consignment: Consignment, role: PartyRole) -> str:
    party = consignment.party(role)
    return "" if party is None else party.name
