"""The fast way through the usual forms finds exactly what the general way finds."""

import random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Filing
from quaywatch.formats import Part, read
from quaywatch.formats.edifact import cuscar
from quaywatch.formats.edifact.cuscar.usual import usual, usual_box
from quaywatch.formats.edifact.syntax import mask
from tests.formats.edifact.test_mutations import DAMAGES, SEEDS
from tests.formats.edifact.test_roundtrip import filings
from tests.formats.making import filing, interchange, message

COMMON = interchange(
    message(
        "BGM+785+M+9",
        "EQD+CN+TSTU1+22G1:102:5+++5",
        "MEA+AAE+G+KGM:100",
        "MEA+AAE+VGM+KGM:-2.5",
        "SEL+S1+CA",
        "SEL+S2",
        "TMP+2+-18:CEL",
        "EQD+CN+TSTU2+::LONG NAME:22G1",
        "CNI+1+DOC",
        "RFF+BH:H1",
        "RFF+MB:M1",
        "RFF+AAQ:TSTU1",
        "LOC+9+ECGYE:139:6",
        "LOC+13+PABLB",
        "CPI+4++P",
        "NAD+CZ+EC1:160++NAME:MORE +KM 1:KM 2+CITY++12 +EC",
        "CTA+IC",
        "COM+?+593:TE",
        "COM+a@b.example:EM",
        "NAD+CN+++KEEN?'S ?? ?: +",
        "GID+1+12:CT",
        "FTX+AAA+++BANANAS:22XU",
        "MEA+WT+AAB+KGM:100",
        "SGP+TSTU2",
        "DGS+IMD++1993",
        "PCI+28+N/M:LOT",
        "CST+1+0803:122",
        "CNI+2",
        "RFF+BM:B2",
        "GID+1+1:",
    )
).encode()


def generally(data: bytes) -> list[Part]:
    nothing = {"return_value": None}
    with (
        patch("quaywatch.formats.edifact.cuscar.bills.usual", **nothing),
        patch("quaywatch.formats.edifact.cuscar.manifest.usual", **nothing),
        patch("quaywatch.formats.edifact.cuscar.manifest.usual_box", **nothing),
        patch("quaywatch.formats.edifact.segments.table", **nothing),
    ):
        return list(read(data, format="edifact"))


def damaged(seed: int, whole: bytes) -> bytes:
    dice = random.Random(seed)
    data = bytearray(whole)
    for damage in dice.choices(DAMAGES, k=dice.randrange(4)):
        if data:
            damage(data, dice)
    return bytes(data)


@settings(max_examples=60)
@given(st.lists(filings(), min_size=1, max_size=2))
def test_generated_manifests_read_alike(made: list[Filing]) -> None:
    data = cuscar.write(made)
    assert list(read(data, format="edifact")) == generally(data)


@settings(max_examples=100)
@given(st.integers(0, 2**64))
def test_damaged_manifests_read_alike(seed: int) -> None:
    for whole in (COMMON, *SEEDS):
        for more in range(10):
            data = damaged(seed + more, whole)
            assert list(read(data, format="edifact")) == generally(data)


@settings(max_examples=200)
@given(st.data())
def test_segments_in_any_order_and_wording_read_alike(chance: st.DataObject) -> None:
    segments = COMMON.decode().split("'")
    words = ["+", ":", "?+", "?'", " ", "", "\n", "é", "KGM", "TE", "9" * 17, "1.5", "RFF+VA:1"]
    for _ in range(chance.draw(st.integers(1, 3))):
        at = chance.draw(st.integers(3, len(segments) - 4))
        if chance.draw(st.booleans()):
            segments[at], segments[at + 1] = segments[at + 1], segments[at]
        else:
            place = chance.draw(st.integers(0, len(segments[at])))
            word = chance.draw(st.sampled_from(words))
            segments[at] = segments[at][:place] + word + segments[at][place + 1 :]
    data = "'".join(segments).encode()
    assert list(read(data, format="edifact")) == generally(data)


def test_what_we_write_ourselves_is_in_the_usual_form() -> None:
    body = mask(cuscar.write([filing(1)]).decode("latin-1"))
    bill = body[body.index("CNI+") : body.index("UNT+")]
    assert usual(bill.replace("20412.5", "20412")) is not None
    assert usual_box(body[body.index("EQD+") : body.index("CNI+")]) is not None


def test_a_telephone_number_is_usual_with_its_plus_released() -> None:
    bill = "CNI+1+B1'RFF+BM:B1'NAD+CN+++KEEN'COM+?+593 4:TE'GID+1+1:CT'"
    assert usual(bill) is not None
    assert usual(bill.replace("KEEN", "KEEN?+")) is None


def test_bills_amid_a_message_read_alike_with_released_terminators_or_none() -> None:
    bills = [
        f"CNI+{n}'RFF+BM:B{n}'NAD+CN+++{name}'COM+?+593 {n}:TE'GID+1+1:CT"
        for n, name in enumerate(("KEEN", "KEEN?'CNI+S", "CAF\u00c9", "KE??", "LIMA?+"), 1)
    ]
    for made in (bills, bills[:1] * 4, bills[2:]):
        for charset in ("latin-1", "utf-8"):
            data = interchange(message("BGM+785+M+9", *made, *made)).encode(charset)
            assert list(read(data, format="edifact")) == generally(data)
