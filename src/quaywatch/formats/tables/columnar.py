"""Reading Parquet and Arrow IPC files, slice by slice."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.source import Source
from quaywatch.formats.tables.cells import CellError
from quaywatch.formats.tables.fields import MAX_COLUMNS
from quaywatch.formats.tables.mapping import Mapping
from quaywatch.formats.tables.rows import Batch, Row

ROWS_PER_BYTE = 4
"""More rows than this in a byte of file are no table but a bomb."""

_SLICE = 2000
_SLICE_BYTES = 64 << 20


def read(
    source: Source, *, mapping: Mapping, received_at: datetime | None, arrow: bool
) -> Iterator[Part]:
    """Yield the file's bytes as service parts, then filings without bytes of their own.

    A file that cannot be opened, or whose declared size makes no sense for its length, goes to
    quarantine whole; a row that makes no sense is named in a part of its own.
    """
    with NamedTemporaryFile(suffix=".table") as spool:
        while block := source.read(PART_BYTES):
            spool.write(block)
        spool.flush()
        try:
            table = _Slices(Path(spool.name), mapping, arrow=arrow)
        except _RefusedError as refused:
            problem = Problem(code="table.unreadable", message=str(refused), offset=0)
            yield from _bytes(spool, problem)
            return
        yield from _bytes(spool, None)
        yield from table.parts(received_at)


class _RefusedError(Exception):
    """Why a file is not read."""


def _bytes(spool: IO[bytes], problem: Problem | None) -> Iterator[Part]:
    spool.seek(0)
    offset, problems = 0, () if problem is None else (problem,)
    while data := spool.read(PART_BYTES):
        yield Part(offset=offset, data=data, problems=problems, quarantined=problem is not None)
        offset, problems = offset + len(data), ()


class _Slices:
    """A file opened and found reasonable."""

    def __init__(self, path: Path, mapping: Mapping, *, arrow: bool) -> None:
        # Half a second to load, which readers of messages do without.
        import polars as pl

        self._mapping = mapping
        self._size = path.stat().st_size
        self._failures = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
        try:
            self._frame = pl.scan_ipc(path) if arrow else pl.scan_parquet(path)
            names = self._frame.collect_schema().names()
            self._rows = int(self._frame.select(pl.len()).collect().item())
        except self._failures as error:
            raise _RefusedError(_first_line(error)) from error
        self._places = mapping.positions(names[:MAX_COLUMNS])
        self._judge(names)
        self._names = [names[i] for i in self._places.values()]
        self._places = {ours: i for i, ours in enumerate(self._places)}

    def _judge(self, names: list[str]) -> None:
        if len(names) > MAX_COLUMNS:
            raise _RefusedError(f"{len(names)} columns")
        if self._rows > self._size * ROWS_PER_BYTE:
            raise _RefusedError(f"{self._rows} rows declared in {self._size} bytes")
        if "reference" not in self._places:
            shown = ", ".join(names[:12])[:200]
            raise _RefusedError(f"no column holds the bill of lading number; there are: {shown}")

    def parts(self, received_at: datetime | None) -> Iterator[Part]:
        """Yield filings, and problems of rows, slice by slice."""
        batch = Batch(received_at)
        for start in range(0, self._rows, _SLICE):
            problems: list[Problem] = []
            for number, values in enumerate(self._slice(start, problems), start + 1):
                if len(batch) >= PART_CONSIGNMENTS:
                    yield from self._flush(batch)
                    batch = Batch(received_at)
                try:
                    batch.add(Row(values, self._places, self._mapping), (self._size, self._size))
                except CellError as error:
                    problems.append(_problem("table.cell", str(error), number))
            if problems:
                yield self._part(problems=tuple(problems), quarantined=True)
        yield from self._flush(batch)

    def _slice(self, start: int, problems: list[Problem]) -> list[tuple[object, ...]]:
        try:
            frame = self._frame.select(self._names).slice(start, _SLICE).collect()
        except self._failures as error:
            problems.append(_problem("table.unreadable", _first_line(error), start + 1))
            return []
        if frame.estimated_size() > _SLICE_BYTES:
            message = f"{frame.height} rows hold {frame.estimated_size()} bytes"
            problems.append(_problem("table.rows-too-long", message, start + 1))
            return []
        return frame.rows()

    def _flush(self, batch: Batch) -> Iterator[Part]:
        for filing, spans in batch.filings():
            yield self._part(filing=filing, spans=spans)

    def _part(
        self,
        *,
        filing: Filing | None = None,
        spans: tuple[tuple[int, int], ...] = (),
        problems: tuple[Problem, ...] = (),
        quarantined: bool = False,
    ) -> Part:
        return Part(
            offset=self._size,
            data=b"",
            filing=filing,
            spans=spans,
            problems=problems,
            quarantined=quarantined,
        )


def _problem(code: str, message: str, row: int) -> Problem:
    field = message.partition(":")[0] if code == "table.cell" else None
    return Problem(code=code, message=message, segment=row, field=field)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
