"""Watch lists met with a batch at column speed."""

from collections.abc import Callable, Sequence

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.rules.language.types import FIELDS as NAMED
from quaywatch.rules.language.types import Type
from quaywatch.rules.watch import normalise
from quaywatch.rules.watch.entry import FIELDS, Target, WatchList

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
            (entry.target, entry.value, watch_list.code_of(entry), entry.weight, entry.expires)
            for watch_list in lists
            for entry in watch_list.entries
        ]
        schema = {
            "target": pl.String(),
            "value": pl.String(),
            "code": pl.String(),
            "weight": pl.Float64(),
            "expires": pl.Date(),
        }
        entries = pl.DataFrame(rows, schema=schema, orient="row")
        self._entries = {
            Target(key[0]): _keyed(Target(key[0]), part)
            for key, part in entries.group_by("target", maintain_order=True)
        }

    def hits(self, frames: Frames) -> pl.DataFrame:
        """Return `row`, `code`, `weight`, `field` and `value` of each entry met, sorted.

        An entry counts until it expires, seen from the day the filing was received.
        """
        found = [
            self._hits(target, entries, field, frames)
            for target, entries in self._entries.items()
            for field in FIELDS[target]
        ]
        if not found:
            return pl.DataFrame(schema=_HITS)
        received = frames.consignments.select("row", day=pl.col("received_at").dt.date())
        return (
            pl.concat(found)
            .join(received, on="row", how="left")
            .filter((pl.col("day") < pl.col("expires")).fill_null(value=True))
            .select(list(_HITS))
            .unique()
            .sort("row", "code", "field", "value")
        )

    def _hits(
        self, target: Target, entries: pl.DataFrame, field: str, frames: Frames
    ) -> pl.DataFrame:
        values = _values(frames, field)
        known = values["value"].unique().drop_nulls()
        met = _seals(known, entries) if target is Target.SEAL else _keys(known, entries, target)
        declared = pl.lit(NAMED[field].declared).alias("field")
        return values.join(met, on="value").with_columns(declared)


_HITS = {
    "row": pl.UInt32(),
    "code": pl.String(),
    "weight": pl.Float64(),
    "field": pl.String(),
    "value": pl.String(),
}
_MET = ["value", "code", "weight", "expires"]


def _keyed(target: Target, entries: pl.DataFrame) -> pl.DataFrame:
    if target is Target.SEAL:
        return entries
    return entries.with_columns(_NORMALISE[target](entries["value"]).alias("key")).drop("value")


def _values(frames: Frames, field: str) -> pl.DataFrame:
    """Return `row` and `value` of one field wherever it has one."""
    named = NAMED[field]
    frame = frames.equipment if named.collection else frames.consignments
    values = frame.select("row", value=named.column)
    return values.explode("value") if named.type is Type.TEXTS else values


def _keys(known: pl.Series, entries: pl.DataFrame, target: Target) -> pl.DataFrame:
    keyed = pl.DataFrame({"value": known, "key": _NORMALISE[target](known)})
    return keyed.filter(pl.col("key") != "").join(entries, on="key").select(_MET)


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
