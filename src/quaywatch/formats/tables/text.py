"""Reading delimited text (CSV, TSV) as a stream."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from quaywatch.cargo.problem import Problem
from quaywatch.formats.lines import Line, lines
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source
from quaywatch.formats.tables.cells import CellError
from quaywatch.formats.tables.dialect import Dialect, cells, delimiter, encoding
from quaywatch.formats.tables.fields import MAX_COLUMNS
from quaywatch.formats.tables.mapping import Mapping
from quaywatch.formats.tables.rows import Batch, Row

LINE_BYTES = 1 << 20
"""The longest line that is read; a longer one goes to quarantine."""

_ROW_LINES = 100
"""Lines that one row may span by quoted line ends."""


def read(source: Source, *, mapping: Mapping, received_at: datetime | None) -> Iterator[Part]:
    """Yield the parts of a table; rows that make no sense go to quarantine one by one."""
    dialect = encoding(source.head)
    stream = lines(source, LINE_BYTES, dialect.line_end)
    first = next(stream, None)
    if first is None:
        return
    dialect, places, width, problem = _header(first, dialect, mapping)
    if problem is not None:
        yield from quarantine(first.offset, first.data, problem)
        for line in stream:
            yield from quarantine(line.offset, line.data)
        return
    table = _Table(dialect, mapping, places, width, received_at)
    table.envelope(first)
    for lot in _lots(stream, dialect):
        yield from table.take(lot)
    yield from table.flush()


def _header(
    first: Line, dialect: Dialect, mapping: Mapping
) -> tuple[Dialect, dict[str, int], int, Problem | None]:
    if first.too_long:
        return dialect, {}, 0, _refusal("table.header-too-long", "the header line has no end")
    line = dialect.decode(first.data.removeprefix(dialect.bom))
    dialect = replace(dialect, delimiter=delimiter(line, mapping))
    names = cells(line, dialect.delimiter)
    places = mapping.positions(names[:MAX_COLUMNS])
    problem = None
    if len(names) > MAX_COLUMNS:
        problem = _refusal("table.too-many-columns", f"{len(names)} columns")
    elif "reference" not in places:
        shown = ", ".join(names[:12])[:200]
        message = f"no column is known to hold the bill of lading number; there are: {shown}"
        problem = _refusal("table.reference-missing", message)
    return dialect, places, len(names), problem


def _refusal(code: str, message: str) -> Problem:
    return Problem(code=code, message=message, offset=0, segment=1)


def _lots(stream: Iterator[Line], dialect: Dialect) -> Iterator[list[Line]]:
    """Yield the lines of each row: more than one where a quoted cell holds line ends."""
    lot: list[Line] = []
    open_quote = False
    quote = '"'.encode(dialect.encoding)
    for line in stream:
        lot.append(line)
        open_quote ^= bool(line.data.count(quote) % 2)
        if not open_quote or line.too_long or len(lot) >= _ROW_LINES:
            yield lot
            lot, open_quote = [], False
    if lot:
        yield lot


class _Table:
    """The rows of one table on their way to parts."""

    def __init__(
        self,
        dialect: Dialect,
        mapping: Mapping,
        places: dict[str, int],
        width: int,
        received_at: datetime | None,
    ) -> None:
        self._dialect = dialect
        self._mapping = mapping
        self._places = places
        self._width = width
        self._received_at = received_at
        self._batch = Batch(received_at)
        self._data: list[bytes] = []
        self._size = 0
        self._offset = 0

    def envelope(self, line: Line) -> None:
        """Take a line that holds no row."""
        if not self._data:
            self._offset = line.offset
        self._data.append(line.data)
        self._size += len(line.data)

    def take(self, lot: list[Line]) -> Iterator[Part]:
        """Take the lines of one row."""
        if self._size >= PART_BYTES or len(self._batch) >= PART_CONSIGNMENTS:
            yield from self.flush()
        data = b"".join(line.data for line in lot)
        problem = self._understand(lot, data) if data.strip(b"\r\n\0 ") else None
        if problem is None:
            for line in lot:
                self.envelope(line)
            return
        if len(lot) > 1:
            # A stray quotation mark joined rows that stand on their own.
            for line in lot:
                yield from self.take([line])
            return
        yield from self.flush()
        yield from quarantine(lot[0].offset, data, problem)

    def _understand(self, lot: list[Line], data: bytes) -> Problem | None:
        first = lot[0]
        if first.too_long or lot[-1].too_long:
            return _problem(first, "table.row-too-long", "the row has no end")
        try:
            found = next(
                csv.reader(
                    _text_lines(lot, self._dialect), delimiter=self._dialect.delimiter, strict=True
                )
            )
        except csv.Error as error:
            return _problem(first, "table.row", str(error))
        if len(found) != self._width:
            message = f"{len(found)} cells where the header has {self._width}"
            return _problem(first, "table.row-ragged", message)
        if b"\0" in data and "\0" in "".join(found):
            return _problem(first, "table.row-binary", "the row holds NUL characters")
        span = (first.offset, first.offset + len(data))
        try:
            self._batch.add(Row(found, self._places, self._mapping), span)
        except CellError as error:
            field, _, _ = str(error).partition(":")
            return _problem(first, "table.cell", str(error), field)
        return None

    def flush(self) -> Iterator[Part]:
        """Yield what was taken."""
        data, offset = b"".join(self._data), self._offset
        for filing, spans in self._batch.filings():
            yield Part(offset=offset, data=data, filing=filing, spans=spans)
            offset, data = offset + len(data), b""
        if data:
            yield Part(offset=offset, data=data)
        self._batch, self._data, self._size = Batch(self._received_at), [], 0


def _text_lines(lot: list[Line], dialect: Dialect) -> Iterator[str]:
    return (dialect.decode(line.data) for line in lot)


def _problem(line: Line, code: str, message: str, field: str | None = None) -> Problem:
    return Problem(code=code, message=message, offset=line.offset, segment=line.number, field=field)
