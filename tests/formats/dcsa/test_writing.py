"""What is written as events is read back; a filer learns what is wrong and where."""

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import (
    CallKind,
    Classifier,
    Filing,
    FilingHeader,
    Finding,
    Movement,
    MovementKind,
    Seal,
    SealIssuer,
    Severity,
    Subject,
    TransportCall,
)
from quaywatch.formats.dcsa import refuse, write
from quaywatch.formats.dcsa.answer import json_path
from tests.formats.dcsa.saying import equipment, read_told, told
from tests.formats.making import problems

NAMES = st.text(min_size=1, max_size=12)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
KINDS = sorted(
    set(MovementKind)
    - {MovementKind.STOWED, MovementKind.WEIGHED, MovementKind.ARRIVED, MovementKind.DEPARTED}
)
ISSUERS = sorted(set(SealIssuer) - {SealIssuer.TERMINAL})
CODES = st.none() | NAMES
COMMON = {
    "classifier": st.sampled_from(Classifier),
    "at": TIMES,
    "facility": CODES,
    "vessel_name": CODES,
    "imo_number": CODES,
    "voyage": CODES,
    "carrier_code": CODES,
}
MOVEMENTS = st.builds(
    Movement,
    equipment_number=NAMES,
    kind=st.sampled_from(KINDS),
    location=CODES,
    packed=st.none() | st.booleans(),
    size_type=CODES,
    seals=st.lists(st.builds(Seal, number=NAMES, issuer=st.sampled_from(ISSUERS))).map(tuple),
    transport_document=CODES,
    booking=CODES,
    **COMMON,
)
CALLS = st.builds(TransportCall, kind=st.sampled_from(CallKind), location=NAMES, **COMMON)


@settings(deadline=None, max_examples=60)
@given(st.lists(MOVEMENTS, max_size=4).map(tuple), st.lists(CALLS, max_size=4).map(tuple))
def test_what_is_written_is_read_back(
    movements: tuple[Movement, ...], calls: tuple[TransportCall, ...]
) -> None:
    filing = Filing(header=FilingHeader(format="dcsa"), movements=movements, calls=calls)
    data = write([filing])
    _, found, called = read_told(data)
    assert tuple(found) == movements
    assert tuple(called) == calls
    assert write([filing]) == data


def test_the_sender_is_written_too() -> None:
    _, (movement,), _ = told(equipment(1))
    header = FilingHeader(format="coarri", sender="EXQ1")
    data = write([Filing(header=header, movements=(movement,))])
    parts, (found,), _ = read_told(data)
    assert found == movement
    assert [part.filing.header.sender for part in parts if part.filing] == ["EXQ1"]
    assert problems(parts) == []


def test_an_arrived_box_is_written_as_arrival_of_what_carries_it() -> None:
    arrived = Movement(
        equipment_number="TSTU0000001",
        kind=MovementKind.ARRIVED,
        classifier=Classifier.ACTUAL,
        at=datetime(2026, 5, 2, tzinfo=UTC),
        location="BEANR",
    )
    _, found, _ = read_told(write([Filing(header=FilingHeader(format="x"), movements=(arrived,))]))
    assert found == [arrived]


def test_a_filer_learns_which_value_of_which_event_is_wrong() -> None:
    parts, _, _ = told(equipment(1, eventClassifierCode="MAYBE"))
    finding = Finding(
        code="equipment.number",
        severity=Severity.WARNING,
        subject=Subject.EQUIPMENT,
        fields=("equipment.number",),
        values={"equipment.number": "TSTU1"},
    )
    at = datetime(2026, 5, 2, tzinfo=UTC)
    said = refuse([*problems(parts), finding], request_uri="/v3/events", at=at)
    answer = json.loads(said)
    assert (answer["httpMethod"], answer["statusCode"]) == ("POST", 400)
    assert (answer["statusCodeText"], answer["errorDateTime"]) == (
        "Bad Request",
        "2026-05-02T00:00:00Z",
    )
    first, second = answer["errors"]
    assert (first["property"], first["value"]) == ("eventClassifierCode", "MAYBE")
    assert (first["jsonPath"], first["errorCodeText"]) == ("$[0].eventClassifierCode", "dcsa.value")
    assert (second["property"], second["value"]) == ("equipment.number", "TSTU1")
    assert set(first) | set(second) <= {
        "errorCode",
        "property",
        "value",
        "jsonPath",
        "errorCodeText",
        "errorCodeMessage",
    }
    answers, _, _ = read_told(said)
    assert not any(part.quarantined for part in answers)


def test_a_pointer_is_a_path() -> None:
    assert json_path("/events/3/seals/0/number") == "$.events[3].seals[0].number"
