"""Small shipments, put into the words of the trade."""

from datetime import UTC, datetime, timedelta

from quaywatch.cargo import (
    Classifier,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    GoodsItem,
    Movement,
    MovementKind,
    Party,
    PartyRole,
    Route,
)
from quaywatch.formats import native

DAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
NUMBERS = tuple(f"TSTU{n:07d}" for n in range(1_000_000, 1_000_400))


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = DAY

    def __call__(self) -> datetime:
        return self.at

    def on(self, days: float) -> None:
        """Let some days pass."""
        self.at += timedelta(days=days)


def consignment(
    reference: str = "BL1",
    numbers: tuple[str, ...] = (NUMBERS[0],),
    *,
    description: str = "FRESH BANANAS",
    consignee: str = "FRUIT NV",
    voyage: str = "601N",
    port: str = "ECGYE",
    arrival: datetime = DAY + timedelta(days=1),
) -> Consignment:
    return Consignment(
        reference=reference,
        parties=(
            Party(role=PartyRole.CONSIGNOR, name="EXPORTADORA SA", country="EC"),
            Party(role=PartyRole.CONSIGNEE, name=consignee, country="BE"),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description=description,
                hs_code="080390",
                package_count=1080,
                package_type="CT",
                gross_mass_kg=21_000.0,
            ),
        ),
        equipment=tuple(Equipment(number=number, size_type="45R1") for number in numbers),
        route=Route(port_of_loading=port, port_of_discharge="BEANR"),
        conveyance=Conveyance(
            vessel_name="TEST STAR",
            voyage=voyage,
            carrier_code="TSTL",
            departure_at=arrival - timedelta(days=18),
            arrival_at=arrival,
        ),
    )


def filing(
    *consignments: Consignment,
    movements: tuple[Movement, ...] = (),
    function: FilingFunction = FilingFunction.ORIGINAL,
    reference: str = "M1",
    filing_type: str = "",
) -> bytes:
    """Return a native message of one line."""
    header = FilingHeader(
        format="native",
        sender="TSTL",
        reference=reference,
        function=function,
        filing_type=filing_type,
    )
    made = Filing(header=header, consignments=consignments, movements=movements)
    return native.write([made])


def movement(
    number: str,
    kind: MovementKind,
    at: datetime,
    classifier: Classifier = Classifier.ACTUAL,
    location: str = "BEANR",
    facility: str | None = "MSC PSA European Terminal",
) -> Movement:
    return Movement(
        equipment_number=number,
        kind=kind,
        classifier=classifier,
        at=at,
        location=location,
        facility=facility,
    )
