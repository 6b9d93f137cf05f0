"""What a manifest says, in the ways that senders say it."""

from datetime import UTC, datetime

import pytest

from quaywatch.cargo import (
    BillLevel,
    Consignment,
    Conveyance,
    FilingFunction,
    FreightPayment,
    PackedStatus,
    Party,
    PartyRole,
    Seal,
    SealIssuer,
)
from tests.formats.making import codes, interchange, message, problems, understood

HEADER = (
    "BGM+85+MANIFEST7+9",
    "DTM+137:202602011200:203",
    "NAD+MS+EXAGENT",
    "TDT+20+123N+1++EXLU:172:20+++V7AB1:103::EXAMPLE STAR:LR",
    "LOC+5+ECGYE:139:6",
    "LOC+60+BEANR:139:6",
    "DTM+132:20260214:102",
    "DTM+133:2602010630:203",
)
BOX = ("EQD+CN+TSTU1234560+45R1:102:5++3+5", "SEL+S1+SH", "SEL+S2+CU", "MEA+AAE+G+KGM:20412.5")
BOX2 = ("EQD+CN+TSTU7654321+2210:102:5++3+4", "TMP+2+-018:CEL", "MEA+AAE+VGM+TNE:25")


def bill(number: int, *boxes: str) -> tuple[str, ...]:
    return (
        f"CNI+{number}+B{number}",
        f"RFF+BM:B{number}",
        "NAD+CN+BE0123:160++KALDOR IMPORT:AFD 7+KAAI 1:DOK 2+ANTWERPEN++2030+BE",
        "CTA+IC+:JANSSENS",
        "COM+003230000:TE+info@kaldor.example:EM",
        f"GID+1+{10 * number}:CT",
        "FTX+AAA+++FRESH:BANANAS",
        "FTX+AAA+++22XU",
        "MEA+WT+AAB+KGM:1000,5",
        *(f"SGP+{box}+5" for box in boxes),
        "PCI+28+N/M:LOT 4",
        "CST++08039010:122",
        "DGS+IMD+3+1993",
    )


def only(*segments: str) -> Consignment:
    parts, (found,) = understood(interchange(message(*segments)).encode())
    assert [p for p in problems(parts) if p.severity != "info"] == []
    return found


def test_header_gives_sender_reference_function_and_what_consignments_inherit() -> None:
    parts, (found,) = understood(interchange(message(*HEADER, *bill(1))).encode())
    (filing,) = [part.filing for part in parts if part.filing]
    assert (filing.header.sender, filing.header.reference) == ("EXAMPLE LINE", "MANIFEST7")
    assert filing.header.function is FilingFunction.ORIGINAL
    assert found.conveyance == Conveyance(
        vessel_name="EXAMPLE STAR",
        voyage="123N",
        carrier_code="EXLU",
        departure_at=datetime(2026, 2, 1, 6, 30, tzinfo=UTC),
        arrival_at=datetime(2026, 2, 14, tzinfo=UTC),
    )
    assert (found.route.port_of_loading, found.route.port_of_discharge) == ("ECGYE", "BEANR")


@pytest.mark.parametrize(
    ("code", "function"), [("9", "original"), ("5", "amendment"), ("1", "cancellation")]
)
def test_message_function(code: str, function: str) -> None:
    parts, _ = understood(interchange(message(f"BGM+85+M+{code}")).encode())
    (filing,) = [part.filing for part in parts if part.filing]
    assert (filing.header.function, filing.consignments) == (function, ())


def test_party_with_contacts() -> None:
    assert only(*HEADER, *bill(1)).parties == (
        Party(
            role=PartyRole.CONSIGNEE,
            name="KALDOR IMPORT AFD 7",
            identifier="BE0123",
            address="KAAI 1 DOK 2",
            city="ANTWERPEN",
            postcode="2030",
            country="BE",
            telephone="003230000",
            email="info@kaldor.example",
        ),
    )


def test_party_in_free_lines() -> None:
    found = only(*HEADER, "CNI+1+B1", "NAD+CZ++NARDIM SA:KM 3 VIA NORTE:GUAYAQUIL")
    (party,) = found.parties
    assert (party.name, party.address) == ("NARDIM SA", "KM 3 VIA NORTE GUAYAQUIL")


def test_goods_line() -> None:
    (item,) = only(*HEADER, *BOX, *bill(1, "TSTU1234560")).goods_items
    assert item.description == "FRESH BANANAS 22XU"
    assert (item.package_count, item.package_type, item.gross_mass_kg) == (10, "CT", 1000.5)
    assert (item.marks, item.hs_code, item.undg) == ("N/M LOT 4", "08039010", "1993")
    assert item.equipment_numbers == ("TSTU1234560",)


def test_containers_listed_before_the_consignments() -> None:
    found = only(*HEADER, *BOX, *BOX2, *bill(1, "TSTU7654321", "TSTU1234560"))
    reefer, dry = found.equipment
    assert dry.seals == (
        Seal(number="S1", issuer=SealIssuer.SHIPPER),
        Seal(number="S2", issuer=SealIssuer.CUSTOMS),
    )
    assert (dry.size_type, dry.packed_status) == ("45R1", PackedStatus.FULL)
    assert (reefer.temperature_c, reefer.verified_gross_mass_kg) == (-18.0, 25000.0)
    assert reefer.packed_status is PackedStatus.EMPTY


def test_containers_listed_after_the_consignments() -> None:
    segments = (*bill(1, "TSTU1234560"), *bill(2, "TSTU7654321"), *BOX, *BOX2)
    _, (one, two) = understood(interchange(message(*HEADER, *segments)).encode())
    assert [box.size_type for box in one.equipment] == ["45R1"]
    assert [box.size_type for box in two.equipment] == ["2210"]


def test_containers_within_each_consignment() -> None:
    segments = (*bill(1)[:5], *BOX, *bill(1)[5:], *bill(2)[:5], *BOX2, *bill(2)[5:])
    _, (one, two) = understood(interchange(message(*HEADER, *segments)).encode())
    assert [box.number for box in one.equipment] == ["TSTU1234560"]
    assert [box.number for box in two.equipment] == ["TSTU7654321"]
    assert two.goods_items[0].package_count == 20


def test_a_single_consignment_without_links_has_all_containers() -> None:
    assert len(only(*HEADER, *BOX, *BOX2, *bill(1)).equipment) == 2


def test_a_container_that_nothing_describes_is_kept_by_its_number() -> None:
    (box,) = only(*HEADER, *bill(1, "TSTU 1111111")).equipment
    assert box.number == "TSTU 1111111"


def test_containers_in_no_consignment_are_named() -> None:
    segments = (*HEADER, *BOX, *BOX2, *bill(1, "TSTU1234560"), *bill(2, "TSTU1234560"))
    parts, _ = understood(interchange(message(*segments)).encode())
    (told,) = problems(parts)
    assert told.code == "equipment.loose"
    assert "TSTU7654321" in told.message


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (("RFF+BM:X",), ("X", BillLevel.MASTER, None)),
        (("RFF+MB:M",), ("M", BillLevel.MASTER, None)),
        (("RFF+BM:X", "RFF+MB:M"), ("X", BillLevel.HOUSE, "M")),
        (("RFF+BH:H", "RFF+MB:M"), ("H", BillLevel.HOUSE, "M")),
        (("RFF+AAM:W1",), ("W1", BillLevel.MASTER, None)),
        (("RFF+AAA:A1", "RFF+ZZZ:Z"), ("A1", BillLevel.MASTER, None)),
    ],
)
def test_which_reference_is_the_bill(
    references: tuple[str, ...], expected: tuple[str, BillLevel, str | None]
) -> None:
    found = only(*HEADER, "CNI+1", *references)
    assert (found.reference, found.level, found.master_reference) == expected


def test_the_number_of_the_consignment_segment_serves_without_reference() -> None:
    assert only(*HEADER, "CNI+1+B77:9").reference == "B77"


def test_one_consignment_segment_may_hold_several_bills() -> None:
    first, second = bill(1)[1:], bill(2)[1:]
    data = interchange(message(*HEADER, "CNI+1+MASTER", *first, *second)).encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1", "B2"]
    (spans,) = [part.spans for part in parts if part.filing]
    assert data[slice(*spans[1])].startswith(b"RFF+BM:B2")


def test_places_of_a_consignment_come_before_those_of_the_header() -> None:
    places = (
        "LOC+9+COCTG",
        "LOC+11+NLRTM:139:6 ",
        "LOC+13+PABLB",
        "LOC+88+COBOG",
        "LOC+7+:::BASEL",
    )
    route = only(*HEADER, "CNI+1+B1", *places).route
    assert route.port_of_loading == "COCTG"
    assert route.port_of_discharge == "NLRTM"
    assert route.transhipment_ports == ("PABLB",)
    assert (route.place_of_receipt, route.place_of_delivery) == ("COBOG", "BASEL")


def test_a_voyage_of_its_own() -> None:
    found = only(
        *HEADER, "CNI+1+B1", "TDT+20+9W+1++OTHR+++9074729:146:11:SECOND", "DTM+133:20260105:102"
    )
    assert (found.conveyance.vessel_name, found.conveyance.imo_number) == ("SECOND", "9074729")
    assert found.conveyance.departure_at == datetime(2026, 1, 5, tzinfo=UTC)


def test_freight() -> None:
    assert only(*HEADER, "CNI+1+B1", "CPI+4++C").freight_payment is FreightPayment.COLLECT


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("DTM+133:20260105:102", datetime(2026, 1, 5, tzinfo=UTC)),
        ("DTM+133:2601051530:203", datetime(2026, 1, 5, 15, 30, tzinfo=UTC)),
        ("DTM+133:260105:101", datetime(2026, 1, 5, tzinfo=UTC)),
        ("DTM+133:050126:2", datetime(2026, 1, 5, tzinfo=UTC)),
        ("DTM+133:20260105153012:204", datetime(2026, 1, 5, 15, 30, 12, tzinfo=UTC)),
        ("DTM+133:202601051530?+0100:205", datetime(2026, 1, 5, 14, 30, tzinfo=UTC)),
        ("DTM+133:202601051530UTC:303", datetime(2026, 1, 5, 15, 30, tzinfo=UTC)),
    ],
)
def test_dates_in_the_formats_met(written: str, expected: datetime) -> None:
    assert only("BGM+85+M+9", "CNI+1+B1", written).conveyance.departure_at == expected


@pytest.mark.parametrize(
    ("segment", "code"),
    [
        ("DTM+133:20261399:102", "date.unreadable"),
        ("MEA+AAE+G+KGM:HEAVY", "mass.not-a-number"),
        ("MEA+AAE+G+KGM:nan", "mass.not-a-number"),
        ("GID+2+MANY:CT", "packages.not-a-number"),
        ("QQQ+1", "segment.unknown"),
    ],
)
def test_a_value_that_makes_no_sense_is_located_and_the_consignment_kept(
    segment: str, code: str
) -> None:
    data = interchange(message(*HEADER, *bill(1)[:6], segment, *bill(1)[6:], *bill(2))).encode()
    parts, found = understood(data)
    (told,) = problems(parts)
    assert told.code == code
    assert told.offset == data.index(segment.encode())
    assert told.segment == data[: told.offset].count(b"'") + 1
    assert len(found) == 2


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (("CNI+2", "NAD+CN+++NOBODY", "GID+1+1:CT"), "consignment.reference-missing"),
        (("CNI+2+B2", "RFF+BM:B2", "\x07\x90G7+1"), "segment.malformed"),
    ],
)
def test_a_consignment_that_cannot_be_understood_goes_to_quarantine_alone(
    bad: tuple[str, ...], code: str
) -> None:
    data = interchange(message(*HEADER, *bill(1), *bad, *bill(3))).encode("latin-1")
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1", "B3"]
    (part,) = [part for part in parts if part.quarantined]
    assert part.data == "".join(f"{segment}'" for segment in bad).encode("latin-1")
    assert [problem.code for problem in part.problems] == [code]
    assert len([part for part in parts if part.filing]) == 2


def test_a_truncated_file_keeps_what_came_whole() -> None:
    whole = interchange(message(*HEADER, *bill(1), *bill(2)))
    data = whole[: whole.rindex("MEA+WT+AAB") + 7].encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1"]
    assert {"consignment.truncated", "message.trailer-missing"} <= codes(parts)
    (lost,) = [part for part in parts if part.quarantined]
    assert lost.data.startswith(b"CNI+2")
    assert lost.data.endswith(b"MEA+WT+")
