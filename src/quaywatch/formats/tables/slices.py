"""Slices of a Parquet or Arrow IPC file, each turned into filings."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from quaywatch.cargo.filing import Filing
from quaywatch.cargo.problem import Problem
from quaywatch.formats.part import PART_CONSIGNMENTS, Part
from quaywatch.formats.tables.cells import CellError
from quaywatch.formats.tables.fields import MAX_COLUMNS
from quaywatch.formats.tables.mapping import Mapping
from quaywatch.formats.tables.rows import Batch, Row

ROWS_PER_BYTE = 4
"""More rows than this in a byte of file are no table but a bomb."""

_SLICE = 2000
_SLICE_BYTES = 64 << 20


class RefusedError(Exception):
    """Why a file is not read."""


class Slices:
    """A file opened and found reasonable.

    Raises RefusedError when it cannot be opened, or its declared size makes no sense for its
    length. The library that reads it may also end the process: see `child`.
    """

    def __init__(self, path: Path, mapping: Mapping, *, arrow: bool) -> None:
        # Half a second to load, which readers of messages do without.
        import polars as pl

        self._mapping = mapping
        self._size = path.stat().st_size
        panic = pl.exceptions.PanicException
        # Values that Python has none for, such as a year of six digits, are ValueErrors.
        self._failures = (pl.exceptions.PolarsError, panic, OSError, ValueError, OverflowError)
        try:
            self._frame = pl.scan_ipc(path) if arrow else pl.scan_parquet(path)
            names = self._frame.collect_schema().names()
            self._rows = int(self._frame.select(pl.len()).collect().item())
        except self._failures as error:
            raise RefusedError(_first_line(error)) from error
        self._places = mapping.positions(names[:MAX_COLUMNS])
        self._judge(names)
        self._names = [names[i] for i in self._places.values()]
        self._places = {ours: i for i, ours in enumerate(self._places)}

    def _judge(self, names: list[str]) -> None:
        if len(names) > MAX_COLUMNS:
            raise RefusedError(f"{len(names)} columns")
        if self._rows > self._size * ROWS_PER_BYTE:
            raise RefusedError(f"{self._rows} rows declared in {self._size} bytes")
        if "reference" not in self._places:
            shown = ", ".join(names[:12])[:200]
            raise RefusedError(f"no column holds the bill of lading number; there are: {shown}")

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
            if frame.estimated_size() <= _SLICE_BYTES:
                return frame.rows()
        except self._failures as error:
            problems.append(_problem("table.unreadable", _first_line(error), start + 1))
            return []
        message = f"{frame.height} rows hold {frame.estimated_size()} bytes"
        problems.append(_problem("table.rows-too-long", message, start + 1))
        return []

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
