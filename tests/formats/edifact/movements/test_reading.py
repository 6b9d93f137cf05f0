"""What messages about containers say, in the ways that their senders say it."""

from datetime import UTC, datetime

import pytest

from quaywatch.cargo import Movement, Problem, Route, Severity, TransportCall
from quaywatch.formats import Part
from tests.formats.making import interchange, message, problems, understood

PLAN = (
    "BGM++M7+9",
    "DTM+137:2603011447:201",
    "TDT+20+12N+++EXLU:172:20+++V7AB1:103:ZZZ:EXAMPLE STAR",
    "LOC+5+PAMIT:139:6",
    "LOC+61+BEANR:139:6",
    "DTM+133:2603011800:201",
    "DTM+132:202603140600:203",
    "RFF+VON:12N",
)
REEFER = (
    "LOC+147+0030586::5",
    "MEA+WT++KGM:24000",
    "MEA+VGM++KGM:24310.5",
    "TMP+2+56:FAH",
    "LOC+9+PAMIT:139:6",
    "LOC+11+BEANR:139:6 ",
    "LOC+76+ECGYE:139:6",
    "LOC+83+DEDUI:139:6",
    "RFF+BM:1",
    "EQD+CN+TSTU 1234560+45R1+++5",
    "NAD+CA+EXL:172:20",
    "DGS+IMD+3+1993",
)
NEXT = ("LOC+147+0030588::5", "MEA+WT++TNE:2.2", "EQD+CN+TSTU7654321+2210+++4", "NAD+CA+OTH:172:20")


def moved(parts: list[Part]) -> list[Movement]:
    return [m for part in parts if part.filing for m in part.filing.movements]


def called(parts: list[Part]) -> list[TransportCall]:
    return [c for part in parts if part.filing for c in part.filing.calls]


def read_message(*segments: str, kind: str) -> tuple[list[Movement], list[Problem]]:
    parts, _ = understood(interchange(message(*segments, kind=kind)).encode())
    return moved(parts), problems(parts)


def test_a_bayplan_says_what_is_aboard_and_where_it_goes() -> None:
    parts, _ = understood(
        interchange(message(*PLAN, *REEFER, *NEXT, kind="BAPLIE:D:95B:UN:SMDG22")).encode()
    )
    reefer, dry = moved(parts)
    assert problems(parts) == []
    assert (reefer.kind, reefer.classifier, reefer.stowage) == ("stowed", "actual", "0030586")
    assert (reefer.equipment_number, reefer.size_type) == ("TSTU 1234560", "45R1")
    assert reefer.at == datetime(2026, 3, 1, 18, tzinfo=UTC)
    assert (reefer.location, reefer.vessel_name, reefer.voyage) == ("PAMIT", "EXAMPLE STAR", "12N")
    assert (reefer.gross_mass_kg, reefer.verified_gross_mass_kg) == (24000, 24310.5)
    assert reefer.temperature_c == pytest.approx(13.333, abs=0.001)
    assert reefer.route == Route(
        port_of_loading="ECGYE",
        transhipment_ports=("PAMIT",),
        port_of_discharge="BEANR",
        place_of_delivery="DEDUI",
    )
    assert (reefer.carrier_code, dry.carrier_code, reefer.transport_document) == (
        "EXL",
        "OTH",
        None,
    )
    assert (reefer.packed, dry.packed, dry.gross_mass_kg) == (True, False, 2200)
    arrival = called(parts)[-1]
    assert (arrival.kind, arrival.location, arrival.classifier) == ("arrival", "BEANR", "estimated")


def test_the_bayplan_of_1991_names_ship_and_ports_elsewhere() -> None:
    (found,), told = read_message(
        "BGM++1",
        "DTM+137:2603011447:201",
        "TDT+20+7W++V7AB1:103::EXAMPLE STAR++EXL:172:20",
        "LOC+5+ECGYE",
        "LOC+147+0030586::5",
        "LOC+6+ECGYE",
        "LOC+12+BEANR",
        "EQD+CN+TSTU1234560+4532+++5",
        kind="BAPLIE:1:911:UN:SMDG15",
    )
    assert (found.vessel_name, found.voyage, found.carrier_code) == ("EXAMPLE STAR", "7W", "EXL")
    assert found.route == Route(port_of_loading="ECGYE", port_of_discharge="BEANR")
    assert told == []


def test_places_without_container_in_a_plan_are_counted_and_no_more() -> None:
    found, (told,) = read_message(
        *PLAN, "LOC+147+0030586::5", "EQD+CN++45R1+++5", *NEXT, kind="BAPLIE:D:13B:UN:SMDG31"
    )
    assert [m.equipment_number for m in found] == ["TSTU7654321"]
    assert (told.code, told.severity) == ("equipment.number-missing", Severity.INFO)
    assert told.message.startswith("1 of 2")


def test_containers_before_their_places_are_still_told_apart() -> None:
    found, told = read_message(
        *PLAN,
        "EQD+CN+TSTU1234560+45R1+++5",
        "LOC+147+0030586",
        "MEA+AAE+G+KGM:24000",
        "EQD+CN+TSTU7654321+2210+++4",
        "LOC+147+0030588",
        kind="BAPLIE:D:15A:UN",
    )
    assert [(m.equipment_number, m.stowage, m.gross_mass_kg) for m in found] == [
        ("TSTU1234560", "0030586", 24000),
        ("TSTU7654321", "0030588", None),
    ]
    assert [problem.code for problem in told] == ["segment.order"]


BOX = (
    "EQD+CN+TSTU1234560+45G1:102:5++3+5",
    "RFF+BM:EXLU9",
    "RFF+BN:BOOK9",
    "DTM+203:202603140913:203",
    "LOC+9+ECGYE:139:6",
    "LOC+147+0380886::5",
    "MEA+AAE+EGW+LBR:10000",
    "SEL+S9+CA",
    "SEL+S10+CU",
    "TDT+30++9+31",
)
VESSEL = "TDT+20+031W+1+13+EXL:172:20+++9074729:146:11:EXAMPLE STAR"


def test_a_discharge_report() -> None:
    (found,), told = read_message(
        "BGM+44+R1+9",
        VESSEL,
        "LOC+11+BEANR:139:6+K913:TER:ZZZ",
        *BOX,
        "CNT+16:1",
        kind="COARRI:D:95B:UN",
    )
    assert told == []
    assert (found.kind, found.location, found.facility) == ("discharged", "BEANR", "K913")
    assert (found.transport_document, found.booking) == ("EXLU9", "BOOK9")
    assert [(seal.number, seal.issuer) for seal in found.seals] == [
        ("S9", "carrier"),
        ("S10", "customs"),
    ]
    assert found.gross_mass_kg == pytest.approx(4535.9237)
    assert (found.imo_number, found.stowage) == ("9074729", "0380886")
    assert found.route == Route(port_of_loading="ECGYE", port_of_discharge="BEANR")


def test_a_place_aboard_is_text_however_its_tag_is_written() -> None:
    segments = ("BGM+44+R1+9", *(s.replace("LOC+147", "LOC\n+147") for s in BOX))
    (found,), _ = read_message(*segments, kind="COARRI:D:95B:UN")
    assert type(found.stowage) is str
    assert found.stowage == "0380886"


@pytest.mark.parametrize(
    ("kind", "begin", "expected"),
    [
        ("COARRI:D:00B:UN", "BGM+122+R1+9", ("loaded", "actual")),
        ("COPRAR:D:95B:UN", "BGM+45+R1+9", ("loaded", "planned")),
        ("COPRAR:D:00B:UN", "BGM+118+R1+9", ("discharged", "planned")),
        ("CODECO:D:95B:UN", "BGM+34+R1+9", ("gate_in", "actual")),
        ("CODECO:D:95B:UN", "BGM+36+R1+9", ("gate_out", "actual")),
        ("CODECO:D:00B:UN", "BGM+113+R1+9", ("stripped", "actual")),
        ("COSTCO:D:00B:UN", "BGM+122+R1+9", ("stuffed", "actual")),
        ("COPARN:D:95B:UN", "BGM+126+R1+9", ("gate_in", "planned")),
        ("COPARN:D:95B:UN", "BGM+12+R1+9", ("picked_up", "planned")),
        ("COPINO:D:95B:UN", "BGM+661+R1+9", ("gate_in", "planned")),
        ("VERMAS:D:16A:UN", "BGM+749+R1+9", ("weighed", "actual")),
        ("COARRI:D:95B:UN", "BGM++R1+9", ("discharged", "actual")),
    ],
)
def test_the_document_says_what_happens_to_its_containers(
    kind: str, begin: str, expected: tuple[str, str]
) -> None:
    (found,), _ = read_message(begin, "DTM+137:202603140900:203", VESSEL, *BOX, kind=kind)
    assert (found.kind, found.classifier) == expected


def test_a_stowage_instruction_says_before_its_containers_how_to_handle_them() -> None:
    third = ("LOC+147+0030590::5", "EQD+CN+TSTU1+2210+++4")
    found, told = read_message(
        *PLAN, "HAN+LOA", *NEXT, *third, "HAN+DIS", *third, kind="MOVINS:D:95B:UN:SMDG20"
    )
    assert told == []
    assert [(m.equipment_number, m.kind, m.classifier) for m in found] == [
        ("TSTU7654321", "loaded", "planned"),
        ("TSTU1", "loaded", "planned"),
        ("TSTU1", "discharged", "planned"),
    ]


def test_a_weighing_is_dated_by_its_weighing() -> None:
    (found,), _ = read_message(
        "BGM+749+1+9",
        "DTM+137:202603010000:203",
        "EQD+CN+TSTU1234560+22G1:6346:306",
        "RFF+BN:4001",
        "SEL+45545:CA",
        "MEA+AAE+VGM+KGM:12120",
        "DTM+WAT:202602280800:203",
        "DOC+SM1:VGM:306+X",
        kind="VERMAS:D:16A:UN:SMDG10",
    )
    assert found.at == datetime(2026, 2, 28, 8, tzinfo=UTC)
    assert (found.verified_gross_mass_kg, found.booking) == (12120, "4001")


def test_status_reports_tell_of_each_container_of_each_consignment() -> None:
    found, told = read_message(
        "BGM+23+1+9",
        "DTM+137:202603140900:203",
        "CNI+1+B1",
        "RFF+BM:B1",
        "STS+1+29",
        "DTM+334:202603140800:203",
        "LOC+175+BEANR:139:6",
        "TDT+20+12N+++EXL:172:20+++9074729:146:11:STAR",
        "LOC+9+ECGYE",
        "LOC+11+BEANR",
        "EQD+CN+TSTU1234560+45G1+++5",
        "SEL+S1+CA",
        "EQD+CN+TSTU7654321+22G1+++5",
        "SEL+S2+SH",
        "CNI+2+B2",
        "RFF+BM:B2",
        "STS+1+GTOT",
        "DTM+334:202603150800:203",
        "EQD+CN+TSTU1111111+22G1",
        "STS+1+XYZ",
        "EQD+CN+TSTU1111111+22G1",
        kind="IFTSTA:D:00B:UN",
    )
    assert [(m.equipment_number, m.kind, m.transport_document) for m in found] == [
        ("TSTU1234560", "discharged", "B1"),
        ("TSTU7654321", "discharged", "B1"),
        ("TSTU1111111", "gate_out", "B2"),
    ]
    assert [seal.number for m in found for seal in m.seals] == ["S1", "S2"]
    assert found[0].location == "BEANR"
    assert [problem.code for problem in told] == ["movement.status-unknown"]


def test_a_conveyance_report_tells_of_calls() -> None:
    parts, _ = understood(
        interchange(
            message(
                "BGM+98+V1+9",
                "DTM+132:202603140600:203",
                VESSEL,
                "LOC+60+BEANR:139:6+K913:TER",
                "LOC+125+PAMIT",
                "DTM+186:202603020100:203",
                kind="CUSREP:D:95B:UN",
            )
        ).encode()
    )
    found = {(c.kind, c.classifier, c.location, c.facility) for c in called(parts)}
    assert found == {
        ("departure", "actual", "PAMIT", None),
        ("arrival", "estimated", "BEANR", "K913"),
    }
    assert {c.imo_number for c in called(parts)} == {"9074729"}


def test_an_instruction_to_carry_is_a_consignment() -> None:
    _, (found,) = understood(
        interchange(
            message(
                "BGM+340+SI7+9",
                "RFF+BN:BOOK9",
                VESSEL,
                "LOC+9+ECGYE",
                "LOC+11+BEANR",
                "NAD+CZ+++NARDIM SA",
                "NAD+CN+++KALDOR BV",
                "GID+1+1080:CT",
                "FTX+AAA+++BANANAS",
                "MEA+AAE+G+KGM:20412",
                "SGP+TSTU1234560+1080",
                "EQD+CN+TSTU1234560+45R1:102:5",
                "TMP+2+13:CEL",
                "SEL+S1+SH",
                kind="IFTMIN:D:99B:UN",
            )
        ).encode()
    )
    assert (found.reference, found.booking) == ("BOOK9", "BOOK9")
    assert (found.route.port_of_discharge, found.conveyance.voyage) == ("BEANR", "031W")
    assert [item.equipment_numbers for item in found.goods_items] == [("TSTU1234560",)]
    assert [(box.size_type, box.temperature_c) for box in found.equipment] == [("45R1", 13)]


def test_the_bills_of_a_consolidation_hang_under_its_master() -> None:
    parts, found = understood(
        interchange(
            message(
                "BGM+787+C1+9",
                "RFF+MB:MASTER1",
                VESSEL,
                "CNI+1+H1",
                "RFF+BH:H1",
                "GID+1+3:CT",
                "CNI+2+H2",
                "RFF+BM:H2",
                "GID+1+3:CT",
                kind="IFCSUM:D:99B:UN",
            )
        ).encode()
    )
    assert [(c.reference, c.level, c.master_reference) for c in found] == [
        ("H1", "house", "MASTER1"),
        ("H2", "house", "MASTER1"),
    ]
    assert {part.filing.header.format for part in parts if part.filing} == {"ifcsum"}


@pytest.mark.parametrize(
    ("segment", "code", "severity"),
    [
        ("DTM+203:20261399:102", "date.unreadable", "warning"),
        ("MEA+AAE+G+KGM:HEAVY", "mass.not-a-number", "warning"),
        ("TMP+2+COLD:CEL", "temperature.not-a-number", "warning"),
        ("LOC+11+*****:139:6", "place.unstated", "info"),
        ("QQQ+1", "segment.unknown", "warning"),
    ],
)
def test_a_value_that_makes_no_sense_is_located_and_the_container_kept(
    segment: str, code: str, severity: str
) -> None:
    whole = message(
        "BGM+44+R1+9", VESSEL, *BOX[:1], segment, *BOX[3:], *BOX, kind="COARRI:D:95B:UN"
    )
    data = interchange(whole).encode()
    parts, _ = understood(data)
    (told,) = problems(parts)
    assert (told.code, told.severity) == (code, severity)
    assert told.offset == data.index(segment.encode())
    assert told.segment == data[: told.offset].count(b"'") + 1
    assert len(moved(parts)) == 2


def test_a_container_whose_segments_are_none_goes_to_quarantine_alone() -> None:
    bad = ("EQD+CN+TSTU7654321+22G1", "\x07\x90G7+1", "SEL+S3+CA")
    data = interchange(
        message("BGM+44+R1+9", VESSEL, *BOX, *bad, *BOX, kind="COARRI:D:95B:UN")
    ).encode("latin-1")
    parts, _ = understood(data)
    assert [m.equipment_number for m in moved(parts)] == ["TSTU1234560", "TSTU1234560"]
    (aside,) = [part for part in parts if part.quarantined]
    assert aside.data == "".join(f"{segment}'" for segment in bad).encode("latin-1")
    assert [problem.code for problem in aside.problems] == ["segment.malformed"]


def test_a_truncated_report_keeps_the_containers_that_came_whole() -> None:
    whole = interchange(message("BGM+44+R1+9", VESSEL, *BOX, *BOX, kind="COARRI:D:95B:UN"))
    parts, _ = understood(whole[: whole.rindex("SEL+S9") + 5].encode())
    assert len(moved(parts)) == 1
    (aside,) = [part for part in parts if part.quarantined]
    assert aside.data.startswith(b"EQD+CN+")


def test_a_sender_that_counts_otherwise_is_told() -> None:
    _, (told,) = read_message("BGM+44+R1+9", VESSEL, *BOX, "CNT+16:5", kind="COARRI:D:95B:UN")
    assert told.code == "message.equipment-count"
    assert "counts 5" in told.message


@pytest.mark.parametrize(
    ("segments", "form"),
    [
        ((*PLAN, *REEFER), "baplie"),
        (("BGM+36+R1+9", *BOX), "codeco"),
        (("BGM+785+M1+9", "CNI+1+B1"), "cuscar"),
    ],
)
def test_a_message_without_type_is_known_by_its_segments(
    segments: tuple[str, ...], form: str
) -> None:
    parts, _ = understood(interchange(message(*segments, kind=":D:95B:UN")).encode())
    assert {part.filing.header.format for part in parts if part.filing} == {form}
    bare, _ = understood("'".join([*segments, ""]).encode())
    assert {part.filing.header.format for part in bare if part.filing} == {form}


def test_long_messages_come_in_parts_and_lose_nothing_at_their_seams() -> None:
    boxes = [
        segment.replace("1234560", f"{number:07}") for number in range(12_000) for segment in BOX
    ]
    data = interchange(message("BGM+44+R1+9", VESSEL, *boxes, kind="COARRI:D:95B:UN")).encode()
    parts, _ = understood(data)
    assert [m.equipment_number for m in moved(parts)] == [f"TSTU{n:07}" for n in range(12_000)]
    assert problems(parts) == []
    assert max(len(part.data) for part in parts) < 3 << 20
    starts = [part.data[:7] for part in parts if part.filing][1:]
    assert starts
    assert set(starts) == {b"EQD+CN+"}


@pytest.mark.parametrize(
    ("kind", "segments"),
    [
        (
            "COPRAR:D:95B:UN",
            (
                "BGM+45+R1+9",
                "TDT+20+12N+++EXLU:172:20",
                "LOC+9+ECGYE:139:6",
                "DTM+133:202603011800:203",
                "DTM+180:202602281800:203",
                "EQD+CN+TSTU1234560",
            ),
        ),
        (
            "IFTSAI:D:00B:UN",
            (
                "BGM+TS2+R1+9",
                "TDT+20+12N+++EXLU:172:20",
                "LOC+5+ECGYE:139:6",
                "DTM+133:202603011800:203",
                "DTM+180:202602281800:203",
                "LOC+61+BEANR:139:6",
                "DTM+132:202603140600:203",
            ),
        ),
    ],
)
def test_until_when_boxes_are_taken_belongs_to_the_departure(
    kind: str, segments: tuple[str, ...]
) -> None:
    parts, _ = understood(interchange(message(*segments, kind=kind)).encode())
    closings = {call.kind.value: call.closing_at for call in called(parts)}
    assert closings.pop("departure") == datetime(2026, 2, 28, 18, tzinfo=UTC)
    assert set(closings.values()) <= {None}
