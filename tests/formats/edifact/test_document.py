"""Interchanges as documents: whatever syntax, order or damage, they come back byte for byte."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.formats.edifact.document import document
from tests.formats.edifact.test_mutations import DAMAGES, SEEDS
from tests.formats.making import interchange, message

ODD = b"\xef\xbb\xbfUNA=*.? ~\r\nUNB*UNOA=1*A*B*200101=0000*1~\r\nBGM*85*KEEN?~S~\n"
PLAIN = interchange(message("BGM+785+M?+1+9")).encode()


def test_each_segment_stands_under_the_service_characters_in_force() -> None:
    made = document(ODD + PLAIN)
    assert [segment.tag for segment in made][:4] == ["", "", "UNB", "BGM"]
    assert [s.value(2) for s in made if s.tag == "BGM"] == [b"KEEN~S", b"M+1"]
    assert {segment.delimiters.element for segment in made if segment.elements} == {b"*", b"+"}
    assert made.to_bytes() == ODD + PLAIN


def test_one_value_is_changed_in_its_own_syntax() -> None:
    made = document(ODD + PLAIN)
    number = next(i for i, segment in enumerate(made) if segment.tag == "BGM")
    changed = made.replaced(number, b"A*B+C", 2)
    assert changed.to_bytes() == ODD.replace(b"KEEN?~S", b"A?*B+C") + PLAIN


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**64))
def test_damaged_interchanges_are_written_again_as_they_were(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(dice.choice(SEEDS))
    for damage in dice.choices(DAMAGES, k=dice.randrange(1, 5)):
        if data:
            damage(data, dice)
    made = document(bytes(data))
    assert made.to_bytes() == data
    for segment in made:
        assert data[segment.start : segment.end] == segment.to_bytes()
