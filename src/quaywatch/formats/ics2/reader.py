"""Reading ICS2 messages, alone or in their envelopes, into parts."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem
from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.message import Message, problems
from quaywatch.formats.ics2.names import NAMES
from quaywatch.formats.ics2.nouns import mapped
from quaywatch.formats.ics2.rules import broken
from quaywatch.formats.ics2.spans import Span, spans
from quaywatch.formats.ics2.tree import taken
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source
from quaywatch.formats.xml import Document, Piece, parse, pieces


def read(
    source: Source, *, received_at: datetime | None = None, codes: CodeLists = NO_CODES
) -> Iterator[Part]:
    """Yield the messages of `source` as filings, and the envelopes around them as service parts.

    A message that breaks its structure, a rule or a configured code list is understood as far as
    it goes, and its problems come with it. What is no XML, or says nothing of ICS2, is quarantined.
    """
    ahead: list[Piece] = []
    found = False
    refusal: Problem | None = None
    for piece in pieces(source, NAMES):
        if piece.is_document:
            found = True
            yield from (Part(offset=held.offset, data=held.data) for held in ahead)
            ahead = []
            yield from _message(piece, received_at, codes, refusal)
            continue
        refusal = refusal or _document_type(piece)
        if found:
            yield Part(offset=piece.offset, data=piece.data)
            continue
        ahead.append(piece)
        if sum(len(held.data) for held in ahead) > PART_BYTES:
            yield from _nothing(ahead)
            ahead = []
    yield from _nothing(ahead)


def _document_type(envelope: Piece) -> Problem | None:
    """Return the refusal of every message in an envelope that brings a DTD with it."""
    at = envelope.data.find(b"<!DOCTYPE")
    if at < 0:
        return None
    return Problem(code="xml.dtd", message="a DTD is not taken", offset=envelope.offset + at)


def _nothing(held: list[Piece]) -> Iterator[Part]:
    for piece in held:
        message = "no ICS2 message is found here"
        problem = Problem(
            code="ics2.no-message", message=message, offset=piece.offset, segment=piece.line
        )
        yield from quarantine(piece.offset, piece.data, problem)


def _message(
    piece: Piece, received_at: datetime | None, codes: CodeLists, refusal: Problem | None
) -> Iterator[Part]:
    understood = refusal or _understood(piece)
    if isinstance(understood, Problem):
        yield from quarantine(piece.offset, piece.data, understood)
        return
    document, message = understood
    yield from _parts(piece, document, message, received_at, codes)


def _understood(piece: Piece) -> tuple[Document, Message] | Problem:
    if piece.too_long:
        message = "the message is longer than is taken"
        return Problem(code="ics2.too-long", message=message, offset=piece.offset)
    document = parse(piece.data, offset=piece.offset, line=piece.line, namespaces=piece.namespaces)
    if isinstance(document, Problem):
        return document
    content = taken(document.root)
    if content.name not in NAMES:
        said = f"{content.name!r} is no ICS2 message"
        return document.problem("ics2.unknown-message", said, document.root)
    return document, Message(content)


def _parts(
    piece: Piece,
    document: Document,
    message: Message,
    received_at: datetime | None,
    codes: CodeLists,
) -> Iterator[Part]:
    said = mapped(message.content, received_at)
    found = (
        *document.problems,
        *problems(document, message, codes),
        *broken(document, message.content),
    )
    where = spans(document, message.content, said.elements)
    whole = Part(
        offset=piece.offset, data=piece.data, filing=said.filing, spans=where, problems=found
    )
    yield from _cut(whole, said.filing) if len(where) > PART_CONSIGNMENTS else (whole,)


def _cut(whole: Part, filing: Filing) -> Iterator[Part]:
    """Yield a part for every thousand consignments, each with its share of the bytes."""
    starts = range(0, len(whole.spans), PART_CONSIGNMENTS)
    for first in starts:
        last = first + PART_CONSIGNMENTS
        begin = whole.spans[first][0] if first else whole.offset
        end = whole.spans[last][0] if last < len(whole.spans) else whole.offset + len(whole.data)
        share = msgspec.structs.replace(filing, consignments=filing.consignments[first:last])
        yield Part(
            offset=begin,
            data=whole.data[begin - whole.offset : end - whole.offset],
            filing=share
            if first == 0
            else Filing(header=share.header, consignments=share.consignments),
            spans=tuple(_within(span, end) for span in whole.spans[first:last]),
            problems=whole.problems if first == 0 else (),
        )


def _within(span: Span, end: int) -> Span:
    return span[0], min(span[1], end)
