"""What is written of movements is read again, movement by movement."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import (
    Classifier,
    Filing,
    FilingHeader,
    Movement,
    MovementKind,
    Route,
    Seal,
    SealIssuer,
)
from quaywatch.formats import read
from quaywatch.formats.edifact import movements
from quaywatch.formats.edifact.structure import defects
from quaywatch.formats.source import Source

KINDS = {
    "baplie": (MovementKind.STOWED,),
    "coarri": (MovementKind.LOADED, MovementKind.DISCHARGED),
    "codeco": (
        MovementKind.GATE_IN,
        MovementKind.GATE_OUT,
        MovementKind.STRIPPED,
        MovementKind.PICKED_UP,
    ),
    "movins": (MovementKind.LOADED, MovementKind.STOWED),
    "iftsta": tuple(kind for kind in MovementKind if kind is not MovementKind.WEIGHED),
    "vermas": (MovementKind.WEIGHED,),
}

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)
numbers = words.filter(lambda word: word != "1" and word.strip("*"))
codes = st.text("ABCDEFGHIJ", min_size=5, max_size=5)
maybe = st.none() | numbers
masses = st.none() | st.floats(0, 99_999, allow_subnormal=False).map(lambda mass: round(mass, 3))
seals = st.builds(Seal, number=numbers, issuer=st.sampled_from(SealIssuer))
instants = st.integers(0, 80 * 365 * 86_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@st.composite
def routes(draw: st.DrawFn, loading: str | None, discharge: str | None) -> Route:
    start = loading or draw(codes)
    via = draw(st.lists(codes.filter(lambda code: code != start), max_size=2))
    # A loading report's own port is where the container goes aboard.
    return Route(
        place_of_receipt=draw(st.none() | codes),
        port_of_loading=start,
        transhipment_ports=tuple(via[:1] if loading else via),
        port_of_discharge=discharge or draw(st.none() | codes),
        place_of_delivery=draw(st.none() | codes),
    )


@st.composite
def movement(draw: st.DrawFn, form: str) -> Movement:
    kind = draw(st.sampled_from(KINDS[form]))
    location = draw(codes)
    aboard = form == "coarri"
    loading = location if aboard and kind is MovementKind.LOADED else None
    discharge = location if aboard and kind is MovementKind.DISCHARGED else None
    classifier = Classifier.PLANNED if form == "movins" else Classifier.ACTUAL
    if form == "iftsta" and draw(st.booleans()):
        classifier = Classifier.ESTIMATED
    return Movement(
        equipment_number=draw(numbers),
        kind=kind,
        classifier=classifier,
        at=draw(instants),
        location=location,
        facility=draw(maybe),
        vessel_name=draw(maybe),
        voyage=draw(maybe),
        packed=draw(st.none() | st.booleans()),
        imo_number=draw(maybe),
        carrier_code=draw(maybe),
        size_type=draw(maybe),
        # A stowage instruction has no place for seals.
        seals=() if form == "movins" else tuple(draw(st.lists(seals, max_size=2))),
        gross_mass_kg=draw(masses),
        verified_gross_mass_kg=draw(masses),
        temperature_c=draw(st.none() | st.floats(-90, 90).map(lambda value: round(value, 1))),
        stowage=draw(st.none() | st.text("0123456789", min_size=6, max_size=7)),
        transport_document=draw(maybe),
        booking=draw(maybe),
        route=draw(routes(loading, discharge)),
    )


@st.composite
def filing(draw: st.DrawFn) -> Filing:
    form = draw(st.sampled_from(sorted(KINDS)))
    header = FilingHeader(format=form, sender=draw(words), reference=draw(words))
    return Filing(header=header, movements=tuple(draw(st.lists(movement(form), max_size=5))))


@settings(deadline=None)
@given(filing())
def test_movements_come_back_as_they_were_written(made: Filing) -> None:
    data = movements.write([made])
    parts = list(read(data, format="edifact"))
    assert b"".join(part.data for part in parts) == data
    found = [m for part in parts if part.filing for m in part.filing.movements]
    assert tuple(found) == made.movements
    assert [p for part in parts for p in part.problems] == []


@pytest.mark.parametrize("form", sorted(KINDS))
def test_what_is_written_has_the_structure_of_its_type(form: str) -> None:
    one = Movement(
        equipment_number="TSTU1234560",
        kind=KINDS[form][0],
        classifier=Classifier.ACTUAL,
        at=datetime(2026, 3, 1, tzinfo=UTC),
        location="ECGYE",
        vessel_name="EXAMPLE STAR",
        carrier_code="EXL",
        gross_mass_kg=24000.0,
        verified_gross_mass_kg=24310.5,
        booking="BOOK9",
    )
    header = FilingHeader(format=form, sender="TERMINAL")
    data = movements.write([Filing(header=header, movements=(one, one))])
    assert list(defects(Source(BytesIO(data)))) == []


def test_the_same_movements_give_the_same_bytes() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    one = Movement(
        equipment_number="TSTU1234560",
        kind=MovementKind.GATE_OUT,
        classifier=Classifier.ACTUAL,
        at=at,
        location="BEANR",
    )
    made = Filing(header=FilingHeader(format="codeco", sender="T"), movements=(one,))
    assert movements.write([made]) == (
        b"UNA:+.? 'UNB+UNOC:3+T+CUSTOMS+700101:0000+1'UNH+1+CODECO:D:95B:UN:SMDG16'BGM+36++9'"
        b"NAD+MS+T'EQD+CN+TSTU1234560'DTM+7:202603010000:203'LOC+165+BEANR:139:6'CNT+16:1'"
        b"UNT+8+1'UNZ+1+1'"
    )


def test_what_a_message_type_cannot_tell_is_not_written() -> None:
    one = Movement(
        equipment_number="TSTU1234560",
        kind=MovementKind.INSPECTED,
        classifier=Classifier.ACTUAL,
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    for form in ("codeco", "cuscar"):
        with pytest.raises(ValueError, match=r"inspected|cuscar"):
            movements.write([Filing(header=FilingHeader(format=form), movements=(one,))])
