"""A file is cut into its documents, and no byte is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.formats.source import opened
from quaywatch.formats.xml import Document, Piece, parse, pieces

NAMES = ("Entry", "Amendment")


def cut(data: bytes, limit: int = 1 << 25) -> list[Piece]:
    with opened(data) as source:
        found = list(pieces(source, NAMES, limit=limit))
    assert b"".join(piece.data for piece in found) == data
    assert [piece.offset for piece in found] == [
        sum(len(piece.data) for piece in found[:number]) for number in range(len(found))
    ]
    return found


def test_one_document_is_one_piece_with_its_prolog_and_its_last_blanks() -> None:
    data = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <Entry> -->\n<Entry><Entry/></Entry>\n\n'
    (piece,) = cut(data)
    assert piece.is_document


def test_documents_laid_end_to_end_are_parted() -> None:
    data = b'<?xml version="1.0"?><Entry/>\n<?xml version="1.0"?>\n<Amendment>1</Amendment>\n'
    first, second = cut(data)
    assert first.data.endswith(b"<Entry/>")
    assert (second.is_document, second.line) == (True, 1)
    assert isinstance(parse(second.data, offset=second.offset), Document)


def test_a_document_in_an_envelope_inherits_its_namespaces() -> None:
    data = (
        b'<s:Envelope xmlns:s="urn:s" xmlns="urn:d"><s:Head/><s:Body xmlns:q="urn:q">'
        b"<q:Entry><x/></q:Entry></s:Body><Amendment/></s:Envelope>"
    )
    around, entry, between, amendment, end = cut(data)
    assert [piece.is_document for piece in (around, between, end)] == [False] * 3
    assert entry.namespaces == {"s": "urn:s", "": "urn:d", "q": "urn:q"}
    assert amendment.namespaces == {"s": "urn:s", "": "urn:d"}
    document = parse(entry.data, offset=entry.offset, namespaces=entry.namespaces)
    assert isinstance(document, Document)
    assert document.root[0].tag == "{urn:d}x"
    assert document.problem("odd", "odd", document.root[0]).offset == data.index(b"<x/>")


def test_markup_in_remarks_and_character_data_is_not_markup() -> None:
    data = b'<Entry a="b>"><![CDATA[</Entry>]]><!-- </Entry> --><? </Entry>?></Entry><Entry/>'
    assert len(cut(data)) == 2


def test_a_document_that_is_too_long_comes_in_pieces_that_say_so() -> None:
    data = b"<Entry>" + b"<a/>" * 2000 + b"</Entry><Entry>2</Entry>"
    *long, last = cut(data, limit=1000)
    assert long
    assert all(piece.too_long for piece in long)
    assert last.data == b"<Entry>2</Entry>"
    assert not last.too_long


def test_many_documents_and_much_envelope_go_by_in_bounded_memory() -> None:
    record = b"<other>" + b"x" * 5000 + b"</other><Entry><a>1</a></Entry>"
    data = b"<list>" + record * 1000 + b"</list>"
    found = cut(data)
    assert sum(piece.is_document for piece in found) == 1000
    assert max(len(piece.data) for piece in found) < 1 << 21


@pytest.mark.parametrize(
    "unit", [b"a", b"<", b"<a", b"<a ", b"<!--", b"<?", b"<![CDATA[", b" <a b='"]
)
def test_what_an_envelope_repeats_is_looked_at_once(unit: bytes) -> None:
    data = b"<list><" + unit * (600_000 // len(unit))  # takes minutes unless it is
    assert not any(piece.is_document for piece in cut(data))


def test_a_document_that_breaks_off_is_a_document_still() -> None:
    (piece,) = cut(b"<Entry><a>")
    assert piece.is_document


MARKUP = [
    "<Entry",
    ">",
    "</Entry>",
    "/>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<q:Entry",
]
MARKUP += [' a="', "'", "x", " ", "<b>", "</b>", "\n", "</q:Entry >", "<Amendment/>"]


@given(st.lists(st.sampled_from(MARKUP)).map("".join), st.integers(0, 60))
def test_no_byte_is_lost_however_broken_the_markup(text: str, limit: int) -> None:
    cut(text.encode(), limit=limit)


@given(st.binary(max_size=200))
def test_no_byte_of_noise_is_lost(data: bytes) -> None:
    cut(data)
