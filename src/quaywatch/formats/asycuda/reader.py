"""Reading ASYCUDA manifests, bill by bill, in bounded memory."""

import re
from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.asycuda.bill import consignment
from quaywatch.formats.asycuda.general import General, general
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source
from quaywatch.formats.xml import Document, Piece, every, local, parse, pieces

_HEADINGS = ("General_segment", "Master_bol")
_WHOLE = ("Awmds", "Awbolds", "Awmcds")
_EIGHT_BIT = re.compile(rb"""encoding\s*=\s*["'](?:iso-8859|windows-125)""", re.IGNORECASE)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:Awmds|Awbolds|Awmcds)\s*>")


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of manifests; a bill that cannot be understood is set aside alone."""
    manifest = _Manifest(received_at)
    for piece in pieces(source, (*_HEADINGS, "Bol_segment")):
        yield from manifest.take(piece)
    yield from manifest.close()


class _Manifest:
    """Pieces of a manifest in, parts out: bills that follow each other come in one part."""

    def __init__(self, received_at: datetime | None) -> None:
        self._received_at = received_at
        self._begin("")

    def _begin(self, kind: str) -> None:
        self._general = General()
        self._kind = kind
        self._eight_bit = False
        self._met = 0
        self._run: list[tuple[Piece, Consignment | None, tuple[Problem, ...]]] = []
        self._any = bool(kind)

    def take(self, piece: Piece) -> Iterator[Part]:
        """Read the next piece."""
        if piece.too_long:
            yield from self._flush()
            problem = _at(piece, "xml.too-long", "the bill is longer than is taken")
            yield from quarantine(piece.offset, piece.data, problem)
        elif piece.is_document:
            yield from self._document(piece)
        else:
            yield from self._flush()
            yield from self._around(piece)

    def close(self) -> Iterator[Part]:
        """Read the end of the input."""
        yield from self._flush()

    def _around(self, piece: Piece) -> Iterator[Part]:
        """Take bytes around bills: the manifest's own tags, or something else."""
        if not ((piece.opens or self._any) and (b"<" in piece.data or piece.data.isspace())):
            problem = _at(piece, "asycuda.no-bill", "no bill of lading begins here")
            yield from quarantine(piece.offset, piece.data, problem)
            return
        problems = self._count(piece) if _END.search(piece.data) else ()
        if piece.opens:
            self._begin("opened")
        self._eight_bit = self._eight_bit or _EIGHT_BIT.search(piece.data[:300]) is not None
        yield Part(offset=piece.offset, data=piece.data, problems=problems)

    def _count(self, piece: Piece) -> tuple[Problem, ...]:
        said = self._general.bills
        if said is None or said == self._met:
            return ()
        message = f"the manifest announces {said} bills, {self._met} came"
        problem = _at(piece, "asycuda.count", message)
        return (
            Problem(
                code=problem.code,
                message=message,
                severity=Severity.WARNING,
                offset=problem.offset,
                segment=problem.segment,
            ),
        )

    def _document(self, piece: Piece) -> Iterator[Part]:
        self._any = True
        document = parse(
            piece.data, offset=piece.offset, line=piece.line, namespaces=piece.namespaces
        )
        if isinstance(document, Problem):
            yield from self._aside(piece, document)
            return
        name = local(document.root)
        odd = () if self._eight_bit else document.problems
        if name in _WHOLE:
            yield from self._at_once(piece, document)
        elif name in _HEADINGS:
            self._general = general(document.root)
            self._run.append((piece, None, odd))
        else:
            bill = consignment(document.root, self._general)
            self._met += 1
            if not bill.reference:
                problem = document.problem("bill.number-missing", "no Bol_reference", document.root)
                yield from self._aside(piece, *odd, problem)
                return
            self._run.append((piece, bill, odd))
            if self._full:
                yield from self._flush()

    def _aside(self, piece: Piece, *problems: Problem) -> Iterator[Part]:
        yield from self._flush()
        yield from quarantine(piece.offset, piece.data, *problems)

    def _at_once(self, piece: Piece, document: Document) -> Iterator[Part]:
        """Read a manifest that could not be cut, in UTF-16."""
        for heading in _HEADINGS:
            for said in every(document.root, heading):
                self._general = general(said)
        bills = [consignment(bill, self._general) for bill in every(document.root, "Bol_segment")]
        found = tuple(bill for bill in bills if bill.reference)
        span = (piece.offset, piece.offset + len(piece.data))
        yield Part(
            offset=piece.offset,
            data=piece.data,
            filing=self._filing(found) if found else None,
            spans=(span,) * len(found),
            problems=document.problems,
        )

    @property
    def _full(self) -> bool:
        first, last = self._run[0][0], self._run[-1][0]
        size = last.offset + len(last.data) - first.offset
        return size >= PART_BYTES or len(self._run) >= PART_CONSIGNMENTS

    def _flush(self) -> Iterator[Part]:
        run, self._run = self._run, []
        if not run:
            return
        bills = [(piece, bill) for piece, bill, _ in run if bill is not None]
        yield Part(
            offset=run[0][0].offset,
            data=b"".join(piece.data for piece, _, _ in run),
            filing=self._filing(tuple(bill for _, bill in bills)) if bills else None,
            spans=tuple((piece.offset, piece.offset + len(piece.data)) for piece, _ in bills),
            problems=tuple(problem for _, _, problems in run for problem in problems),
        )

    def _filing(self, bills: tuple[Consignment, ...]) -> Filing:
        header = FilingHeader(
            format="asycuda",
            sender=self._general.conveyance.carrier_code or "",
            reference=self._general.reference,
            received_at=self._received_at,
        )
        return Filing(header=header, consignments=bills)


def _at(piece: Piece, code: str, message: str) -> Problem:
    return Problem(code=code, message=message, offset=piece.offset, segment=piece.line)
