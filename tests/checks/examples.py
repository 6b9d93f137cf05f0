"""A realistic consignment that nothing is wrong with, and ways to change it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    FilingHeader,
    Frames,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Route,
    Seal,
    to_frames,
)

DEPARTURE = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEADER = FilingHeader(
    format="cuscar", sender="SIMLINE", received_at=DEPARTURE - timedelta(hours=40)
)

TYPED_HEADER = FilingHeader(
    format="ics2",
    sender="SIMLINE",
    received_at=DEPARTURE - timedelta(hours=40),
    filing_type="F10",
)

CONSIGNOR = Party(
    role=PartyRole.CONSIGNOR,
    name="Frutas Simuladas S.A.",
    address="Km 12 Via a Daule",
    city="Guayaquil",
    country="EC",
)
CONSIGNEE = Party(
    role=PartyRole.CONSIGNEE,
    name="Simfruit BV",
    identifier="BE0123456789",
    address="Kaai 1",
    city="Antwerpen",
    country="BE",
)
NOTIFY = Party(role=PartyRole.NOTIFY_PARTY, name="Simforward NV", city="Antwerpen", country="BE")
GOODS = GoodsItem(
    sequence=1,
    description="1080 CTNS FRESH BANANAS",
    hs_code="080390",
    package_count=1080,
    package_type="CT",
    gross_mass_kg=21600.0,
)
BOX = Equipment(
    number="CSQU3054383",
    size_type="45R1",
    packed_status=PackedStatus.FULL,
    seals=(Seal(number="EC4471023"),),
    gross_mass_kg=21600.0,
    verified_gross_mass_kg=26400.0,
    temperature_c=13.5,
)
CLEAN = Consignment(
    reference="SIMU0001",
    parties=(CONSIGNOR, CONSIGNEE, NOTIFY),
    goods_items=(GOODS,),
    equipment=(BOX,),
    route=Route(
        place_of_receipt="ECGYE",
        port_of_loading="ECGYE",
        transhipment_ports=("PABLB",),
        port_of_discharge="BEANR",
        place_of_delivery="BEANR",
    ),
    conveyance=Conveyance(
        vessel_name="SIM STAR",
        imo_number="9074729",
        voyage="012N",
        carrier_code="SIMU",
        departure_at=DEPARTURE,
        arrival_at=DEPARTURE + timedelta(days=14),
    ),
    freight_payment=FreightPayment.PREPAID,
)


ENTRY = Consignment(
    reference=CLEAN.reference,
    parties=(
        *CLEAN.parties,
        Party(role=PartyRole.BUYER, name="Simfruit BV"),
        Party(role=PartyRole.SELLER, name="Frutas Simuladas S.A."),
        Party(role=PartyRole.CARRIER, name="Simline", identifier="BE0987654321"),
        Party(role=PartyRole.DECLARANT, name="Simline Agencies", identifier="BE0987654322"),
    ),
    goods_items=(GOODS,),
    equipment=(BOX,),
    route=Route(
        place_of_receipt="ECGYE",
        port_of_loading="ECGYE",
        transhipment_ports=("PABLB",),
        port_of_discharge="BEANR",
        place_of_delivery="BEANR",
        countries=("EC", "PA", "FR", "BE"),
        first_entry="FR000210",
    ),
    conveyance=CLEAN.conveyance,
    freight_payment=FreightPayment.PREPAID,
)
"""The same as an entry summary declaration tells it, with all that one must hold."""


def frames(*consignments: Consignment, header: FilingHeader = HEADER) -> Frames:
    return to_frames((header, consignment) for consignment in consignments)


def with_party(role: PartyRole, **changes: Any) -> Consignment:
    """Change the party in `role`."""
    parties = tuple(
        msgspec.structs.replace(party, **changes) if party.role is role else party
        for party in CLEAN.parties
    )
    return msgspec.structs.replace(CLEAN, parties=parties)


def without_party(role: PartyRole) -> Consignment:
    parties = tuple(party for party in CLEAN.parties if party.role is not role)
    return msgspec.structs.replace(CLEAN, parties=parties)


def with_goods(**changes: Any) -> Consignment:
    goods = msgspec.structs.replace(GOODS, **changes)
    return msgspec.structs.replace(CLEAN, goods_items=(goods,))


def with_box(**changes: Any) -> Consignment:
    box = msgspec.structs.replace(BOX, **changes)
    return msgspec.structs.replace(CLEAN, equipment=(box,))


def with_route(**changes: Any) -> Consignment:
    return msgspec.structs.replace(CLEAN, route=msgspec.structs.replace(CLEAN.route, **changes))


def with_conveyance(**changes: Any) -> Consignment:
    conveyance = msgspec.structs.replace(CLEAN.conveyance, **changes)
    return msgspec.structs.replace(CLEAN, conveyance=conveyance)


def dry(description: str, hs_code: str, mass_kg: float, **goods: Any) -> Consignment:
    """Put other goods into a dry container."""
    consignment = with_goods(
        description=description, hs_code=hs_code, gross_mass_kg=mass_kg, **goods
    )
    box = msgspec.structs.replace(
        BOX,
        size_type="45G1",
        temperature_c=None,
        gross_mass_kg=mass_kg,
        verified_gross_mass_kg=mass_kg + 4000,
    )
    return msgspec.structs.replace(consignment, equipment=(box,))


def entry_route(**changes: Any) -> Consignment:
    """Change the route of the entry summary declaration."""
    return msgspec.structs.replace(ENTRY, route=msgspec.structs.replace(ENTRY.route, **changes))


def entry_conveyance(**changes: Any) -> Consignment:
    conveyance = msgspec.structs.replace(ENTRY.conveyance, **changes)
    return msgspec.structs.replace(ENTRY, conveyance=conveyance)


def entry_without(role: PartyRole) -> Consignment:
    parties = tuple(party for party in ENTRY.parties if party.role is not role)
    return msgspec.structs.replace(ENTRY, parties=parties)
