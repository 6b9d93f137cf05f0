"""A few consignments taken value by value, which costs less than setting columns up."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import FilingFunction, Frames
from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA, EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA
from quaywatch.history.digests import digest_texts
from quaywatch.history.keys import COLUMNS, WAYS
from quaywatch.history.said import Said

_PLACE = {name: place for place, name in enumerate(CONSIGNMENT_SCHEMA)}
_IN_GOODS = {name: place for place, name in enumerate(GOODS_ITEM_SCHEMA)}
_IN_EQUIPMENT = {name: place for place, name in enumerate(EQUIPMENT_SCHEMA)}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_Row = tuple[Any, ...]


def said(frames: Frames) -> Said:
    """Return what `many.said` returns."""
    papers = frames.consignments.rows()
    goods = _in_order(frames.goods_items)
    texts = {
        "hs_code": _first(goods, _IN_GOODS["hs_code"], len(papers)),
        "number": _first(_in_order(frames.equipment), _IN_EQUIPMENT["number"], len(papers)),
    }
    columns = [texts.get(name) or [row[_PLACE[name]] for row in papers] for name in COLUMNS]
    return Said(
        received_at=_microseconds([row[_PLACE["received_at"]] for row in papers]),
        original=np.array([_original(row[_PLACE["filing_function"]]) for row in papers], bool),
        digests=_digested(columns, len(papers)),
        rows=np.array([item[_IN_GOODS["row"]] for item in goods], np.uint32),
        masses=_numbers([item[_IN_GOODS["gross_mass_kg"]] for item in goods]),
        counts=_numbers([item[_IN_GOODS["package_count"]] for item in goods]),
    )


def _in_order(items: pl.DataFrame) -> list[_Row]:
    """Return items by consignment and place in it, which are their first two columns."""
    return sorted(items.rows(), key=lambda item: item[:2])


def _first(items: list[_Row], place: int, height: int) -> list[str | None]:
    values: list[str | None] = [None] * height
    for item in reversed(items):
        if item[place] is not None:
            values[item[0]] = item[place]
    return values


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
