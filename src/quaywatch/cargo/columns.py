"""The nouns as columns: three frames that carry a batch of consignments.

Checks, profiles and the model read these frames and nothing else, for one filing as for a year.
`consignments` has one row per consignment, keyed by `row` (0, 1, 2 … in the order given);
`goods_items` and `equipment` have one row per item with the `row` of their consignment and their
own `index` (from 0). An absent value is null; an absent list is empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.party import Party, PartyRole

INSTANT = pl.Datetime("us", "UTC")

PARTY_ROLES: tuple[PartyRole, ...] = (
    PartyRole.CONSIGNOR,
    PartyRole.CONSIGNEE,
    PartyRole.NOTIFY_PARTY,
)
"""The roles that have columns of their own, each prefixed by the role's name."""

PARTY_FIELDS: tuple[str, ...] = (
    "name",
    "identifier",
    "address",
    "city",
    "postcode",
    "country",
    "telephone",
    "email",
)

CONSIGNMENT_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "consignment_id": pl.String(),
    "reference": pl.String(),
    "level": pl.String(),
    "master_reference": pl.String(),
    **{f"{role}_{field}": pl.String() for role in PARTY_ROLES for field in PARTY_FIELDS},
    "place_of_receipt": pl.String(),
    "port_of_loading": pl.String(),
    "transhipment_ports": pl.List(pl.String()),
    "port_of_discharge": pl.String(),
    "place_of_delivery": pl.String(),
    "vessel_name": pl.String(),
    "imo_number": pl.String(),
    "voyage": pl.String(),
    "carrier_code": pl.String(),
    "departure_at": INSTANT,
    "arrival_at": INSTANT,
    "freight_payment": pl.String(),
    "filing_format": pl.String(),
    "filing_sender": pl.String(),
    "filing_reference": pl.String(),
    "filing_function": pl.String(),
    "received_at": INSTANT,
}

GOODS_ITEM_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "description": pl.String(),
    "hs_code": pl.String(),
    "package_count": pl.Int64(),
    "package_type": pl.String(),
    "gross_mass_kg": pl.Float64(),
    "marks": pl.String(),
    "undg": pl.String(),
}

EQUIPMENT_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "number": pl.String(),
    "size_type": pl.String(),
    "packed_status": pl.String(),
    "seals": pl.List(pl.String()),
    "gross_mass_kg": pl.Float64(),
    "verified_gross_mass_kg": pl.Float64(),
    "temperature_c": pl.Float64(),
}


@dataclass(frozen=True, slots=True)
class Frames:
    """A batch of consignments as columns; see the module's docstring for the keys."""

    consignments: pl.DataFrame
    goods_items: pl.DataFrame
    equipment: pl.DataFrame

    def __len__(self) -> int:
        return self.consignments.height


def to_frames(received: Iterable[tuple[FilingHeader, Consignment]]) -> Frames:
    """Lay consignments, each with the header it came under, out as columns."""
    consignments: list[tuple[object, ...]] = []
    goods: list[tuple[object, ...]] = []
    equipment: list[tuple[object, ...]] = []
    for row, (header, consignment) in enumerate(received):
        consignments.append(_consignment_row(row, header, consignment))
        goods.extend(
            (
                row,
                i,
                g.description,
                g.hs_code,
                g.package_count,
                g.package_type,
                g.gross_mass_kg,
                g.marks,
                g.undg,
            )
            for i, g in enumerate(consignment.goods_items)
        )
        equipment.extend(
            (
                row,
                i,
                e.number,
                e.size_type,
                e.packed_status,
                [s.number for s in e.seals],
                e.gross_mass_kg,
                e.verified_gross_mass_kg,
                e.temperature_c,
            )
            for i, e in enumerate(consignment.equipment)
        )
    return Frames(
        consignments=_frame(consignments, CONSIGNMENT_SCHEMA),
        goods_items=_frame(goods, GOODS_ITEM_SCHEMA),
        equipment=_frame(equipment, EQUIPMENT_SCHEMA),
    )


def _frame(rows: list[tuple[object, ...]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row", strict=False)


def _party_fields(party: Party | None) -> tuple[str | None, ...]:
    if party is None:
        return (None,) * len(PARTY_FIELDS)
    return (
        party.name,
        party.identifier,
        party.address,
        party.city,
        party.postcode,
        party.country,
        party.telephone,
        party.email,
    )


def _consignment_row(
    row: int, header: FilingHeader, consignment: Consignment
) -> tuple[object, ...]:
    route, conveyance = consignment.route, consignment.conveyance
    parties: dict[PartyRole, Party] = {}
    for party in consignment.parties:
        parties.setdefault(party.role, party)
    return (
        row,
        consignment.id,
        consignment.reference,
        consignment.level,
        consignment.master_reference,
        *(value for role in PARTY_ROLES for value in _party_fields(parties.get(role))),
        route.place_of_receipt,
        route.port_of_loading,
        list(route.transhipment_ports),
        route.port_of_discharge,
        route.place_of_delivery,
        conveyance.vessel_name,
        conveyance.imo_number,
        conveyance.voyage,
        conveyance.carrier_code,
        conveyance.departure_at,
        conveyance.arrival_at,
        consignment.freight_payment,
        header.format,
        header.sender,
        header.reference,
        header.function,
        header.received_at,
    )
