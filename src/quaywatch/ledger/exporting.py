"""A range of time as Parquet: `date=YYYY-MM-DD/kind=KIND/POSITION.parquet` (days in UTC).

Each file holds events of one day and kind in order of position, named by the first of them.
Partition values are percent-encoded, as Hive, Spark, DuckDB and Polars read them. The original
bytes stay in the ledger; `original_digest` names them.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import polars as pl
from sqlalchemy import Connection, select

from quaywatch.ledger import reading
from quaywatch.ledger.events import Recorded
from quaywatch.ledger.schema import event

SCHEMA: dict[str, pl.DataType] = {
    "position": pl.Int64(),
    "known_at": pl.Datetime("us", "UTC"),
    "key": pl.String(),
    "actor": pl.String(),
    "stream": pl.String(),
    "version": pl.Int64(),
    "payload": pl.String(),
    "original_digest": pl.Binary(),
    "hash": pl.Binary(),
}

_ROWS = 50_000
_BYTES = 64 * 1024 * 1024
"""Events and bytes of payload held at once."""


def export(connection: Connection, start: datetime, end: datetime, folder: Path) -> list[Path]:
    """Write the events with `start <= known_at < end`; return the files, sorted.

    Days appear in `folder` complete or not at all.

    Raises:
        FileExistsError: a day of the range is there already; nothing was written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".export-") as scratch:
        for batch in _batches(_known(connection, start, end)):
            _write(batch, Path(scratch))
        return _move(sorted(Path(scratch).iterdir()), folder)


def _known(connection: Connection, start: datetime, end: datetime) -> Iterator[Recorded]:
    within = event.c.known_at >= start, event.c.known_at < end
    query = select(event).where(*within).order_by(event.c.position)
    rows = connection.execute(query, execution_options={"yield_per": 1000})
    return (reading.to_recorded(row) for row in rows)


def _batches(events: Iterator[Recorded]) -> Iterator[list[Recorded]]:
    batch: list[Recorded] = []
    size = 0
    for recorded in events:
        batch.append(recorded)
        size += len(recorded.payload)
        if len(batch) >= _ROWS or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _partition(recorded: Recorded) -> str:
    return f"date={recorded.known_at.date()}/kind={quote(recorded.kind, safe='')}"


def _write(batch: list[Recorded], folder: Path) -> None:
    for partition, events in groupby(sorted(batch, key=_partition), key=_partition):
        rows = list(events)
        path = folder / partition / f"{rows[0].position:012}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame([_row(row) for row in rows], schema=SCHEMA, orient="row").write_parquet(path)


def _row(recorded: Recorded) -> tuple[object, ...]:
    return (
        recorded.position,
        recorded.known_at,
        recorded.key,
        recorded.actor,
        recorded.stream,
        recorded.version,
        recorded.payload.decode(),
        recorded.original_digest,
        recorded.hash,
    )


def _move(days: list[Path], folder: Path) -> list[Path]:
    taken = [day.name for day in days if (folder / day.name).exists()]
    if taken:
        raise FileExistsError(f"{folder} holds {', '.join(taken)} already")
    moved = [day.rename(folder / day.name) for day in days]
    return sorted(path for day in moved for path in day.rglob("*.parquet"))
