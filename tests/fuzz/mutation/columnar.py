"""Parquet and Arrow files with columns of unlikely kinds; gzip streams of unlikely contents."""

import gzip
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

import polars as pl

from tests.fuzz.mutation.odd import TEXTS

NAMES = (
    "bl_number",
    "container",
    "description",
    "gross_weight",
    "arrival_at",
    "hs_code",
    "packages",
    "seal",
    "odd",
)
_Column = Callable[[random.Random, int], pl.Series]


def _column(kind: pl.DataType | type[pl.DataType], *values: object) -> _Column:
    def made(dice: random.Random, height: int) -> pl.Series:
        return pl.Series([dice.choice((None, *values)) for _ in range(height)], dtype=kind)

    return made


_COLUMNS: tuple[_Column, ...] = (
    _column(pl.String, *(text for text in TEXTS if text != "\ud800")),
    _column(pl.String, "B1", "B2"),
    _column(pl.Int64, -1, 0, 2**62),
    _column(pl.UInt64, 2**64 - 1),
    _column(pl.Float64, float("nan"), float("inf"), 1e300, -0.0),
    _column(pl.Boolean, True, False),
    _column(pl.Date, date(1, 1, 1), date(9999, 12, 31)),
    _column(pl.Datetime("us"), datetime(1, 1, 1), datetime(9999, 12, 31, 23)),  # noqa: DTZ001
    _column(pl.Datetime("ns", "Asia/Tokyo"), datetime(2026, 3, 1)),  # noqa: DTZ001
    _column(pl.Time, time(23, 59)),
    _column(pl.Duration, timedelta(days=10**6)),
    _column(pl.Binary, b"\xff\0"),
    _column(pl.Decimal(38, 2), 10**30),
    _column(pl.List(pl.String), ["A"], []),
    _column(pl.Struct({"a": pl.Int8}), {"a": 1}),
    _column(pl.Categorical, "A", "B"),
    _column(pl.Null),
)


def frames(arrow: bool) -> Callable[[bytes, random.Random, Sequence[bytes]], bytes]:
    """Return a mutator that writes a new table of columns by chance."""

    def mutator(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
        height = dice.choice((0, 1, 3, 50))
        names = dice.sample(NAMES, dice.randrange(1, len(NAMES) + 1))
        frame = pl.DataFrame([dice.choice(_COLUMNS)(dice, height).alias(name) for name in names])
        file = BytesIO()
        if arrow:
            frame.write_ipc(file, compression=dice.choice(("uncompressed", "lz4", "zstd")))
        else:
            frame.write_parquet(file, compression=dice.choice(("snappy", "zstd", "gzip")))
        return file.getvalue()

    return mutator


def zipped(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Compress, follow with another stream, or fill with nothing at length."""
    match dice.randrange(3):
        case 0:
            return gzip.compress(data)
        case 1:
            return data + dice.choice(others)
        case _:
            return gzip.compress(bytes(dice.choice((1, 1 << 20, 1 << 21))))
