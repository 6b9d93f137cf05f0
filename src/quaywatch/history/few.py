"""A few consignments taken value by value, which costs less than setting columns up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import FilingFunction, Frames
from quaywatch.history.digests import digest_texts
from quaywatch.history.keys import COLUMNS, WAYS
from quaywatch.history.said import Said

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_Row = tuple[Any, ...]


def said(frames: Frames) -> Said:
    """Return what `many.said` returns."""
    papers, columns = frames.consignments.rows(), frames.consignments.columns
    place = {name: number for number, name in enumerate(columns)}
    goods = _items(frames.goods_items, "hs_code", "gross_mass_kg", "package_count")
    boxes = _items(frames.equipment, "number")
    texts: dict[str, list[str | None]] = {
        "hs_code": _first(goods, len(papers)),
        "number": _first(boxes, len(papers)),
        "transhipment_ports": [_joined(row[place["transhipment_ports"]]) for row in papers],
    }
    said = [texts.get(name) or [row[place[name]] for row in papers] for name in COLUMNS]
    return Said(
        received_at=_microseconds([row[place["received_at"]] for row in papers]),
        original=np.array([_original(row[place["filing_function"]]) for row in papers], bool),
        digests=_digested(said, len(papers)),
        rows=np.array([item[0] for item in goods], np.uint32),
        masses=_numbers([item[3] for item in goods]),
        counts=_numbers([item[4] for item in goods]),
    )


def _items(items: pl.DataFrame, *names: str) -> list[_Row]:
    """Return consignment, place in it and `names` of each item, in the order of these two."""
    columns = items.columns
    places = [columns.index(name) for name in ("row", "index", *names)]
    taken = (tuple(row[place] for place in places) for row in items.rows())
    return sorted(taken, key=lambda item: item[:2])


def _first(items: list[_Row], height: int) -> list[str | None]:
    """Return, for each consignment, what the first of its items that has one says."""
    values: list[str | None] = [None] * height
    for item in reversed(items):
        if item[2] is not None:
            values[item[0]] = item[2]
    return values


def _joined(ports: list[str | None] | None) -> str:
    return " ".join(port for port in ports or () if port is not None)


def _original(function: str | None) -> bool:
    return function is None or function == FilingFunction.ORIGINAL.value


def _microseconds(instants: list[datetime | None]) -> Any | None:
    known = [(at - _EPOCH) // _MICROSECOND for at in instants if at is not None]
    return np.array(known, np.int64) if len(known) == len(instants) else None


def _numbers(values: list[float | None]) -> Any:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _digested(columns: list[list[str | None]], height: int) -> Any:
    encoded = [(text or "").encode() for column in columns for text in column]
    lengths = np.array([len(text) for text in encoded], dtype=np.uint32)
    digests = np.zeros((len(COLUMNS), height), dtype=np.int64)
    digest_texts(np.frombuffer(b"".join(encoded), dtype=np.uint8), lengths, WAYS, digests)
    return digests
