"""Reading declarations of the WCO Data Model: one part a document."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.part import Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source
from quaywatch.formats.wco.declaration import filing
from quaywatch.formats.xml import Document, Element, Piece, every, local, parse, pieces, text

_LINKING = (
    "inventoryLinkingMovementRequest",
    "inventoryLinkingMovementResponse",
    "inventoryLinkingMovementTotalsResponse",
    "inventoryLinkingControlResponse",
    "inventoryLinkingConsolidationRequest",
    "inventoryLinkingQueryRequest",
    "inventoryLinkingQueryResponse",
)
"""Roots of messages about the movement of declared goods through a port's inventory."""

NAMES = ("MetaData", *_LINKING)
"""Roots of the documents that are known."""


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of a file with documents, laid end to end or in an envelope."""
    any_document = False
    for piece in pieces(source, NAMES):
        if piece.too_long:
            problem = _at(piece, "xml.too-long", "the document is longer than is taken")
            yield from quarantine(piece.offset, piece.data, problem)
        elif piece.is_document:
            yield from _document(piece, received_at)
        elif (piece.opens or any_document) and (b"<" in piece.data or piece.data.isspace()):
            yield Part(offset=piece.offset, data=piece.data)
        else:
            problem = _at(piece, "wco.no-document", "no declaration begins here")
            yield from quarantine(piece.offset, piece.data, problem)
        any_document = any_document or piece.is_document


def _document(piece: Piece, received_at: datetime | None) -> Iterator[Part]:
    document = parse(piece.data, offset=piece.offset, line=piece.line, namespaces=piece.namespaces)
    if isinstance(document, Problem):
        yield from quarantine(piece.offset, piece.data, document)
        return
    root = document.root
    if local(root) != "MetaData" or every(root, "Response"):
        found = document.problem("wco.answer", _heard(root), root, severity=Severity.INFO)
        yield Part(offset=piece.offset, data=piece.data, problems=(*document.problems, found))
        return
    declarations = every(root, "Declaration")
    missing = _missing(document, declarations)
    if missing is not None:
        yield from quarantine(piece.offset, piece.data, *document.problems, missing)
        return
    if every(declarations[0], "Amendment"):
        message = "an amendment states changed parts alone; it is kept and changes nothing"
        found = document.problem("wco.amendment", message, root, severity=Severity.WARNING)
        yield Part(offset=piece.offset, data=piece.data, problems=(*document.problems, found))
        return
    yield Part(
        offset=piece.offset,
        data=piece.data,
        filing=filing(declarations[0], received_at),
        spans=((piece.offset, piece.offset + len(piece.data)),),
        problems=(*document.problems, *_odd(document, declarations[0])),
    )


def _heard(root: Element) -> str:
    """Say what kind of answer or notice a document is."""
    if local(root) != "MetaData":
        return f"{local(root)} {text(root, 'messageCode')}".rstrip()
    function, number = text(root, "Response/FunctionCode"), text(root, "Response/Declaration/ID")
    return f"customs answers to {number or 'a declaration'} with function {function or 'unknown'}"


def _missing(document: Document, declarations: list[Element]) -> Problem | None:
    if len(declarations) != 1:
        message = f"the document holds {len(declarations)} declarations rather than one"
        return document.problem("wco.declaration", message, document.root)
    if not text(declarations[0], "FunctionalReferenceID") and not text(declarations[0], "ID"):
        message = "the declaration has neither a reference nor a number"
        return document.problem("wco.reference", message, declarations[0])
    return None


def _odd(document: Document, declaration: Element) -> Iterator[Problem]:
    """Compare the number of items with what came."""
    said = text(declaration, "GoodsItemQuantity")
    came = len(every(declaration, "GoodsShipment/GovernmentAgencyGoodsItem"))
    if said and said != str(came) and every(declaration, "GoodsShipment"):
        message = f"GoodsItemQuantity is {said}, {came} came"
        where = every(declaration, "GoodsItemQuantity")[0]
        yield document.problem("wco.count", message, where, severity=Severity.WARNING)


def _at(piece: Piece, code: str, message: str) -> Problem:
    return Problem(code=code, message=message, offset=piece.offset, segment=piece.line)
