"""A document is parsed without harm, and every complaint says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Problem, Severity
from quaywatch.formats.xml import Document, parse, path_of

LAUGHS = b"""<?xml version="1.0"?>
<!-- a remark first -->
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<lolz>&b;</lolz>"""


def refused(data: bytes, **context: int) -> Problem:
    answer = parse(data, **context)
    assert isinstance(answer, Problem)
    return answer


def taken(data: bytes) -> Document:
    answer = parse(data)
    assert isinstance(answer, Document)
    return answer


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS,
        b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        b'\xef\xbb\xbf \n<!DOCTYPE a [<!ENTITY % x SYSTEM "http://192.0.2.1/">%x;]><a/>',
    ],
)
def test_a_dtd_is_refused_where_it_stands(data: bytes) -> None:
    problem = refused(data, offset=1000)
    assert problem.code == "xml.dtd"
    found = data.find("<!DOCTYPE".encode("utf-16-le"))
    assert problem.offset == 1000 + max(data.find(b"<!DOCTYPE"), found)


def test_an_inclusion_is_refused_where_it_stands() -> None:
    data = b'<a xmlns:i="http://www.w3.org/2001/XInclude">\n <i:include href="/etc/hostname"/></a>'
    problem = refused(data)
    assert problem.code == "xml.inclusion"
    assert (problem.offset, problem.segment) == (data.index(b"<i:include"), 2)


def test_an_entity_that_nobody_declared_is_malformed() -> None:
    assert refused(b"<a>&x;</a>").code == "xml.malformed"


def test_a_document_that_is_nested_too_deep_is_refused() -> None:
    assert refused(b"<a>" * 400 + b"</a>" * 400).code == "xml.malformed"


def test_markup_hidden_in_another_encoding_is_refused() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'
    assert refused(hidden).code == "xml.encoding"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_an_element_is_located_by_byte_line_and_path_in_any_encoding(codec: str) -> None:
    declared = "utf-8" if codec == "utf-8-sig" else codec
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<!-- <b> -->\n<é><b/>\n  <b c="ü>"/></é>'
    data = text.encode(codec)
    document = taken(data)
    problem = document.problem("odd", "odd", document.root[1])
    mark = "<b c".encode("utf-16-le" if codec == "utf-16" else codec.replace("-sig", ""))
    assert problem.offset == data.index(mark)
    assert (problem.segment, problem.field) == (4, "/é[1]/b[2]")


def test_a_false_declaration_of_encoding_is_said_and_the_text_is_read() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?><a>Café</a>'.encode("windows-1252")
    document = taken(data)
    assert document.root.text == "Café"
    (problem,) = document.problems
    assert (problem.code, problem.severity) == ("xml.encoding", Severity.WARNING)
    assert problem.offset == data.index(b"\xe9")


def test_a_place_that_is_malformed_is_told() -> None:
    data = b"<a>\n<b>\n</a>"
    problem = refused(data, offset=10, line=5)
    assert problem.segment == 7
    assert problem.offset is not None
    assert 10 + data.index(b"</a>") <= problem.offset <= 10 + len(data)


def test_a_path_counts_elements_of_the_same_name_and_keeps_prefixes() -> None:
    document = taken(b'<q:a xmlns:q="urn:q"><b/><c/><b><q:d/></b></q:a>')
    assert path_of(document.root[2][0]) == "/q:a[1]/b[2]/q:d[1]"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>\n <b> </b>\n <b> x </b> <b/>\n</a>",
        b"<a> <b> <![CDATA[x]]> </b> </a>",
        b"<a> <b> <!-- remark --> </b> </a>",
        b"<a> <b> <?instruction?>x</b> </a>",
    ],
)
def test_blanks_between_elements_may_be_left_out_but_none_of_a_text(data: bytes) -> None:
    lean, full = parse(data, keep_blanks=False), taken(data)
    assert isinstance(lean, Document)
    assert [b.text for b in lean.root] == [b.text for b in full.root]
    located = [each.problem("odd", "odd", each.root[0]) for each in (lean, full)]
    assert located[0] == located[1]


@given(st.binary(max_size=300) | st.text(alphabet="<>/a! -?[]CDATOYPE&;\"'", max_size=80))
def test_nothing_raises_whatever_the_bytes(data: bytes | str) -> None:
    parse(data if isinstance(data, bytes) else data.encode())
