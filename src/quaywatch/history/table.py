"""Events as a table, to be kept in Parquet and folded elsewhere.

It holds digests in place of names, so that who folds a year on a cluster needs to read none.
"""

from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.history.encoding import filed, judged
from quaywatch.history.events import Events, together
from quaywatch.history.keys import Key
from quaywatch.history.measures import Measure

NOBODY = -1
"""Stands for the filing of an event that is none."""

KEYS: dict[str, Key] = {f"{key.name.lower()}_key": key for key in Key}
MEASURES: dict[str, Measure] = {of.name.lower(): of for of in Measure if of >= 0}

SCHEMA: dict[str, pl.DataType] = {
    "filing": pl.Int64(),
    "at": pl.Int64(),
    "what": pl.Int8(),
    "digest": pl.Int64(),
    **{name: pl.Int64() for name in KEYS},
    **{name: pl.Float64() for name in MEASURES},
}
"""One event a row: the number of the filing (`NOBODY` for an outcome), microseconds since 1970, a
value of `What`, and what `Events` holds; the digest's 64 bits are read as a number with sign."""


def event_table(
    frames: Frames, outcomes: pl.DataFrame, *, at: Any | None = None, first: int = 0
) -> pl.DataFrame:
    """Return filings and outcomes as a table (`SCHEMA`); filings are numbered from `first` on.

    `outcomes` and `at` are as in `batch.features`.
    """
    filings = filed(frames, at)
    events = together([filings, judged(frames, outcomes, filings)])
    numbers = np.full(len(events.at), NOBODY, dtype=np.int64)
    numbers[: len(frames)] = np.arange(first, first + len(frames))
    columns = {
        "filing": numbers,
        "at": events.at,
        "what": events.what.astype(np.int8),
        "digest": events.digest.view(np.int64),
        **{name: events.keys[key] for name, key in KEYS.items()},
        **{name: events.measures[of] for name, of in MEASURES.items()},
    }
    return pl.DataFrame(columns, schema=SCHEMA)


def events_of(columns: dict[str, Any]) -> Events:
    """Return events from arrays named as in `SCHEMA`; a key that is not among them is none."""
    height = len(columns["at"])
    keys = np.zeros((len(Key), height), dtype=np.int64)
    for name, key in KEYS.items():
        if name in columns:
            keys[key] = columns[name]
    measures = np.empty((len(MEASURES), height), dtype=np.float64)
    for name, of in MEASURES.items():
        measures[of] = columns[name]
    what = np.ascontiguousarray(columns["what"]).astype(np.uint8)
    digest = np.ascontiguousarray(columns["digest"]).view(np.uint64)
    return Events(np.ascontiguousarray(columns["at"]), what, keys, measures, digest)
