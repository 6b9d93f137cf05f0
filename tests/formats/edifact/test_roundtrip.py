"""What is written is read back equal, for all that the message can carry."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import (
    BillLevel,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Route,
    Seal,
    SealIssuer,
)
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from tests.formats.making import filing, understood

LETTERS = "ABCXYZabc0189+:'?-.,/&()éÖÅñß№漢"
words = st.lists(st.text(LETTERS, min_size=1, max_size=40), min_size=1, max_size=6).map(" ".join)
codes = st.text("ABCXYZ0189+:'?-é", min_size=1, max_size=17)
masses = st.floats(0, 1e9, allow_subnormal=False).map(lambda mass: round(mass, 3))
instants = st.integers(0, 2**31).map(lambda s: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(0, s))


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


parties = st.builds(
    Party,
    role=st.sampled_from(PartyRole),
    name=words,
    identifier=some(codes),
    address=some(words),
    city=some(words),
    postcode=some(codes),
    country=some(st.sampled_from(["BE", "EC", "NL"])),
    telephone=some(words),
    email=some(words),
)
boxes = st.builds(
    Equipment,
    number=st.integers(0, 10**7).map(lambda n: f"TSTU{n:07d}"),
    size_type=some(codes),
    packed_status=some(st.sampled_from(PackedStatus)),
    seals=st.lists(
        st.builds(Seal, number=codes, issuer=st.sampled_from(SealIssuer)), max_size=3
    ).map(tuple),
    gross_mass_kg=some(masses),
    verified_gross_mass_kg=some(masses),
    temperature_c=some(st.integers(-60, 60).map(lambda t: t / 2)),
)
voyages = st.builds(
    Conveyance,
    vessel_name=some(words),
    imo_number=some(st.sampled_from(["9074729", "IMO 9074729", "12"])),
    voyage=some(codes),
    carrier_code=some(codes),
    departure_at=some(instants),
    arrival_at=some(instants),
).filter(
    # Dates alone are not a voyage of one's own: they stand behind a main carriage.
    lambda c: c == Conveyance() or bool(c.vessel_name or c.voyage or c.imo_number)
)
routes = st.builds(
    Route,
    place_of_receipt=some(codes),
    port_of_loading=some(codes),
    transhipment_ports=st.lists(codes, max_size=2).map(tuple),
    port_of_discharge=some(codes),
    place_of_delivery=some(codes),
)


@st.composite
def consignment(draw: st.DrawFn, numbers: list[Equipment]) -> Consignment:
    own = draw(st.lists(st.sampled_from(numbers), unique=True, max_size=3)) if numbers else []
    named = st.lists(st.sampled_from(own), unique=True).map(
        lambda found: tuple(box.number for box in found)
    )
    lines = draw(st.integers(0, 3))
    goods = tuple(
        draw(
            st.builds(
                GoodsItem,
                sequence=st.just(i + 1),
                description=words,
                hs_code=some(codes),
                package_count=some(st.integers(0, 10**6)),
                package_type=some(codes),
                gross_mass_kg=some(masses),
                marks=some(words),
                undg=some(codes),
                equipment_numbers=named if own else st.just(()),
            )
        )
        for i in range(lines)
    )
    house = draw(st.booleans())
    return Consignment(
        reference=draw(codes),
        level=BillLevel.HOUSE if house else BillLevel.MASTER,
        master_reference=draw(some(codes)) if house else None,
        parties=tuple(draw(st.lists(parties, max_size=3))),
        goods_items=goods,
        equipment=tuple(own),
        route=draw(routes),
        conveyance=draw(voyages),
        freight_payment=draw(
            some(st.sampled_from([FreightPayment.PREPAID, FreightPayment.COLLECT]))
        ),
    )


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    numbers = draw(st.lists(boxes, unique_by=lambda box: box.number, max_size=4))
    header = FilingHeader(
        format="cuscar",
        sender=draw(codes),
        reference=draw(codes),
        function=draw(st.sampled_from(FilingFunction)),
    )
    found = draw(st.lists(consignment(numbers), max_size=4))
    return Filing(header=header, consignments=tuple(found))


@settings(max_examples=80, deadline=None)
@given(st.lists(filings(), max_size=3))
def test_any_filing_that_cuscar_can_carry_comes_back_equal(made: list[Filing]) -> None:
    parts = list(read(cuscar.write(made), format="edifact"))
    assert [part.filing for part in parts if part.filing] == made
    assert [p for part in parts for p in part.problems if p.severity != "info"] == []


def test_a_whole_manifest_comes_back_equal() -> None:
    made = filing(50)
    parts, _ = understood(cuscar.write([made]))
    assert [part.filing for part in parts if part.filing] == [made]


def test_writing_is_stable() -> None:
    data = cuscar.write([filing(3)])
    again = [part.filing for part in read(data) if part.filing]
    assert cuscar.write(again) == data
