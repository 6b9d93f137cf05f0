"""Many consignments taken column by column."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import FilingFunction, Frames
from quaywatch.cargo.aligned import first
from quaywatch.cargo.columns import INSTANT
from quaywatch.history.digests import digest_texts
from quaywatch.history.keys import COLUMNS, WAYS
from quaywatch.history.said import Said

_AT_ONCE = 1 << 18
"""Rows whose texts are laid end to end at once: some dozens of megabytes."""
_THREADS = 2


def said(frames: Frames) -> Said:
    """Return what the consignments say, as arrays."""
    papers = frames.consignments
    goods = frames.goods_items.sort("row", "index")
    received, function = papers["received_at"], papers["filing_function"]
    original = (function == FilingFunction.ORIGINAL.value).fill_null(value=True)
    instants = received.cast(INSTANT).to_physical()
    return Said(
        received_at=None if received.null_count() else instants.to_numpy(),
        original=original.to_numpy(),
        digests=_digested(frames),
        rows=goods["row"].to_numpy(),
        masses=goods["gross_mass_kg"].fill_null(np.nan).to_numpy(),
        counts=goods["package_count"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
    )


def _digested(frames: Frames) -> Any:
    height = len(frames)
    of_items = {
        "hs_code": first(frames.goods_items, "hs_code", height),
        "number": first(frames.equipment, "number", height),
        "transhipment_ports": frames.consignments["transhipment_ports"].list.join(" "),
    }
    columns = [
        of_items[name] if name in of_items else frames.consignments.get_column(name)
        for name in COLUMNS
    ]
    return _digested_columns(columns, height)


def _digested_columns(columns: list[pl.Series], height: int) -> Any:
    digests = np.zeros((len(columns), height), dtype=np.int64)

    def work(place: int) -> None:
        for start in range(0, height, _AT_ONCE):
            part = columns[place].slice(start, _AT_ONCE).fill_null("")
            data = np.frombuffer(part.str.join("").item().encode(), dtype=np.uint8)
            lengths = part.str.len_bytes().to_numpy()
            here = slice(place, place + 1)
            digest_texts(data, lengths, WAYS[here], digests[here, start : start + len(part)])

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(work, range(len(columns))))
    return digests
