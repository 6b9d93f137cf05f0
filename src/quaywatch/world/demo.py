"""A world cut into days: what a node would have learned on each, up to a live one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import polars as pl

from quaywatch.cargo.columns import Frames
from quaywatch.world.config import Config
from quaywatch.world.schedule import month_start
from quaywatch.world.slices import select_rows
from quaywatch.world.worlds import Batch, World

DEMO = Config(seed=2026, months=7, scale=0.075, latam_share=0.4)
"""A slice of Antwerp with a large share of Latin American boxes, so that finds happen."""


@dataclass(frozen=True, slots=True)
class Day:
    """What became known on one day (UTC).

    `movements` has the columns of `movements.MOVEMENT_SCHEMA` with `known_at` on this day;
    `outcomes` has those of `enforcement.OUTCOME_SCHEMA` (found out on this day), where `row` is
    meaningless: use `consignment_id` and `equipment_number`.
    """

    day: date
    frames: Frames
    movements: pl.DataFrame
    outcomes: pl.DataFrame


def live_day(config: Config = DEMO) -> date:
    """Return the last day that `demo_days` gives: the last of the world's last month but one."""
    return month_start(config.start, config.months - 1) - timedelta(days=1)


def demo_days(world: World) -> Iterator[Day]:
    """Yield every day from the first filing to the live day, in order.

    The world's last month is only there for the ships still at sea on the live day: its filings
    and events are given as far as they are known by then.
    """
    everything = world.collect()
    last = live_day(world.config)
    first = everything.frames.consignments["received_at"].min()
    known = everything.movements["known_at"].min()
    if not isinstance(first, datetime) or not isinstance(known, datetime):
        return
    day = min(first, known).date()
    while day <= last:
        yield _day(everything, day)
        day += timedelta(days=1)


def _day(everything: Batch, day: date) -> Day:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    end = start + timedelta(days=1)
    within = {
        name: (pl.col(name) >= start) & (pl.col(name) < end)
        for name in ("received_at", "known_at", "at")
    }
    return Day(
        day=day,
        frames=select_rows(everything.frames, within["received_at"]),
        movements=everything.movements.filter(within["known_at"]),
        outcomes=everything.outcomes.filter(within["at"]),
    )
