"""What the sets of the ocean trade say."""

from datetime import UTC, datetime

import pytest

from quaywatch.cargo import (
    BillLevel,
    CallKind,
    Classifier,
    FilingFunction,
    FreightPayment,
    MovementKind,
    PackedStatus,
    PartyRole,
    Seal,
    SealIssuer,
    Severity,
)
from tests.formats.making import problems, understood
from tests.formats.x12.writing import (
    CONSIST,
    CUSTOMS_STATUS,
    MANIFEST,
    OCEAN_BILL,
    STATUS,
    a_set,
    interchange,
    told,
)


def test_a_manifest_keeps_its_bills_their_boxes_and_their_seals() -> None:
    parts, (first, second) = understood(interchange(a_set(*MANIFEST)).encode())
    assert problems(parts) == []
    assert (first.id, first.level, first.booking) == ("EXLU:EXLU000001", BillLevel.MASTER, "BK1")
    (box,) = first.equipment
    assert (box.number, box.size_type, box.packed_status) == (
        "TSTU0000017",
        "45R1",
        PackedStatus.FULL,
    )
    assert box.seals == (
        Seal(number="S1"),
        Seal(number="S2", issuer=SealIssuer.SHIPPER),
        Seal(number="S3", issuer=SealIssuer.SHIPPER),
    )
    (goods,) = first.goods_items
    assert goods.description == "FRESH BANANAS 22XU CARTONS"
    assert (goods.hs_code, goods.package_count, goods.package_type) == ("080390", 1080, "CTN")
    assert (goods.gross_mass_kg, goods.marks, goods.undg) == (20412.5, "N/M", "1845")
    assert goods.equipment_numbers == ("TSTU0000017",)
    assert first.route.port_of_loading == "ECGYE"
    assert (first.route.port_of_discharge, first.route.place_of_delivery) == ("BEANR", "DEDUS")
    assert first.route.place_of_receipt == "TABACUNDO"
    assert (first.conveyance.imo_number, first.conveyance.voyage) == ("9074729", "101N")
    assert first.conveyance.arrival_at == datetime(2026, 5, 20, 6, 0, tzinfo=UTC)
    assert (second.level, second.master_reference) == (BillLevel.HOUSE, "EXLU000002")
    assert second.conveyance.carrier_code == "EXFW"
    (parts_line,) = second.goods_items
    assert parts_line.gross_mass_kg == pytest.approx(1000, abs=0.001)
    assert parts_line.package_type == "PKG"


def test_parties_keep_address_and_contacts() -> None:
    _, (bill, _) = understood(interchange(a_set(*MANIFEST)).encode())
    consignor, consignee, notified = bill.parties
    assert (consignor.role, consignor.identifier) == (PartyRole.CONSIGNOR, "EC0991")
    assert (consignor.address, consignor.city) == ("KM 5 VIA EXEMPLO", "GUAYAQUIL")
    assert (consignor.postcode, consignor.country) == ("090101", "EC")
    assert (consignor.telephone, consignor.email) == ("+593 4 000", "DESK@NARDIM.EXAMPLE")
    assert (consignee.role, consignee.name) == (PartyRole.CONSIGNEE, "KALDOR IMPORT")
    assert notified.role is PartyRole.NOTIFY_PARTY


def test_a_line_without_bill_is_set_aside_alone() -> None:
    lines = [*MANIFEST[:17], "LX*9", "N1*SH*NOBODY", *MANIFEST[17:]]
    parts, found = understood(interchange(a_set(*lines)).encode())
    assert [bill.reference for bill in found] == ["EXLU000001", "EXLUH00002"]
    (aside,) = [part for part in parts if part.quarantined]
    assert aside.data == b"LX*9~N1*SH*NOBODY~"
    (problem,) = aside.problems
    assert (problem.code, problem.offset) == ("bill.number-missing", aside.offset)


@pytest.mark.parametrize(
    ("code", "function"), [("A", FilingFunction.AMENDMENT), ("D", FilingFunction.CANCELLATION)]
)
def test_an_amendment_says_so(code: str, function: FilingFunction) -> None:
    lines = [*MANIFEST[:2], "LX*1", f"M13*EXLU*BEANR*{code}*EXLU000001*****EXLU"]
    parts, (bill,) = understood(interchange(a_set(*lines)).encode())
    assert bill.id == "EXLU:EXLU000001"
    assert [part.filing.header.function for part in parts if part.filing] == [function]


def test_a_bill_of_lading_is_one_set() -> None:
    parts, (bill,) = understood(interchange(a_set(*OCEAN_BILL, kind="310"), group="IO").encode())
    assert problems(parts) == []
    assert [part.filing.header.function for part in parts if part.filing] == [
        FilingFunction.AMENDMENT
    ]
    assert (bill.reference, bill.freight_payment) == ("EXLU000001", FreightPayment.PREPAID)
    assert bill.route.transhipment_ports == ("PABLB",)
    assert bill.conveyance.departure_at == datetime(2026, 5, 1, 6, tzinfo=UTC)
    (box,) = bill.equipment
    assert (box.number, box.size_type, box.gross_mass_kg) == ("TSTU0000017", "45R1", 21000.0)
    assert box.seals == (Seal(number="S1", issuer=SealIssuer.CUSTOMS),)
    assert box.temperature_c == pytest.approx(13.5)
    (goods,) = bill.goods_items
    assert (goods.description, goods.hs_code) == ("FRESH BANANAS 22XU", "080390")
    assert (goods.package_count, goods.gross_mass_kg) == (1080, 20412.5)


def test_a_status_is_a_movement() -> None:
    parts, (movement,), _ = told(interchange(a_set(*STATUS, kind="315"), group="QO"))
    assert problems(parts) == []
    assert (movement.equipment_number, movement.kind) == ("TSTU0000017", MovementKind.GATE_IN)
    assert movement.at == datetime(2026, 5, 20, 8, 7, tzinfo=UTC)
    assert (movement.location, movement.packed) == ("BEANR", True)
    assert (movement.transport_document, movement.booking) == ("EXLU000001", "BK1")
    assert movement.route is not None
    assert movement.route.port_of_loading == "ECGYE"


def test_a_status_that_is_no_movement_is_noted() -> None:
    other = STATUS[0].replace("*I*", "*AG*")
    parts, movements, _ = told(interchange(a_set(other, kind="315"), group="QO"))
    assert movements == []
    assert [p.severity for p in problems(parts)] == [Severity.INFO]
    assert not any(part.quarantined for part in parts)


@pytest.mark.parametrize("wrong", ["*20261399*", "**"])
def test_a_status_without_date_is_set_aside(wrong: str) -> None:
    event = STATUS[0].replace("*20260520*", wrong)
    parts, movements, _ = told(interchange(a_set(event, kind="315"), group="QO"))
    assert movements == []
    assert [part.quarantined for part in parts] == [False, True, False]


def test_customs_holds_and_releases_containers() -> None:
    parts, (held, released), _ = told(interchange(a_set(*CUSTOMS_STATUS, kind="350")))
    assert (held.equipment_number, held.kind) == ("TSTU0000017", MovementKind.HELD)
    assert (released.equipment_number, released.kind) == ("TSTU0000024", MovementKind.RELEASED)
    assert (held.location, held.vessel_name) == ("BEANR", "EXAMPLE STAR")
    assert [p.severity for p in problems(parts)] == [Severity.INFO]


def test_a_notice_of_arrival_names_the_box() -> None:
    lines = (
        *MANIFEST[:2],
        "M15*3*TSTU0000017*20260522*DEDUS*EXLU*1000*S9",
        "M15*2*B1*20260522*X*E*1",
    )
    parts, (movement,), _ = told(interchange(a_set(*lines, kind="353")))
    assert (movement.kind, movement.location) == (MovementKind.ARRIVED, "DEDUS")
    assert movement.seals == (Seal(number="S9"),)
    assert [p.code for p in problems(parts)] == ["event.other"]


def test_a_consist_says_what_is_expected_where() -> None:
    parts, (movement,), _ = told(interchange(a_set(*CONSIST, kind="358")))
    assert (movement.kind, movement.classifier) == (MovementKind.ARRIVED, Classifier.ESTIMATED)
    assert (movement.packed, movement.transport_document) == (False, "EXLU000001")
    assert problems(parts) == []
    lines = (MANIFEST[0], "P4*BEANR*20260520")
    _, _, (call,) = told(interchange(a_set(*lines, kind="358")))
    assert (call.kind, call.location, call.voyage) == (CallKind.ARRIVAL, "BEANR", "101N")
