"""What a declaration says, in nouns."""

from datetime import UTC, datetime

import pytest

from quaywatch.cargo import (
    BillLevel,
    CallKind,
    Classifier,
    Filing,
    FilingFunction,
    FreightPayment,
    MovementKind,
    PackedStatus,
    PartyRole,
)
from quaywatch.formats.ics2.instances import maximal
from quaywatch.formats.ics2.nouns import mapped
from tests.formats.ics2.samples import changed, in_soap, sample, with_prefix
from tests.formats.making import understood

BOX = "TSTU1234560"


def filing(data: bytes) -> Filing:
    parts, _ = understood(data)
    (only,) = [part for part in parts if part.filing is not None]
    assert only.filing is not None
    return only.filing


def test_a_master_bill_and_its_houses_are_three_consignments() -> None:
    master, first, second = filing(sample("ie3f11")).consignments
    assert (master.reference, master.level) == ("EXLU000001", BillLevel.MASTER)
    assert (first.reference, first.level) == ("HB-1", BillLevel.HOUSE)
    assert first.master_reference == second.master_reference == "EXLU000001"
    assert [item.description for item in second.goods_items] == ["WOODEN TOYS"]


def test_the_header_names_filing_type_reference_and_sender() -> None:
    header = filing(sample("ie3f11")).header
    assert (header.format, header.filing_type, header.reference) == ("ics2", "F11", "L-2026-1")
    assert header.sender == "BE0123456789"
    assert header.function is FilingFunction.ORIGINAL


def test_parties_come_in_their_roles_with_their_numbers_and_ways_to_reach_them() -> None:
    _, house, _ = filing(sample("ie3f11")).consignments
    assert [party.role for party in house.parties] == [
        PartyRole.CONSIGNOR,
        PartyRole.CONSIGNEE,
        PartyRole.NOTIFY_PARTY,
        PartyRole.BUYER,
        PartyRole.SELLER,
        PartyRole.CARRIER,
        PartyRole.DECLARANT,
    ]
    consignor, consignee = house.parties[:2]
    assert (consignor.name, consignor.email) == ("NARDIM & TASQUE", "orders@nardim.example")
    assert (consignor.telephone, consignor.city) == ("+593 4 000", "Guayaquil")
    assert (consignee.identifier, consignee.country) == ("BE0987654321", "BE")


def test_goods_and_boxes_keep_what_is_declared_of_them() -> None:
    _, house, _ = filing(sample("ie3f11")).consignments
    (item,) = house.goods_items
    assert (item.hs_code, item.package_count, item.package_type) == ("080390", 1080, "CT")
    assert (item.gross_mass_kg, item.equipment_numbers) == (20412.5, (BOX,))
    (box,) = house.equipment
    assert (box.number, box.size_type, box.packed_status) == (BOX, "45R1", PackedStatus.FULL)
    assert [seal.number for seal in box.seals] == ["S45600"]
    assert house.freight_payment is FreightPayment.PREPAID


def test_a_seal_named_only_at_the_goods_item_is_a_seal_of_the_box() -> None:
    data = changed("ie3f11", "<identifier>S45600</identifier>", "<identifier>S9</identifier>", 1)
    master, *_ = filing(data).consignments
    seals = {seal.number for box in master.equipment if box.number == BOX for seal in box.seals}
    assert seals == {"S9", "S45600"}


def test_the_way_and_the_vessel_are_those_of_the_declaration() -> None:
    master, house, _ = filing(sample("ie3f11")).consignments
    assert master.route.countries == ("EC", "PA", "BE")
    assert house.route.countries == ("EC", "BE")
    assert (house.route.port_of_loading, house.route.port_of_discharge) == ("ECGYE", "BEANR")
    assert house.route.first_entry == "BE101000"
    assert house.conveyance.imo_number == "9074729"
    assert house.conveyance.departure_at == datetime(2026, 2, 1, 6, 30, tzinfo=UTC)


def test_countries_of_routing_follow_their_numbers_not_their_places() -> None:
    text = sample("ie3f11").decode()
    one, two = "<sequenceNumber>1</sequenceNumber>", "<sequenceNumber>2</sequenceNumber>"
    swapped = text.replace(one, "?").replace(two, one).replace("?", two)
    master, house, _ = filing(swapped.encode()).consignments
    assert (master.route.countries, house.route.countries) == (("PA", "EC", "BE"), ("BE", "EC"))


def test_a_related_filing_is_the_filing_with_what_customs_found_before() -> None:
    declared, related = filing(sample("ie3f11")), filing(sample("ie4r05"))
    assert related.consignments == declared.consignments
    assert related.header.mrn == "26BE000000000001A1"
    (finding,) = related.findings
    assert (finding.analysis, finding.authority, finding.level) == ("RA-9", "NL", "3")
    assert finding.text == "shipper not seen before"
    (control,) = related.controls
    assert (control.office, control.kind, control.result) == ("NL000510", "2", "A1")
    (movement,) = related.movements
    assert (movement.kind, movement.equipment_number) == (MovementKind.INSPECTED, BOX)


def test_an_arrival_is_a_call_expected_and_actual() -> None:
    expected, actual = filing(sample("ie4n07")).calls
    assert expected.kind is actual.kind is CallKind.ARRIVAL
    assert (expected.classifier, actual.classifier) == (Classifier.ESTIMATED, Classifier.ACTUAL)
    assert actual.at == datetime(2026, 2, 14, 3, 40, tzinfo=UTC)
    assert (actual.imo_number, actual.facility) == ("9074729", "BE101000")


def test_a_decision_to_control_holds_the_boxes_it_names() -> None:
    decided = filing(sample("ie4n09"))
    (control,) = decided.controls
    assert control.scheduled_at == datetime(2026, 2, 15, 6, tzinfo=UTC)
    assert (control.result, control.place) == (None, "Scan site north")
    (movement,) = decided.movements
    assert (movement.kind, movement.equipment_number) == (MovementKind.HELD, BOX)


@pytest.mark.parametrize("wrap", [in_soap, with_prefix])
def test_an_envelope_changes_nothing_of_what_is_said(wrap: object) -> None:
    assert callable(wrap)
    assert filing(wrap(sample("ie4r05"))) == filing(sample("ie4r05"))


def test_a_straight_bill_is_one_consignment_of_master_level() -> None:
    (consignment,) = mapped(maximal("IE3F10").content).filing.consignments
    assert consignment.level is BillLevel.MASTER
    assert consignment.reference
    assert consignment.goods_items


def test_an_amendment_and_a_withdrawal_say_so() -> None:
    amended = mapped(maximal("IE3A12").content).filing.header
    withdrawn = mapped(maximal("IE3Q04").content).filing.header
    assert amended.function is FilingFunction.AMENDMENT
    assert withdrawn.function is FilingFunction.CANCELLATION
    assert amended.mrn
    assert withdrawn.mrn
