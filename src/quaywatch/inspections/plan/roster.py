"""Where mobile resources go: each takes the way through the day on which its slots are worth most.

One after another, by name; those not yet posted are thought of as spread evenly over their
terminals, so that each is worth what the boxes there would give for it (dynamic programming on the
prices of hours, with the hours lost on the way).
"""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import polars as pl

from quaywatch.inspections.capacity import SLOT, WORK_SCHEMA, Capacity
from quaywatch.inspections.plan.ascent import ascend
from quaywatch.inspections.plan.day import posed
from quaywatch.inspections.plan.laying import lay
from quaywatch.inspections.plan.standing import prices_of
from quaywatch.inspections.resources import Outage, Posting, Resource
from quaywatch.inspections.treatments import Treatments

_WORTH_MOVING = 1e-6
"""Expected finds by which another way must be better, or a resource stays."""

_Prices = dict[tuple[str, datetime], float]


def post(
    capacity: Capacity,
    day: date,
    candidates: pl.DataFrame,
    treatments: Treatments,
    outages: Sequence[Outage] = (),
    *,
    since: datetime | None = None,
) -> tuple[Posting, ...]:
    """Return where mobile resources work on a day, from `since` on."""
    work = capacity.work(day, (), outages)
    if since is not None:
        work = work.filter(pl.col("slot_at") >= since)
    mobile = {r.called: r for r in capacity.resource if len(r.terminals) > 1}
    settled = work.filter(~pl.col("resource").is_in(list(mobile)))
    postings: list[Posting] = []
    for name in sorted(mobile):
        own = work.filter(pl.col("resource") == name).sort("slot_at")
        if own.is_empty():
            continue
        waiting = [mobile[other] for other in sorted(mobile) if other >= name]
        prices = _prices(candidates, _with_all(settled, work, waiting), mobile[name], treatments)
        way = _best_way(capacity, mobile[name], own["slot_at"].to_list(), prices)
        mine = _runs(name, way)
        postings += mine
        settled = pl.concat([settled, capacity.work(day, mine, outages).filter(resource=name)])
    return tuple(postings)


def posted(capacity: Capacity, work: pl.DataFrame) -> tuple[Posting, ...]:
    """Return the roster that a day's work follows."""
    names = [r.called for r in capacity.resource if len(r.terminals) > 1]
    rows = work.filter(pl.col("resource").is_in(names)).sort("resource", "slot_at")
    return tuple(
        posting
        for (name,), own in rows.group_by("resource", maintain_order=True)
        for posting in _runs(str(name), list(own.select("slot_at", "terminal").iter_rows()))
    )


def _with_all(
    settled: pl.DataFrame, work: pl.DataFrame, waiting: Sequence[Resource]
) -> pl.DataFrame:
    """Return the work with resources that are not posted spread over their terminals."""
    spread = [
        work.filter(pl.col("resource") == resource.called).with_columns(
            terminal=pl.lit(terminal),
            slots=pl.col("slots").cast(pl.Float64) / len(resource.terminals),
        )
        for resource in waiting
        for terminal in resource.terminals
    ]
    return pl.concat([settled.with_columns(pl.col("slots").cast(pl.Float64)), *spread]).select(
        *WORK_SCHEMA
    )


def _prices(
    candidates: pl.DataFrame, work: pl.DataFrame, resource: Resource, treatments: Treatments
) -> _Prices:
    """Return what a slot of a resource is worth by terminal and hour."""
    day = lay(candidates, work, treatments)
    found = prices_of(day, ascend(posed(day, 0.0, {})).prices).filter(
        pl.col("kind") == resource.kind.value,
        pl.col("dangerous_goods") == resource.dangerous_goods,
    )
    return {
        (terminal, at): price
        for terminal, at, price in found.select("terminal", "slot_at", "price").iter_rows()
    }


def _best_way(
    capacity: Capacity, resource: Resource, hours: list[datetime], prices: _Prices
) -> list[tuple[datetime, str]]:
    """Return the hours in which a resource works, each with its terminal."""
    places = resource.terminals
    lost = {
        (a, b): 0 if a == b else math.ceil(_way(capacity, resource, a, b) / SLOT)
        for a in places
        for b in places
    }
    ahead: list[dict[str, tuple[float, str]]] = [
        {place: (0.0, place) for place in places} for _ in range(len(hours) + 1)
    ]
    for k in range(len(hours) - 1, -1, -1):
        for place in places:
            ahead[k][place] = _step(k, place, places, lost, hours, prices, ahead)
    way: list[tuple[datetime, str]] = []
    k, place = 0, resource.terminal
    while k < len(hours):
        to = ahead[k][place][1]
        k += lost[place, to]
        if k < len(hours):
            way.append((hours[k], to))
        k, place = k + 1, to
    return way


def _step(
    k: int,
    place: str,
    places: tuple[str, ...],
    lost: dict[tuple[str, str], int],
    hours: list[datetime],
    prices: _Prices,
    ahead: list[dict[str, tuple[float, str]]],
) -> tuple[float, str]:
    """Return what the rest of the day is worth from a place, and where to work next."""
    best = (-1.0, place)
    for to in (place, *places):
        at = k + lost[place, to]
        worth = 0.0
        if at < len(hours):
            worth = prices.get((to, hours[at]), 0.0) + ahead[at + 1][to][0]
        if worth > best[0] + _WORTH_MOVING:
            best = (worth, to)
    return best


def _way(capacity: Capacity, resource: Resource, a: str, b: str) -> timedelta:
    return capacity.between(a, b) + timedelta(minutes=resource.setup_minutes)


def _runs(name: str, way: list[tuple[datetime, str]]) -> list[Posting]:
    """Join hours at one terminal to postings."""
    postings: list[Posting] = []
    for at, terminal in way:
        stays = bool(postings) and postings[-1].terminal == terminal
        first = postings.pop().from_at if stays else at
        postings.append(
            Posting(resource=name, terminal=terminal, from_at=first, until_at=at + SLOT)
        )
    return postings
