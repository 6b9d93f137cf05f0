"""Reading entry summary declarations and answers: one part a message, envelopes as they are."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.ens.answers import heard
from quaywatch.formats.ens.checking import SCHEMA_CODE, breaches, schema
from quaywatch.formats.ens.declaration import filing, unplaced_seals
from quaywatch.formats.ens.messages import DECLARATIONS, NAMES
from quaywatch.formats.ens.records import Record, record
from quaywatch.formats.ens.rules import Edition
from quaywatch.formats.part import Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source
from quaywatch.formats.xml import Document, Piece, local, parse, pieces


def read(
    source: Source, *, received_at: datetime | None = None, edition: Edition = "new"
) -> Iterator[Part]:
    """Yield the parts of a file with messages, laid end to end or in an envelope.

    A declaration that breaks its schema is quarantined with all that is wrong; one that breaks
    rules goes on with a warning for each. Answers of customs come without a filing, but for an
    intervention, which holds the containers that it names.
    """
    any_message = False
    for piece in pieces(source, NAMES):
        if piece.too_long:
            problem = _at(piece, "xml.too-long", "the message is longer than is taken")
            yield from quarantine(piece.offset, piece.data, problem)
        elif piece.is_document:
            yield from _message(piece, received_at, edition)
        elif _is_envelope(piece, any_message):
            yield Part(offset=piece.offset, data=piece.data)
        else:
            problem = _at(piece, "ens.no-message", "no message is named here")
            yield from quarantine(piece.offset, piece.data, problem)
        any_message = any_message or piece.is_document


def _is_envelope(piece: Piece, any_message: bool) -> bool:
    """Whether bytes outside messages are markup around them, rather than something else."""
    return (piece.opens or any_message) and (b"<" in piece.data or piece.data.isspace())


def _message(piece: Piece, received_at: datetime | None, edition: Edition) -> Iterator[Part]:
    document = parse(
        piece.data,
        offset=piece.offset,
        line=piece.line,
        namespaces=piece.namespaces,
        keep_blanks=False,
    )
    if isinstance(document, Problem):
        yield from quarantine(piece.offset, piece.data, document)
        return
    wrong = schema(edition).problems(document, SCHEMA_CODE)
    if wrong:
        yield from quarantine(piece.offset, piece.data, *document.problems, *wrong)
        return
    said, name = record(document.root), local(document.root)
    if name in DECLARATIONS:
        yield _declaration(piece, document, said, received_at, edition)
    else:
        message, holding = heard(name, said, received_at)
        found = document.problem("ens.answer", message, document.root, severity=Severity.INFO)
        problems = (*document.problems, found)
        yield Part(offset=piece.offset, data=piece.data, filing=holding, problems=problems)


def _declaration(
    piece: Piece,
    document: Document,
    said: Record,
    received_at: datetime | None,
    edition: Edition,
) -> Part:
    understood = filing(said, DECLARATIONS[local(document.root)], received_at)
    problems = [*document.problems, *breaches(document, said, edition)]
    if seals := unplaced_seals(said):
        message = f"which container do these seals close? {', '.join(seals)}"
        info = Severity.INFO
        problems.append(document.problem("ens.seals", message, document.root, severity=info))
    span = (piece.offset, piece.offset + len(piece.data))
    return Part(
        offset=piece.offset,
        data=piece.data,
        filing=understood,
        spans=(span,) * len(understood.consignments),
        problems=tuple(problems),
    )


def _at(piece: Piece, code: str, message: str) -> Problem:
    return Problem(code=code, message=message, offset=piece.offset, segment=piece.line)
