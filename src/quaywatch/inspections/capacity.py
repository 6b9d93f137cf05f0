"""What a port can inspect: slots by terminal, kind of inspection and hour."""

from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.cargo.columns import INSTANT

SLOT = timedelta(hours=1)
"""Length of a slot: an inspection takes the whole of its hour."""

SLOTS_SCHEMA: dict[str, pl.DataType] = {
    "terminal": pl.String(),
    "kind": pl.String(),
    "slot_at": INSTANT,
    "slots": pl.Int64(),
}

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Hour = Annotated[int, msgspec.Meta(ge=0, le=24)]

_WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Resource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of looking at containers at one terminal, and the local hours in which it works."""

    terminal: str
    kind: InspectionKind
    slots_per_hour: Annotated[int, msgspec.Meta(ge=1)]
    hours: dict[Weekday, tuple[Hour, Hour]]
    """Weekday to [from, until) in local time; a weekday that is not named is closed."""


class Capacity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port's inspection calendar."""

    timezone: str
    resource: tuple[Resource, ...]

    @classmethod
    def load(cls, path: Path | None = None) -> "Capacity":
        """Read a calendar from TOML; without a path the assumed one of Antwerp's quays.

        Raises:
            msgspec.ValidationError: naming the field that is missing or out of range.
        """
        if path is None:
            text = (
                resources.files("quaywatch.inspections").joinpath("antwerp.toml").read_text("utf-8")
            )
        else:
            text = path.read_text("utf-8")
        return msgspec.toml.decode(text, type=cls)

    def slots(self, day: date) -> pl.DataFrame:
        """The slots of a local day: [terminal, kind, slot_at, slots], slot_at in UTC, sorted.

        A day has 23 or 25 hours when the clocks change.
        """
        hours = _hours(day, self.timezone)
        weekday = _WEEKDAYS[day.weekday()]
        rows = [
            (r.terminal, r.kind.value, r.slots_per_hour, *r.hours[weekday])
            for r in self.resource
            if weekday in r.hours
        ]
        columns = ["terminal", "kind", "slots", "from", "until"]
        calendar = pl.DataFrame(rows, schema=columns, orient="row")
        return (
            calendar.join(hours, how="cross")
            .filter(pl.col("hour") >= pl.col("from"), pl.col("hour") < pl.col("until"))
            .group_by("terminal", "kind", "slot_at")
            .agg(pl.col("slots").sum())
            .sort("terminal", "slot_at", "kind")
            .select(pl.col(name).cast(kind) for name, kind in SLOTS_SCHEMA.items())
        )


def free(slots: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The slots less those given away: one for each row of `taken` [terminal, kind, slot_at]."""
    used = taken.group_by("terminal", "kind", "slot_at").agg(pl.len().cast(pl.Int64).alias("used"))
    left = pl.col("slots") - pl.col("used").fill_null(0)
    return (
        slots.join(used, on=["terminal", "kind", "slot_at"], how="left", maintain_order="left")
        .with_columns(left.clip(lower_bound=0).alias("slots"))
        .select(*SLOTS_SCHEMA)
    )


def _hours(day: date, timezone: str) -> pl.DataFrame:
    """The hours of a local day: slot_at (UTC) and the local hour."""
    midnights = pl.Series(
        [datetime(day.year, day.month, day.day) + timedelta(days=i) for i in (0, 1)],  # noqa: DTZ001
        dtype=pl.Datetime("us"),
    )
    bounds = pl.DataFrame({"at": midnights}).select(
        pl.col("at").dt.replace_time_zone(timezone).dt.convert_time_zone("UTC")
    )
    return bounds.select(
        pl.datetime_range(pl.col("at").first(), pl.col("at").last(), "1h", closed="left").alias(
            "slot_at"
        )
    ).with_columns(
        pl.col("slot_at").dt.convert_time_zone(timezone).dt.hour().alias("hour"),
    )
