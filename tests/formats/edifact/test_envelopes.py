"""Interchanges as they are met: every defect is located, every message still understood."""

import pytest

from tests.formats.making import codes, interchange, message, problems, understood

BILL = ("BGM+785+M1+9", "CNI+1+B1", "RFF+BM:B1", "GID+1+3:CT", "FTX+AAA+++COFFEE")


def references(data: bytes) -> list[str]:
    return [c.reference for c in understood(data)[1]]


def test_a_sound_interchange_has_no_problem() -> None:
    parts, found = understood(interchange(message(*BILL)).encode())
    assert [c.reference for c in found] == ["B1"]
    assert problems(parts) == []
    assert [part.filing is not None for part in parts] == [False, True, False]


@pytest.mark.parametrize(
    "advice",
    ["UNA:+.? '", "UNA:+,? '", "UNA:+.?*'", "UNA:+.?'", "UNA:+.'", "UNA:+.\\ '"],
)
def test_service_string_advice_of_any_length_is_understood(advice: str) -> None:
    assert references((advice + interchange(message(*BILL))).encode()) == ["B1"]


@pytest.mark.parametrize("chars", ["=*.? ~", "|!.# ;", "\x1f\x1d.\x1a \x1c", ":+.? \n"])
def test_any_service_characters_will_do(chars: str) -> None:
    component, element, _, release, _, terminator = chars
    plain = interchange(message(*BILL[:-1], "FTX+AAA+++KEEN'S 5:1+1 MIX~|"))
    table = {"+": element, ":": component, "'": terminator}
    head, _, rest = plain.partition("KEEN'S 5:1+1 MIX~|")
    text = "KEEN'S 5:1+1 MIX~|"
    for char in (release, component, element, terminator):
        text = text.replace(char, release + char)
    data = "UNA" + chars + head.translate(str.maketrans(table)) + text
    data += rest.translate(str.maketrans(table))
    parts, (found,) = understood(data.encode())
    assert found.goods_items[0].description == "KEEN'S 5:1+1 MIX~|"
    assert problems(parts) == []


def test_separators_without_advice_show_in_the_interchange_header() -> None:
    data = interchange(message(*BILL)).replace("+", "*").replace("'", "~")
    assert references(data.encode()) == ["B1"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\t", "\r\n   "])
def test_segments_may_stand_on_lines_of_their_own(line_end: str) -> None:
    data = interchange(message(*BILL)).replace("'", f"'{line_end}")
    parts, (found,) = understood(data.encode())
    assert found.goods_items[0].description == "COFFEE"
    assert problems(parts) == []


def test_lines_cut_at_a_fixed_width_are_joined_again() -> None:
    plain = interchange(message(*BILL[:-1], "FTX+AAA+++ROASTED COFFEE BEANS IN JUTE BAGS"))
    data = "\n".join(plain[i : i + 17] for i in range(0, len(plain), 17))
    _, (found,) = understood(data.encode())
    assert found.goods_items[0].description == "ROASTED COFFEE BEANS IN JUTE BAGS"


def test_a_line_end_inside_of_a_text_is_a_blank() -> None:
    data = interchange(message(*BILL[:-1], "FTX+AAA+++ROASTED\r\nCOFFEE")).encode()
    assert understood(data)[1][0].goods_items[0].description == "ROASTED COFFEE"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A?'B", "A'B"),
        ("A??", "A?"),
        ("A???'B", "A?'B"),
        ("A????", "A??"),
        ("1?+1?:2", "1+1:2"),
        ("WHAT?", "WHAT?"),
        ("WHY? SO", "WHY? SO"),
    ],
)
def test_release_characters_are_counted_by_parity(written: str, read: str) -> None:
    segments = (*BILL[:-1], f"FTX+AAA+++{written}:END")
    if written == "WHAT?":
        segments = (*BILL[:-1], "FTX+AAA+++WHAT??:END")
    _, (found,) = understood(interchange(message(*segments)).encode())
    assert found.goods_items[0].description == f"{read} END"


def test_a_group_tag_in_released_text_cuts_nothing() -> None:
    segments = (*BILL[:-1], "FTX+AAA+++BOX?'CNI+ ?'GID+ ?'EQD+")
    _parts, found = understood(interchange(message(*segments)).encode())
    assert [c.reference for c in found] == ["B1"]
    assert found[0].goods_items[0].description == "BOX'CNI"


@pytest.mark.parametrize(
    ("syntax", "encoding", "complaint"),
    [
        ("UNOC:3", "latin-1", set()),
        ("UNOE:3", "iso8859-5", set()),
        ("UNOW:4", "utf-8", set()),
        ("UNOC:3", "utf-8", {"charset.mismatch"}),
        ("UNOA:1", "latin-1", {"charset.mismatch"}),
        ("UNOY:4", "latin-1", {"charset.mismatch"}),
        ("ANSI:1", "utf-8", {"charset.mismatch"}),
    ],
)
def test_letters_are_read_by_evidence(syntax: str, encoding: str, complaint: set[str]) -> None:
    text = "ЯБЛОКИ" if encoding == "iso8859-5" else "MERCANCÍA CAFÉ"
    data = interchange(message(*BILL[:-1], f"FTX+AAA+++{text}"), syntax=syntax).encode(encoding)
    parts, (found,) = understood(data)
    assert found.goods_items[0].description == text
    assert codes(parts) == complaint


def test_groups_are_counted_apart_from_messages() -> None:
    group = "UNG+CUSCAR+A+B+260201:1200+5+UN+D:95B'"
    inner = group + message(*BILL) + message(*BILL) + "UNE+2+5'"
    parts, found = understood(interchange(inner).encode())
    assert len(found) == 2
    assert problems(parts) == []


def test_wrong_counts_and_references_are_located() -> None:
    data = interchange(message(*BILL, count=99), units=3).replace("UNZ+3+77", "UNZ+3+78").encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1"]
    told = {problem.code: problem for problem in problems(parts)}
    assert set(told) == {"message.count", "interchange.count", "interchange.reference"}
    assert told["message.count"].offset == data.index(b"UNT")
    assert told["message.count"].segment == 8
    assert told["interchange.count"].offset == data.index(b"UNZ")


def test_empty_segments_are_not_counted() -> None:
    data = interchange(message(*BILL)).replace("CNI", "''CNI").encode()
    parts, found = understood(data)
    assert len(found) == 1
    assert "message.count" not in codes(parts)


@pytest.mark.parametrize(
    ("missing", "complaint"),
    [
        ("UNT+7+1'", "message.trailer-missing"),
        ("UNZ+1+77'", "interchange.trailer-missing"),
        ("UNB+UNOC:3+EXAMPLE LINE+CUSTOMS+260201:1200+77'", "interchange.header-missing"),
        ("UNH+1+CUSCAR:D:95B:UN'", "message.header-missing"),
    ],
)
def test_a_missing_envelope_segment_hides_nothing(missing: str, complaint: str) -> None:
    data = interchange(message(*BILL)).replace(missing, "").encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1"]
    assert complaint in codes(parts)


def test_a_message_without_type_is_known_by_its_content() -> None:
    data = interchange(message(*BILL, kind=":D:95B:UN")).encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1"]
    assert problems(parts) == []


def test_many_interchanges_of_different_syntax_in_one_file() -> None:
    plain = interchange(message(*BILL))
    other = "UNA=*.? ~" + plain.replace("+", "*").replace(":", "=").replace("'", "~")
    data = plain + "\r\n" + other + "UNA:+.? '" + plain + plain
    parts, found = understood(data.encode())
    assert [c.reference for c in found] == ["B1"] * 4
    assert problems(parts) == []


@pytest.mark.parametrize("before", ["\ufeff", "'", "I", "\r\n\r\n", "From: someone\r\n\r\n"])
def test_what_stands_before_the_interchange_does_not_hide_it(before: str) -> None:
    data = (before + "UNA:+.? '" + interchange(message(*BILL))).encode()
    assert references(data) == ["B1"]


def test_a_message_of_another_type_goes_to_quarantine_whole_and_the_rest_goes_on() -> None:
    other = message("BGM++1", "TDT+20+1", kind="INVOIC:D:95B:UN")
    data = interchange(other, message(*BILL), other).encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1"]
    assert [p.data.decode() for p in parts if p.quarantined] == [other, other]


def test_a_contradictory_advice_is_reported_and_the_default_tried() -> None:
    parts, found = understood(("UNA+++++'" + interchange(message(*BILL))).encode())
    assert "segment.unreadable" in codes(parts)
    assert [c.reference for c in found] == ["B1"]


def test_a_segment_without_end_is_quarantined_in_bounded_pieces() -> None:
    data = (interchange(message(*BILL))[:-9] + "X" * 5_000_000).encode()
    parts, _ = understood(data)
    assert max(len(part.data) for part in parts) <= 3 << 20
    assert "segment.unreadable" in codes(parts)


def test_a_message_without_type_tells_it_in_its_first_segment_however_far_that_stands() -> None:
    padded = "UNH+1" + "+" * ((1 << 20) - 9) + "'"
    data = (padded + "'".join([*BILL, f"UNT+{len(BILL) + 2}+1", ""])).encode()
    assert references(data) == ["B1"]
