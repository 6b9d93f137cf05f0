"""Envelopes say the truth about what they hold, whatever their separators."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Severity
from quaywatch.formats import Format, detect, read
from tests.formats.making import codes, consignments, problems, understood
from tests.formats.x12.writing import MANIFEST, SETS, STATUS, a_set, interchange, told

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLES = sorted((DATA / "formats").glob("X12_*/*"))

WHOLE = interchange(a_set(*MANIFEST))


def otherwise(text: str, element: str, component: str, terminator: str) -> bytes:
    table = str.maketrans({"*": element, ">": component, "~": "\0"})
    return text.translate(table).replace("\0", terminator).encode()


@pytest.mark.parametrize(
    ("element", "component", "terminator"),
    [
        ("*", ">", "~\n"),
        ("*", ">", "\n"),
        ("*", ">", "\r\n"),
        ("|", ":", "'"),
        ("\x1d", "\x1f", "\x1c"),
        ("^", "<", "…"),
        ("*", ">", "…\n"),
    ],
)
def test_any_separators_say_the_same(element: str, component: str, terminator: str) -> None:
    parts, found = understood(otherwise(WHOLE, element, component, terminator))
    assert found == consignments(read(WHOLE.encode()))
    assert problems(parts) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("SE*23*0001", "SE*22*0001", "transaction.count"),
        ("SE*23*0001", "SE*23*0002", "transaction.reference"),
        ("SE*23*0001~", "", "transaction.trailer-missing"),
        ("GE*1*5", "GE*2*5", "group.count"),
        ("GE*1*5", "GE*1*6", "group.reference"),
        ("GE*1*5~", "", "group.trailer-missing"),
        ("IEA*1*000000077", "IEA*3*000000077", "interchange.count"),
        ("IEA*1*000000077", "IEA*1*000000078", "interchange.reference"),
        ("IEA*1*000000077~", "", "interchange.trailer-missing"),
        ("*ZZ*EXAMPLE LINE   *", "*ZZ*EXAMPLE LINE*", "segment.form"),
    ],
)
def test_what_an_envelope_gets_wrong_is_said_and_located(
    before: str, after: str, code: str
) -> None:
    assert before in WHOLE
    parts, found = understood(WHOLE.replace(before, after).encode())
    (problem,) = problems(parts)
    assert problem.code == code
    assert problem.offset is not None
    assert problem.segment is not None
    assert len(found) == 2


def test_several_interchanges_and_what_stands_between_them() -> None:
    text = f"{WHOLE}\r\n{WHOLE}lost words\n{interchange(a_set(*STATUS, kind='315'), group='QO')}"
    parts, movements, _ = told(text)
    assert len(movements) == 1
    assert len(consignments(parts)) == 4
    assert codes(parts) == {"segment.stray"}
    assert [part.data for part in parts if part.quarantined] == [b"lost words\n"]


def test_an_acknowledged_interchange_is_kept_with_its_acknowledgement() -> None:
    text = WHOLE.replace("GS*", "TA1*000000076*260519*1100*A*000~GS*", 1)
    parts, found = understood(text.encode())
    assert len(found) == 2
    assert problems(parts) == []


def test_a_set_without_envelope_is_read() -> None:
    parts, found = understood(a_set(*MANIFEST).encode())
    assert len(found) == 2
    assert problems(parts) == []


def test_a_header_too_short_is_set_aside_up_to_the_next() -> None:
    parts, found = understood((f"ISA*00*short*~\n{WHOLE}").encode())
    assert len(found) == 2
    assert [part.data for part in parts if part.quarantined] == [b"ISA*00*short*~\n"]


def test_an_interchange_that_begins_within_another_is_seen() -> None:
    cut = WHOLE[: WHOLE.index("N1*CN")]
    parts, found = understood(f"{cut}N1*CN*HALF{WHOLE}".encode())
    assert [bill.reference for bill in found].count("EXLUH00002") == 1
    assert "interchange.trailer-missing" in codes(parts)


def test_binary_data_is_counted_not_split() -> None:
    data = "ab~ST*997*1~c"
    sound = interchange(a_set(f"BIN*{len(data)}*{data}", "N1*SH", kind="275"), group="PI")
    parts, _ = understood(sound.encode())
    assert codes(parts) == {"message.unsupported"}
    wrong = interchange(a_set("BIN*99*short", kind="275"), group="PI")
    parts, _ = understood(wrong.encode())
    assert codes(parts) == {"message.unsupported", "segment.form"}


def test_a_set_of_another_type_is_kept_whole() -> None:
    parts, _ = understood(interchange(a_set("BEG*00", kind="850"), group="PO").encode())
    (aside,) = [part for part in parts if part.quarantined]
    assert aside.data == b"ST*850*0001~BEG*00~SE*3*0001~"
    (problem,) = aside.problems
    assert (problem.code, problem.severity) == ("message.unsupported", Severity.WARNING)


def test_a_manifest_of_many_bills_comes_in_bounded_parts() -> None:
    bill = MANIFEST[2:17]
    text = interchange(a_set(*MANIFEST[:2], *bill * 6000))
    assert len(text) > 2 << 20
    parts, found = understood(text.encode())
    assert len(found) == 6000
    assert problems(parts) == []
    assert max(len(part.data) for part in parts) < 2 << 20


def test_x12_is_told_by_its_header() -> None:
    assert detect(WHOLE.encode()) is Format.X12
    assert detect(b"\xef\xbb\xbf\r\n" + WHOLE.encode()) is Format.X12
    assert detect(a_set(*MANIFEST).encode()) is Format.X12
    assert detect(b"ISA;GS\n1;2\n") is Format.CSV


SEEDS = [WHOLE.encode(), otherwise(WHOLE, "|", ":", "\n"), WHOLE.encode() * 2]
SPLICES = (
    b"~",
    b"*",
    b"ISA*00*",
    b"GS*",
    b"ST*309*1~",
    b"SE*1*1~",
    b"BIN*900*",
    b"\xff",
    b"\0",
    b"\n",
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**64))
def test_damaged_interchanges_lose_no_byte(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        data = bytearray(dice.choice(SEEDS))
        for _ in range(dice.randrange(1, 5)):
            at = dice.randrange(len(data) + 1)
            match dice.randrange(5):
                case 0:
                    data[at:at] = dice.choice(SPLICES)
                case 1:
                    del data[at : at + dice.randrange(60)]
                case 2:
                    del data[at + 1 :]
                case 3:
                    del data[: dice.randrange(60)]
                case _:
                    data[at:at] = data[at : at + dice.randrange(300)]
            data = data or bytearray(b"~")
        parts = list(read(bytes(data), format="x12"))
        assert b"".join(part.data for part in parts) == data
        understood(bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SETS)), st.integers(0, 2**64))
def test_segments_may_lack_come_twice_or_stand_anywhere(kind: str, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(10):
        lines = [line.split("*") for line in SETS[kind]]
        for _ in range(dice.randrange(1, 6)):
            line = dice.choice(lines)
            at = dice.randrange(1, len(line)) if len(line) > 1 else 0
            match dice.randrange(4):
                case 0:
                    lines.remove(line) if len(lines) > 1 else None
                case 1:
                    lines.insert(dice.randrange(len(lines)), list(line))
                case 2:
                    dice.shuffle(lines)
                case _:
                    line[at] = dice.choice(["", "9" * 30, "-1", "nan", "ÿ", "1_0", "00000000"])
        segments = ["*".join(line) for line in lines]
        parts, _ = understood(interchange(a_set(*segments, kind=kind)).encode())
        assert codes(parts) <= {
            "bill.number-missing",
            "event.incomplete",
            "event.missing",
            "event.other",
        }


@pytest.mark.skipif(not SAMPLES, reason=f"no X12 samples under {DATA}")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.name)
def test_every_sample_is_known_and_nothing_of_it_is_lost(sample: Path) -> None:
    data = sample.read_bytes()
    parts = list(read(data, format="x12"))
    assert b"".join(part.data for part in parts) == data
    if sample.suffix == ".edi":
        assert detect(data) is Format.X12


@pytest.mark.parametrize("unit", ["~", "ZZZ*1~"])
def test_a_group_without_end_goes_by_in_bounded_pieces(unit: str) -> None:
    parts, _ = understood((WHOLE[: WHOLE.index("SE*")] + unit * 500_000).encode())
    assert len(parts) > 2
