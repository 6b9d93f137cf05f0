"""Watch lists met with a batch at column speed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.rules.language.types import FIELDS as NAMED
from quaywatch.rules.language.types import Type
from quaywatch.rules.watch import normalise
from quaywatch.rules.watch.alike import AlikeNames
from quaywatch.rules.watch.entry import FIELDS, Entry, Target, WatchList

Ints = np.ndarray[Any, np.dtype[np.int64]]

_NORMALISE: dict[Target, Callable[[pl.Series], pl.Series]] = {
    Target.CONTAINER: normalise.identifier,
    Target.PARTY: normalise.party,
    Target.TELEPHONE: normalise.telephone,
    Target.ADDRESS: normalise.plain,
    Target.VESSEL: normalise.vessel,
}


class Watch:
    """The entries of all lists, laid out by target."""

    def __init__(self, lists: Sequence[WatchList]) -> None:
        rows = [
            (entry.target, value, watch_list.code_of(entry), *_told(entry))
            for watch_list in lists
            for entry in watch_list.entries
            for value in entry.values
        ]
        entries = pl.DataFrame(rows, schema=_ENTRIES, orient="row")
        self._entries = {
            Target(key[0]): _keyed(Target(key[0]), part)
            for key, part in entries.group_by("target", maintain_order=True)
        }
        alike = entries.filter(target=Target.PARTY).filter(pl.col("alike").is_not_null())
        self._alike = AlikeNames(alike) if alike.height else None

    def hits(self, frames: Frames) -> pl.DataFrame:
        """Return `row`, `code`, `weight`, `field` and `value` of each entry met, sorted.

        An entry counts until it expires, seen from the day the filing was received.
        """
        found = [self._hits(target, entries, frames) for target, entries in self._entries.items()]
        if not found:
            return pl.DataFrame(schema=_HITS)
        met = pl.concat(found)
        if met.is_empty():
            return met.select(list(_HITS))
        received = frames.consignments.select("row", day=pl.col("received_at").dt.date())
        return (
            met.join(received, on="row", how="left")
            .filter((pl.col("day") < pl.col("expires")).fill_null(value=True))
            .select(list(_HITS))
            .unique()
            .sort("row", "code", "field", "value")
        )

    def _hits(self, target: Target, entries: pl.DataFrame, frames: Frames) -> pl.DataFrame:
        values = pl.concat([_values(frames, field) for field in FIELDS[target]])
        known = values["value"].unique(maintain_order=True)
        met = _seals(known, entries) if target is Target.SEAL else _keys(known, entries, target)
        if target is Target.PARTY and self._alike is not None:
            met = pl.concat([met, self._alike.met(known).select(_MET)])
        return values.join(met, on="value").select(*_HITS, "expires")


_HITS = {
    "row": pl.UInt32(),
    "code": pl.String(),
    "weight": pl.Float64(),
    "field": pl.String(),
    "value": pl.String(),
}
_MET = ["value", "code", "weight", "expires"]
_ENTRIES = {
    "target": pl.String(),
    "value": pl.String(),
    "code": pl.String(),
    "weight": pl.Float64(),
    "expires": pl.Date(),
    "alike": pl.Float64(),
}


def _told(entry: Entry) -> tuple[float, date | None, float | None]:
    return entry.weight, entry.expires, entry.alike


def _keyed(target: Target, entries: pl.DataFrame) -> pl.DataFrame:
    """Lay entries out by key, so that one is found without looking at all."""
    if target is Target.SEAL:
        return entries
    keyed = entries.select(
        pl.col("code", "weight", "expires"), key=_NORMALISE[target](entries["value"])
    )
    # A name of nothing but a legal form has no key, and is met by nothing.
    return keyed.filter(pl.col("key") != "").sort("key", maintain_order=True)


def _values(frames: Frames, field: str) -> pl.DataFrame:
    """Return `row` and `value` of one field wherever it has one, and the field's declared name."""
    named = NAMED[field]
    frame = frames.equipment if named.collection else frames.consignments
    values = frame.select("row", value=named.column)
    values = values.explode("value") if named.type is Type.TEXTS else values
    return values.drop_nulls("value").with_columns(pl.lit(named.declared).alias("field"))


def _keys(known: pl.Series, entries: pl.DataFrame, target: Target) -> pl.DataFrame:
    """Return the entries that values meet by key, each found by halving the sorted keys."""
    keyed = pl.DataFrame({"value": known, "key": _NORMALISE[target](known)}).drop_nulls("key")
    first = entries["key"].search_sorted(keyed["key"], side="left").to_numpy()
    after = entries["key"].search_sorted(keyed["key"], side="right").to_numpy()
    counts: Ints = (after - first).astype(np.int64)
    ends: Ints = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    places: Ints = np.arange(total) + np.repeat(first - (ends - counts), counts)
    value = keyed["value"].gather(np.repeat(np.arange(len(counts)), counts))
    return entries[places.astype(np.uint32)].with_columns(value=value).select(_MET)


def _seals(known: pl.Series, entries: pl.DataFrame) -> pl.DataFrame:
    found = [
        known.filter(known.str.contains(f"(?i)^(?:{pattern})$"))
        .to_frame("value")
        .with_columns(
            code=pl.lit(code), weight=pl.lit(weight), expires=pl.lit(expires, dtype=pl.Date)
        )
        for pattern, code, weight, expires in entries.select(_MET).iter_rows()
    ]
    return pl.concat(found)
