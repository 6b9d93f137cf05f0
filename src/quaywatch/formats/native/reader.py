"""Reading native JSON lines."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.problem import Problem
from quaywatch.formats.lines import Line, lines
from quaywatch.formats.native.line import Said, understand
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source

LINE_BYTES = 16 << 20
"""The longest line that is read; a longer one goes to quarantine."""

_BOM = b"\xef\xbb\xbf"


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of native JSON lines; see the package's docstring for what a line may be."""
    bare = _Bare(received_at)
    for line in lines(source, LINE_BYTES):
        said = _said(line)
        if said is None or isinstance(said, (Consignment, Movement)):
            bare.add(line, said)
            if bare.full:
                yield from bare.flush()
            continue
        yield from bare.flush()
        if isinstance(said, Problem):
            yield from quarantine(line.offset, line.data, said)
        else:
            yield _filing_part(line, said, received_at)
    yield from bare.flush()


class _Bare:
    """Consecutive bare (and blank) lines on their way to one part."""

    def __init__(self, received_at: datetime | None) -> None:
        self._header = FilingHeader(format="native", received_at=received_at)
        self._start()

    def _start(self) -> None:
        self._data: list[bytes] = []
        self._size = 0
        self._offset = 0
        self._consignments: list[Consignment] = []
        self._movements: list[Movement] = []
        self._spans: list[tuple[int, int]] = []

    @property
    def full(self) -> bool:
        rows = len(self._consignments) + len(self._movements)
        return self._size >= PART_BYTES or rows >= PART_CONSIGNMENTS

    def add(self, line: Line, said: Consignment | Movement | None) -> None:
        if not self._data:
            self._offset = line.offset
        self._data.append(line.data)
        self._size += len(line.data)
        if isinstance(said, Consignment):
            self._consignments.append(said)
            self._spans.append((line.offset, line.offset + len(line.data)))
        elif isinstance(said, Movement):
            self._movements.append(said)

    def flush(self) -> Iterator[Part]:
        if self._data:
            consignments, movements = tuple(self._consignments), tuple(self._movements)
            filing = Filing(header=self._header, consignments=consignments, movements=movements)
            yield Part(
                offset=self._offset,
                data=b"".join(self._data),
                filing=filing if consignments or movements else None,
                spans=tuple(self._spans),
            )
        self._start()


def _said(line: Line) -> Said | Problem | None:
    if line.too_long:
        message = f"a line is longer than {LINE_BYTES} bytes"
        return Problem(
            code="native.line-too-long",
            message=message,
            offset=line.offset,
            segment=line.number,
        )
    data = line.data.removeprefix(_BOM) if line.number == 1 else line.data
    return understand(data, line.number, line.offset) if data.strip() else None


def _filing_part(line: Line, filing: Filing, received_at: datetime | None) -> Part:
    header = filing.header
    if received_at is not None and header.received_at is None:
        header = msgspec.structs.replace(header, received_at=received_at)
        filing = msgspec.structs.replace(filing, header=header)
    span = (line.offset, line.offset + len(line.data))
    return Part(
        offset=line.offset,
        data=line.data,
        filing=filing,
        spans=(span,) * len(filing.consignments),
    )
