"""Who sends something gets an answer in its own format, which reads without complaint."""

from datetime import UTC, datetime
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Severity
from quaywatch.formats import read
from quaywatch.formats.edifact.answers import Measure, Remark, Statement, for_interchange
from quaywatch.formats.edifact.structure import defects
from quaywatch.formats.source import Source
from tests.formats.making import interchange, message, problems

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
BILLS = ("BGM+785+M1+9", "CNI+1+B1", "RFF+BM:B1", "GID+1+3:CT", "CNI+2+B2", "RFF+BM:B2", "GID+1")
BROKEN = ("BGM+785+M2+9", "CNI+1+B3", "RFF+BM:B3", "\x07G7+1")
STOWED = ("BGM++P1+9", "TDT+20+1", "LOC+5+ECGYE", "LOC+147+0030586::5", "MEA+WT++KGM:HEAVY")

WIDE = " \uff07\uff0b"
"""An apostrophe and a plus sign that are no service characters, but decompose to them."""


def answer(
    data: bytes, *findings: Remark, statements: tuple[Statement, ...] = (), reference: int = 7
) -> str:
    given = for_interchange(read(data), findings, at=AT, reference=reference, statements=statements)
    parts = list(read(given))
    assert problems(parts) == []
    assert list(defects(Source(BytesIO(given)))) == []
    return given.decode("latin-1")


def test_a_sound_declaration_is_acknowledged_and_accepted() -> None:
    told = answer(interchange(message(*BILLS)).encode())
    assert told == (
        "UNA:+.? 'UNB+UNOC:3+CUSTOMS+EXAMPLE LINE+260301:1230+7'"
        "UNH+1+CONTRL:D:3:UN'UCI+77+EXAMPLE LINE+CUSTOMS+7'UCM+1+CUSCAR:D:95B:UN+7'UNT+4+1'"
        "UNH+2+CUSRES:D:00A:UN'BGM+962+7/1+29'DTM+137:202603011230:203'RFF+ACW:M1'UNT+5+2'"
        "UNZ+2+7'"
    )


def test_a_message_of_which_bytes_are_not_understood_is_rejected_where_it_is_wrong() -> None:
    told = answer(interchange(message(*BILLS), message(*BROKEN)).encode("latin-1"))
    assert "UCI+77+EXAMPLE LINE+CUSTOMS+7'" in told
    assert "UCM+1+CUSCAR:D:95B:UN+7'UCM+1+CUSCAR:D:95B:UN+4+18'UCS+5+21'" in told
    assert "BGM+963+7/2+27'" in told


def test_an_interchange_without_anything_understood_is_rejected() -> None:
    told = answer(interchange(message("BGM+1", kind="INVOIC:D:95B:UN")).encode())
    assert "UCI+77+EXAMPLE LINE+CUSTOMS+4+18'UCM+1+INVOIC:D:95B:UN+4+14'" in told


def test_wrong_counts_are_named_at_their_level() -> None:
    told = answer(interchange(message(*BILLS, count=3), units=9).encode())
    assert "UCI+77+EXAMPLE LINE+CUSTOMS+7+29'UCM+1+CUSCAR:D:95B:UN+7+29'" in told


def test_groups_are_acknowledged_with_their_messages() -> None:
    group = "UNG+CUSCAR+A+B+260201:1200+5+UN+D:95B'" + message(*BILLS) + "UNE+1+5'"
    told = answer(interchange(group).encode())
    assert "'UCF+5+A+B+7'UCM+1+CUSCAR:D:95B:UN+7'" in told


def test_findings_go_to_the_bill_that_they_are_about() -> None:
    told = answer(
        interchange(message(*BILLS), message("BGM+785+M2+9", "CNI+1+B3", "GID+1")).encode(),
        Remark(code="goods.vague", text="say what's inside + where", reference="B3"),
        Remark(code="party.missing", text="no consignee", severity=Severity.ERROR, reference="B1"),
    )
    first, second = told.split("CUSRES:D:00A:UN")[1:]
    assert "ERP+2:B1'RFF+BM:B1'ERC+E:ZZZ:ZZZ'FTX+AAO+++party.missing?: no consignee'" in first
    assert "ERP+2:B3'RFF+BM:B3'ERC+W:ZZZ:ZZZ'" in second
    assert "goods.vague?: say what?'s inside ?+ where'" in second


def test_do_not_load_is_said_of_its_bill() -> None:
    told = answer(
        interchange(message(*BILLS)).encode(),
        statements=(Statement(reference="B2", measure=Measure.DO_NOT_LOAD, text="hold"),),
    )
    assert "ERP+2:B2'RFF+BM:B2'ERC+DNL:ZZZ:ZZZ'FTX+AHN+++DO NOT LOAD?: hold'" in told


def test_a_terminal_hears_by_aperak_what_is_wrong_with_its_data() -> None:
    told = answer(interchange(message(*STOWED, kind="BAPLIE:D:95B:UN")).encode())
    assert "APERAK:D:00A:UN'BGM+963+7/1+9'DTM+137:202603011230:203'RFF+ACW:P1'" in told
    assert "ERC+W:ZZZ:ZZZ'FTX+AAO+++mass.not-a-number?: ?'HEAVY?' is no mass'RFF+LI:6'" in told


def test_what_is_normal_is_not_complained_of() -> None:
    planned = (*STOWED[:4], "EQD+CN++45R1")
    told = answer(interchange(message(*planned, kind="BAPLIE:D:95B:UN")).encode())
    assert "UCM+1+BAPLIE:D:95B:UN+7'UNT" in told
    assert "APERAK" not in told


def test_letters_in_the_senders_syntax_identifier_do_not_keep_it_from_an_answer() -> None:
    data = interchange(message(*BILLS), syntax="UNOC:\ufeff3").encode()
    given = for_interchange(read(data), (), at=AT, reference=7)
    assert b"UNB+UNOC:3+" in given


def test_each_interchange_is_answered_and_answers_are_not() -> None:
    sound = interchange(message(*BILLS)).encode()
    told = answer(sound + sound)
    assert told.count("UNB+") == 2
    assert "UNZ+2+8'" in told
    assert answer(told.encode()) == ""


def test_the_character_set_of_the_sender_stays() -> None:
    remark = Remark(code="x.y", text="MERCANCÍA" + WIDE, reference="B1")
    plain = interchange(message(*BILLS), syntax="UNOA:2").encode()
    assert "UNB+UNOA:2+" in answer(plain, remark)
    assert "x.y?: MERCANCIA '" in answer(plain, remark)
    wide = interchange(message(*BILLS), syntax="UNOW:4").encode()
    assert "MERCANCÍA" + WIDE in answer(wide, remark).encode("latin-1").decode()


@settings(deadline=None)
@given(
    st.lists(st.builds(Remark, code=st.text(), text=st.text(), reference=st.text()), max_size=4),
    st.sampled_from(["UNOA:1", "UNOB:2", "UNOC:3", "UNOE:3", "UNOW:4", "UNOY:4", "ANSI:1", ""]),
)
def test_whatever_is_said_reads_without_complaint(said: list[Remark], syntax: str) -> None:
    answer(interchange(message(*BILLS), syntax=syntax).encode(), *said)


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_any_input_can_be_answered(noise: bytes, at: int) -> None:
    sound = interchange(message(*BILLS), message(*STOWED, kind="BAPLIE:D:95B:UN")).encode()
    parts = list(read(sound[:at] + noise + sound[at:]))
    given = for_interchange(parts, at=AT, reference=1)
    assert given == for_interchange(parts, at=AT, reference=1)
