"""Track & Trace events of any version become movements and calls."""

from datetime import UTC, datetime
from typing import Any

import pytest

from quaywatch.cargo import CallKind, Classifier, MovementKind, Seal, SealIssuer, Severity
from tests.formats.dcsa.saying import CALL, equipment, told, transport
from tests.formats.making import problems


def test_an_equipment_event_says_where_a_box_is_and_who_closed_it() -> None:
    parts, (movement,), calls = told(equipment(1))
    assert (movement.equipment_number, movement.kind) == ("TSTU0000001", MovementKind.DISCHARGED)
    assert movement.at == datetime(2026, 5, 2, 7, 30, tzinfo=UTC)
    assert (movement.classifier, movement.packed) == (Classifier.ACTUAL, True)
    assert (movement.location, movement.facility) == ("BEANR", "EXQ1")
    assert (movement.vessel_name, movement.imo_number) == ("EXAMPLE STAR", "9074729")
    assert (movement.carrier_code, movement.size_type) == ("EXLU", "45R1")
    assert (movement.transport_document, movement.booking) == ("BL1", "BK1")
    assert movement.seals == (Seal(number='S"{1', issuer=SealIssuer.CUSTOMS), Seal(number="S2"))
    assert problems(parts) == []
    assert calls == []


@pytest.mark.parametrize(("code", "voyage"), [("LOAD", "101S"), ("DISC", "101N")])
def test_a_box_goes_aboard_for_the_voyage_out_and_ashore_from_the_voyage_in(
    code: str, voyage: str
) -> None:
    _, (movement,), _ = told(equipment(1, code))
    assert movement.voyage == voyage


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("GTIN", MovementKind.GATE_IN),
        ("GTOT", MovementKind.GATE_OUT),
        ("STUF", MovementKind.STUFFED),
        ("STRP", MovementKind.STRIPPED),
        ("PICK", MovementKind.PICKED_UP),
        ("DROP", MovementKind.DROPPED_OFF),
        ("INSP", MovementKind.INSPECTED),
        ("RSEA", MovementKind.RESEALED),
        ("RMVD", MovementKind.REMOVED),
        ("CUSS", MovementKind.HELD),
        ("CUSR", MovementKind.RELEASED),
    ],
)
def test_every_code_of_a_movement_has_its_kind(code: str, kind: MovementKind) -> None:
    _, (movement,), _ = told(equipment(1, code))
    assert movement.kind is kind


def test_a_transport_event_is_a_call_of_the_vessel() -> None:
    parts, movements, (call,) = told(transport())
    assert (call.kind, call.classifier) == (CallKind.ARRIVAL, Classifier.ESTIMATED)
    assert (call.location, call.facility, call.voyage) == ("BEANR", "Example Quay", "101N")
    assert (call.vessel_name, call.imo_number, call.carrier_code) == (
        "EXAMPLE STAR",
        "9074729",
        "EXLU",
    )
    assert movements == []
    assert problems(parts) == []
    assert parts[1].filing is not None
    assert parts[1].filing.header.sender == "EXLU"


def test_boxes_that_an_arrival_names_have_arrived() -> None:
    event = equipment(1, eventType="TRANSPORT", transportEventTypeCode="ARRI")
    event["references"] = [{"referenceType": "EQ", "referenceValue": "TSTU0000009"}]
    _, (movement,), (call,) = told(event)
    assert (movement.equipment_number, movement.kind) == ("TSTU0000009", MovementKind.ARRIVED)
    assert (call.kind, call.location) == (CallKind.ARRIVAL, "BEANR")


def test_a_train_makes_no_call_of_a_vessel() -> None:
    event = equipment(1, eventType="TRANSPORT", transportEventTypeCode="DEPA")
    event["transportCall"] = {**CALL, "modeOfTransport": "RAIL"}
    _, movements, calls = told(event)
    assert (movements, calls) == ([], [])


def test_the_beta_of_version_3_puts_a_payload_under_metadata() -> None:
    flat = equipment(1)
    beta = {
        "metadata": {"eventID": flat["eventID"], "eventType": "EQUIPMENT"},
        "payload": {
            key: flat[key]
            for key in ("eventClassifierCode", "eventDateTime", "equipmentEventTypeCode")
        }
        | {"equipmentReference": "TSTU0000001", "location": {"UNLocationCode": "NLRTM"}},
    }
    _, (movement,), _ = told(beta)
    assert (movement.equipment_number, movement.location) == ("TSTU0000001", "NLRTM")


def test_papers_and_sensors_are_kept_without_a_movement() -> None:
    shipment = equipment(1, eventType="SHIPMENT", shipmentEventTypeCode="ISSU")
    sensor = transport(eventClassification={"eventTypeCode": "IOT", "eventClassifierCode": "ACT"})
    parts, movements, calls = told(shipment, sensor)
    assert (movements, calls, problems(parts)) == ([], [], [])


FATAL: list[tuple[dict[str, Any], str]] = [
    ({"eventDateTime": "2026/05/02 09:30"}, '/1/eventDateTime: "2026/05/02 09:30"'),
    ({"eventDateTime": "2026-05-02T09:30:00"}, '/1/eventDateTime: "2026-05-02T09:30:00"'),
    ({"eventClassifierCode": "MAYBE"}, '/1/eventClassifierCode: "MAYBE"'),
    ({"equipmentEventTypeCode": "LOST"}, '/1/equipmentEventTypeCode: "LOST"'),
    ({"equipmentReference": 7}, "/1/equipmentReference: 7"),
    ({"eventLocation": {"UNLocationCode": 5}}, "/1/eventLocation/UNLocationCode: 5"),
    ({"seals": [{"sealNumber": "1"}, {"sealNumber": []}]}, "/1/seals/1/sealNumber: []"),
    ({"eventDateTime": None}, "/1: lacks eventDateTime"),
    ({"eventClassifierCode": None}, "/1: lacks eventClassifierCode"),
    ({"equipmentReference": None}, "/1: lacks equipmentReference"),
    ({"equipmentEventTypeCode": None}, "/1: lacks equipmentEventTypeCode"),
]


@pytest.mark.parametrize(("change", "said"), FATAL)
def test_a_wrong_event_is_set_aside_alone_and_the_wrong_value_is_named(
    change: dict[str, Any], said: str
) -> None:
    parts, movements, _ = told(equipment(1), equipment(2, **change), equipment(3))
    assert [m.equipment_number for m in movements] == ["TSTU0000001", "TSTU0000003"]
    (problem,) = problems(parts)
    (aside,) = [part for part in parts if part.quarantined]
    assert problem.severity is Severity.ERROR
    assert problem.message.startswith(said)
    assert problem.segment == 2
    assert problem.offset is not None
    data = b"".join(part.data for part in parts)
    value = said.partition(": ")[2] if "lacks" not in said else "{"
    assert data[problem.offset :].startswith(value.encode())
    assert aside.offset <= problem.offset < aside.offset + len(aside.data)


DOUBTFUL: list[tuple[dict[str, Any], str]] = [
    ({"eventID": 123}, "/0/eventID: 123 is no text"),
    ({"eventID": "first"}, '/0/eventID: "first" is no UUID'),
    ({"eventID": None}, "/0: lacks eventID"),
    ({"eventCreatedDateTime": None}, "/0: lacks eventCreatedDateTime"),
    ({"eventCreatedDateTime": "2099-01-01T00:00:00Z"}, "/0/eventCreatedDateTime"),
    ({"eventCreatedDateTime": "2026-04-01T00:00:00Z"}, "/0/eventCreatedDateTime"),
    ({"eventLocation": {"UNLocationCode": "XYABC"}}, '/0/eventLocation/UNLocationCode: "XYABC"'),
    ({"transportCall": {"UNLocationCode": "BEANTW"}}, '/0/transportCall/UNLocationCode: "BEANTW"'),
]


@pytest.mark.parametrize(("change", "said"), DOUBTFUL)
def test_a_doubtful_value_is_named_and_the_event_is_kept(change: dict[str, Any], said: str) -> None:
    parts, movements, _ = told(equipment(1, **change))
    assert len(movements) == 1
    (problem,) = problems(parts)
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith(said)


def test_an_event_identifier_that_comes_twice_is_named() -> None:
    parts, movements, _ = told(equipment(1), equipment(2), equipment(1))
    assert len(movements) == 3
    (problem,) = problems(parts)
    assert problem.message.startswith("/2/eventID")
