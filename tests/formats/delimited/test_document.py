"""Documents write themselves again byte for byte, and one value can change alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.formats.delimited import Delimiters, Segment
from quaywatch.formats.delimited.document import Document, Stretch
from quaywatch.formats.delimited.scan import TERMINATOR, separators

X12 = Delimiters(element=b"*", component=b":", terminator=b"~", repetition=b"^")
EDIFACT = Delimiters(element=b"+", component=b":", terminator=b"'", release=b"?")

delimiters = st.sampled_from([X12, EDIFACT, Delimiters(b"*", b">", b"\n"), Delimiters(*[b"|"] * 5)])
contents = st.lists(
    st.sampled_from(
        [*(b"%c" % c for c in b"AB1+:'?*^~>|\n\r \0\xc3\xa9"), b"UNH", b"\xef\xbb\xbf"]
    ),
    max_size=60,
).map(b"".join)


def document(data: bytes, marks: Delimiters) -> Document:
    return Document([Stretch(0, data, marks)])


@given(contents | st.binary(), delimiters)
def test_any_bytes_are_written_again_as_they_were(data: bytes, marks: Delimiters) -> None:
    made = document(data, marks)
    assert made.to_bytes() == data
    assert len(list(made)) == len(made)


@given(contents, st.sampled_from([X12, EDIFACT]))
def test_the_compiled_scan_finds_what_a_plain_loop_finds(data: bytes, marks: Delimiters) -> None:
    expected: list[int] = []
    released = False
    for at, byte in enumerate(data):
        char = bytes([byte])
        if released or char == marks.release:
            released = not released
        elif char in marks:
            expected.append(at)
    positions, kinds = separators(data, marks)
    assert positions.tolist() == expected
    assert [data[p : p + 1] == marks.terminator for p in expected] == (kinds == TERMINATOR).tolist()


@given(contents, st.sampled_from([X12, EDIFACT]))
def test_the_span_of_a_value_shows_where_it_stands(data: bytes, marks: Delimiters) -> None:
    for segment in document(data, marks):
        assert data[segment.start : segment.end] == segment.to_bytes()
        for i, element in enumerate(segment.elements):
            for j, occurrence in enumerate(element):
                for k, value in enumerate(occurrence):
                    first, last = segment.span(i, k, j)
                    assert data[first:last] == value == segment.raw(i, k, j)


@given(contents, st.sampled_from([X12, EDIFACT]), st.binary(max_size=8), st.data())
def test_a_changed_value_touches_no_other_byte(
    data: bytes, marks: Delimiters, value: bytes, chance: st.DataObject
) -> None:
    made = document(data, marks)
    places = [
        (number, i, k, j)
        for number, segment in enumerate(made)
        for i, element in enumerate(segment.elements)
        for j, occurrence in enumerate(element)
        for k, _ in enumerate(occurrence)
    ]
    if not places:
        return
    number, *place = chance.draw(st.sampled_from(places))
    first, last = made[number].span(*place)
    if marks is X12 and any(mark and mark in value for mark in marks):
        with pytest.raises(ValueError, match="nothing can release"):
            made.replaced(number, value, *place)
        return
    changed = made.replaced(number, value, *place)
    assert changed.to_bytes() == data[:first] + marks.escaped(value) + data[last:]
    assert changed[number].value(*place) == value
    assert made.to_bytes() == data


def test_segments_show_tag_elements_components_and_repetitions() -> None:
    first, second, rest = document(b"\r\nN1*SH*A:B^C*~  ~X", X12)
    assert (first.lead, first.tag, first.elements[2]) == (b"\r\n", "N1", ((b"A", b"B"), (b"C",)))
    assert (first.value(2, 1), first.value(2, 0, 1), first.value(9)) == (b"B", b"C", b"")
    assert (second.lead, second.elements, second.tag) == (b"  ", (), "")
    assert (rest.tag, rest.terminator) == ("X", b"")


def test_values_are_read_without_release_characters_and_kept_with_them() -> None:
    (segment,) = document(b"FTX+KEEN?'S ??+?::?+'", EDIFACT)
    assert segment.raw(1) == b"KEEN?'S ??"
    assert [segment.value(1), segment.value(2), segment.value(2, 1)] == [b"KEEN'S ?", b":", b"+"]


def test_segments_are_a_sequence() -> None:
    made = document(b"A'B'C'", EDIFACT)
    assert [segment.tag for segment in made[1:]] == ["B", "C"]
    assert isinstance(made[-1], Segment)
    with pytest.raises(IndexError):
        made[3]
    assert made.replaced(-1, b"Z", 0).to_bytes() == b"A'B'Z'"
