"""What a port can inspect: slots by terminal, kind of inspection and hour."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path

import msgspec
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections.limits import Closing, Patience
from quaywatch.inspections.resources import (
    EVERYWHERE,
    Outage,
    Posting,
    Resource,
    Travel,
    Weekday,
)
from quaywatch.inspections.strata import Coverage

SLOT = timedelta(hours=1)
"""Length of a slot: an inspection takes the whole of its hour."""

SLOTS_SCHEMA: dict[str, pl.DataType] = {
    "terminal": pl.String(),
    "kind": pl.String(),
    "slot_at": INSTANT,
    "slots": pl.Int64(),
}

WORK_SCHEMA: dict[str, pl.DataType] = {
    "resource": pl.String(),
    "terminal": pl.String(),
    "kind": pl.String(),
    "dangerous_goods": pl.Boolean(),
    "slot_at": INSTANT,
    "slots": pl.Int64(),
}
"""Who works where in which hour, and how many containers that makes."""

WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Capacity(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A port's inspection calendar."""

    timezone: str
    resource: tuple[Resource, ...]
    travel: tuple[Travel, ...] = ()
    """Between terminals that no row names, a mobile resource is an hour on its way."""
    closing: tuple[Closing, ...] = ()
    patience: tuple[Patience, ...] = ()
    """Of refrigerated containers: the first row that suits one says."""
    coverage: Coverage = Coverage()

    @classmethod
    def load(cls, path: Path | None = None) -> "Capacity":
        """Read a calendar from TOML; without a path the assumed one of Antwerp's quays.

        Raises:
            UnreadableCalendar: naming the lines and fields that are wrong.
        """
        from quaywatch.inspections.reading import read_calendar

        if path is None:
            text = (
                resources.files("quaywatch.inspections").joinpath("antwerp.toml").read_text("utf-8")
            )
        else:
            text = path.read_text("utf-8")
        return read_calendar(text)

    def on(self, day: date) -> "Capacity":
        """Return what is there at some hour of a local day."""
        hours = _hours(day, self.timezone)["slot_at"]
        first, last = hours.min(), hours.max()
        assert isinstance(first, datetime)  # noqa: S101 - every day has hours
        assert isinstance(last, datetime)  # noqa: S101
        there = tuple(
            each
            for each in self.resource
            if (each.from_at is None or each.from_at <= last)
            and (each.until_at is None or each.until_at > first)
        )
        return msgspec.structs.replace(self, resource=there)

    def slots(
        self, day: date, roster: Sequence[Posting] = (), outages: Sequence[Outage] = ()
    ) -> pl.DataFrame:
        """The slots of a local day: [terminal, kind, slot_at, slots], slot_at in UTC, sorted.

        A day has 23 or 25 hours when the clocks change.
        """
        return (
            self.work(day, roster, outages)
            .group_by("terminal", "kind", "slot_at")
            .agg(pl.col("slots").sum())
            .sort("terminal", "slot_at", "kind")
            .select(*SLOTS_SCHEMA)
        )

    def work(
        self, day: date, roster: Sequence[Posting] = (), outages: Sequence[Outage] = ()
    ) -> pl.DataFrame:
        """What each resource does in each hour of a local day, as `WORK_SCHEMA` says.

        A mobile resource that the roster names works where and when it is posted, any other one at
        its own terminal.
        """
        hours = _hours(day, self.timezone)
        weekday = WEEKDAYS[day.weekday()]
        rows = [
            (
                *(r.called, r.terminal, r.kind.value, r.dangerous_goods),
                *(r.slots_per_hour, *span, r.from_at, r.until_at),
            )
            for r in self.resource
            if (span := r.hours.get(weekday)) is not None
        ]
        columns = ["resource", "terminal", "kind", "dangerous_goods", "slots", "from", "until"]
        spans = {"from_at": INSTANT, "until_at": INSTANT}
        calendar = pl.DataFrame(
            rows, schema=[*columns, *spans], schema_overrides=spans, orient="row"
        )
        # An hour belongs to what is there when it begins.
        since = pl.col("from_at").is_null() | (pl.col("slot_at") >= pl.col("from_at"))
        until = pl.col("until_at").is_null() | (pl.col("slot_at") < pl.col("until_at"))
        at_work = (
            calendar.join(hours, how="cross")
            .filter(pl.col("hour") >= pl.col("from"), pl.col("hour") < pl.col("until"))
            .filter(since, until)
            .select(pl.col(name).cast(kind) for name, kind in WORK_SCHEMA.items())
        )
        return _without(_posted(at_work, roster), outages).sort("slot_at", "resource", "terminal")

    def between(self, one: str, other: str) -> timedelta:
        """How long a mobile resource is on its way from one terminal to another."""
        for travel in self.travel:
            if set(travel.between) == {one, other}:
                return timedelta(minutes=travel.minutes)
        return timedelta(0) if one == other else timedelta(hours=1)

    def place(self, terminal: str, kind: InspectionKind) -> str:
        """Whose slots an inspection of a container at a terminal takes: those there, or those of a
        resource that serves everywhere."""
        own = any(r.kind is kind and terminal in r.terminals for r in self.resource)
        anywhere = any(r.kind is kind and r.terminal == EVERYWHERE for r in self.resource)
        return EVERYWHERE if anywhere and not own else terminal


def free(slots: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The slots less those given away: one for each row of `taken` [terminal, kind, slot_at]."""
    used = taken.group_by("terminal", "kind", "slot_at").agg(pl.len().cast(pl.Int64).alias("used"))
    left = pl.col("slots") - pl.col("used").fill_null(0)
    return (
        slots.join(used, on=["terminal", "kind", "slot_at"], how="left", maintain_order="left")
        .with_columns(left.clip(lower_bound=0).alias("slots"))
        .select(*SLOTS_SCHEMA)
    )


def _posted(work: pl.DataFrame, roster: Sequence[Posting]) -> pl.DataFrame:
    """Move the resources of a roster to where it wants them."""
    if not roster:
        return work
    rows = [(p.resource, p.terminal, p.from_at, p.until_at) for p in roster]
    schema = {"resource": pl.String(), "at": pl.String(), "from_at": INSTANT, "until_at": INSTANT}
    postings = pl.DataFrame(rows, schema=schema, orient="row")
    moved = (
        work.join(postings, on="resource")
        .filter(pl.col("slot_at") >= pl.col("from_at"))
        .filter(pl.col("slot_at").dt.offset_by("1h") <= pl.col("until_at"))
        .with_columns(terminal=pl.col("at"))
        .select(*WORK_SCHEMA)
    )
    return pl.concat([work.join(postings, on="resource", how="anti"), moved])


def _without(work: pl.DataFrame, outages: Sequence[Outage]) -> pl.DataFrame:
    """Leave out the hours that outages touch."""
    for outage in outages:
        lost = (pl.col("resource") == outage.resource) & (
            pl.col("slot_at").dt.offset_by("1h") > outage.from_at
        )
        if outage.until_at is not None:
            lost &= pl.col("slot_at") < outage.until_at
        work = work.filter(~lost)
    return work


def spare(work: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The work less what is given away: one slot for each row of `taken` [terminal, kind, slot_at].

    Of resources that do the same at one place, those go first that may not take dangerous goods.
    """
    at = ["terminal", "kind", "slot_at"]
    used = taken.group_by(at).agg(pl.len().cast(pl.Int64).alias("used"))
    before = pl.col("slots").cum_sum().over(at) - pl.col("slots")
    less = (pl.col("used").fill_null(0) - before).clip(0, pl.col("slots"))
    return (
        work.sort("slot_at", "terminal", "kind", "dangerous_goods", "resource")
        .join(used, on=at, how="left", maintain_order="left")
        .with_columns(slots=pl.col("slots") - less)
        .filter(pl.col("slots") > 0)
        .select(*WORK_SCHEMA)
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
