"""What holds of every reader, whatever the bytes."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from quaywatch.cargo import Filing, Problem
from quaywatch.conformance import judge
from quaywatch.formats import Format, Part, read
from quaywatch.formats.delimited.document import Document
from quaywatch.formats.edifact.document import document as edifact_document
from quaywatch.formats.source import Source
from quaywatch.formats.x12.document import document as x12_document
from quaywatch.formats.xml import parse, pieces
from quaywatch.intake.as4 import HeaderError, expand, read_header
from quaywatch.scans.readers import read as scan

Promise = Callable[[bytes], None]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_TABLES = (Format.CSV, Format.PARQUET, Format.ARROW)
"""Rows of several filings may alternate in them; their bytes go by with the first."""
_LARGEST = 1 << 20
_ASKED = 300


def reads(chosen: Format) -> Promise:
    """Nothing is raised, no byte is lost, what is said can be kept and what is odd is found."""

    def promise(data: bytes) -> None:
        parts = list(read(data, format=chosen, received_at=NOON))
        assert b"".join(part.data for part in parts) == data
        position = 0
        for part in parts:
            assert part.offset == position
            position += len(part.data)
            assert part.quarantined <= (part.filing is None)
            _located(part, position, len(data), chosen)
            if part.filing is not None:
                _can_be_kept(part.filing)

    return promise


def _located(part: Part, end: int, size: int, chosen: Format) -> None:
    for begins, ends in part.spans:
        assert 0 <= begins <= ends <= size
        assert chosen in _TABLES or part.offset <= begins < ends <= end
    for problem in part.problems:
        assert problem.message
        assert 0 <= (problem.offset or 0) <= size
        _can_be_kept(problem)


def _can_be_kept(said: Filing | Problem) -> None:
    """What is read is stored as JSON and comes back as it was."""
    assert msgspec.json.decode(msgspec.json.encode(said), type=type(said)) == said


def shows(data: bytes) -> None:
    """A picture of a container is read, or refused with a reason that can be kept."""
    got = scan(data)
    assert got.radiograph is not None or got.problems
    for problem in got.problems:
        assert problem.message
        _can_be_kept(problem)


def documents(data: bytes) -> None:
    """A document of segments writes itself again, and knows where its values stand."""
    for made in (edifact_document(data), x12_document(data)):
        assert made.to_bytes() == data
        _stands(made, data)


def _stands(made: Document, data: bytes) -> None:
    for number in range(min(len(made), _ASKED)):
        segment = made[number]
        for element in range(len(segment.elements)):
            begins, ends = segment.span(element)
            assert data[begins:ends] == segment.raw(element)


def markup(data: bytes) -> None:
    """A document knows where its elements begin, and has neither DTD nor inclusions."""
    made = parse(data)
    if isinstance(made, Problem):
        assert 0 <= (made.offset or 0) <= len(data)
        return
    assert made.root.getroottree().docinfo.internalDTD is None
    for element, _ in zip(made.root.iter("*"), range(_ASKED), strict=False):
        at = made.problem("odd", "said", element).offset
        assert at is not None
        assert data[at : at + 2].replace(b"\0", b"").startswith(b"<")


def cut_markup(data: bytes) -> None:
    """An input that is cut into documents is whole again when they are laid end to end."""
    for limit in (200, 1 << 25):
        found = list(
            pieces(Source(BytesIO(data)), ("CC315A", "IE3F10", "Declaration"), limit=limit)
        )
        assert b"".join(piece.data for piece in found) == data
        for piece in found:
            if piece.is_document and not piece.too_long:
                parse(piece.data, offset=piece.offset, namespaces=piece.namespaces)


def headers(data: bytes) -> None:
    """A header of an access point names payloads beside it, or is refused."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "m.xml"
        file.write_bytes(data)
        try:
            header = read_header(file)
        except HeaderError:
            return
        for payload in () if header is None else header.payloads:
            assert payload.file.resolve().parent == Path(folder).resolve()


def expands(data: bytes) -> None:
    """A compressed payload expands to a bound, or is refused."""
    try:
        assert len(expand(data, _LARGEST)) <= _LARGEST
    except ValueError:
        return


def judges(data: bytes) -> None:
    """Any message can be judged, and every finding points into it."""
    verdict = judge(data, at=NOON)
    for finding in verdict.findings:
        for place in finding.places:
            assert 0 <= place.offset <= place.offset + place.length <= len(data)
    for problem in verdict.problems:
        _can_be_kept(problem)
