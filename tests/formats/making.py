"""Invented manifests for the tests of formats."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from quaywatch.cargo import (
    BillLevel,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingHeader,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Problem,
    Route,
    Seal,
    SealIssuer,
)
from quaywatch.formats import Part, read

VOYAGE = Conveyance(
    vessel_name="EXAMPLE STAR",
    imo_number="9074729",
    voyage="123N",
    carrier_code="EXLU",
    departure_at=datetime(2026, 2, 1, 6, 30, tzinfo=UTC),
    arrival_at=datetime(2026, 2, 14, tzinfo=UTC),
)


def consignment(number: int) -> Consignment:
    box = f"TSTU{number:07d}"
    return Consignment(
        reference=f"EXLU{number:06d}",
        level=BillLevel.HOUSE if number % 5 == 0 else BillLevel.MASTER,
        master_reference="EXLUMASTER" if number % 5 == 0 else None,
        parties=(
            Party(
                role=PartyRole.CONSIGNOR,
                name="NARDIM + TASQUE: FRUTAS D'ÉTÉ?",
                identifier="EC0991",
                address=f"KM {number} VÍA EXEMPLO",
                city="GUAYAQUIL",
                country="EC",
                telephone="+593 4 000",
                email="orders@nardim.example",
            ),
            Party(role=PartyRole.CONSIGNEE, name="KALDOR IMPORT B.V.", postcode="2030"),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description=f"FRESH BANANAS ({number}): 22XU",
                hs_code="080390",
                package_count=1080 + number,
                package_type="CT",
                gross_mass_kg=20412.5,
                marks="N/M",
                equipment_numbers=(box,),
            ),
        ),
        equipment=(
            Equipment(
                number=box,
                size_type="45R1",
                packed_status=PackedStatus.FULL,
                seals=(Seal(number=f"S{number}", issuer=SealIssuer.CARRIER),),
                gross_mass_kg=20412.5,
                verified_gross_mass_kg=25012.0,
                temperature_c=13.3,
            ),
        ),
        route=Route(
            place_of_receipt="ECGYE",
            port_of_loading="ECGYE",
            transhipment_ports=("PABLB",),
            port_of_discharge="BEANR",
            place_of_delivery="BEANR",
        ),
        conveyance=VOYAGE,
        freight_payment=FreightPayment.PREPAID,
    )


def filing(size: int, first: int = 1) -> Filing:
    return Filing(
        header=FilingHeader(format="cuscar", sender="EXAMPLE LINE", reference=f"M{first}"),
        consignments=tuple(consignment(first + i) for i in range(size)),
    )


def message(*segments: str, kind: str = "CUSCAR:D:95B:UN", count: int | None = None) -> str:
    """A message around `segments`, its count right unless given."""
    counted = len(segments) + 2 if count is None else count
    return "'".join([f"UNH+1+{kind}", *segments, f"UNT+{counted}+1", ""])


def interchange(*messages: str, syntax: str = "UNOC:3", units: int | None = None) -> str:
    counted = len(messages) if units is None else units
    body = "".join(messages)
    return f"UNB+{syntax}+EXAMPLE LINE+CUSTOMS+260201:1200+77'{body}UNZ+{counted}+77'"


def understood(data: bytes) -> tuple[list[Part], list[Consignment]]:
    """Read `data` and check that no byte was lost."""
    parts = list(read(data))
    assert b"".join(part.data for part in parts) == data
    position = 0
    for part in parts:
        assert part.offset == position
        assert part.quarantined <= (part.filing is None)
        position += len(part.data)
        for start, end in part.spans:
            assert part.offset <= start < end <= position
    return parts, consignments(parts)


def consignments(parts: Iterable[Part]) -> list[Consignment]:
    return [c for part in parts if part.filing is not None for c in part.filing.consignments]


def problems(parts: Iterable[Part]) -> list[Problem]:
    return [problem for part in parts for problem in part.problems]


def codes(parts: Sequence[Part]) -> set[str]:
    return {problem.code for problem in problems(parts)}
