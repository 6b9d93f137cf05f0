"""Mobile resources go where their slots are worth most, and lose the hours on the way."""

from datetime import date, timedelta

import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Resource, Travel
from quaywatch.inspections.plan.roster import post, posted
from quaywatch.inspections.treatments import Treatments
from tests.inspections.ports import START, candidates, hour

DAY = date(2026, 6, 1)
VAN = Resource(
    name="van",
    terminal="K1",
    kind=InspectionKind.SCAN,
    slots_per_hour=2,
    hours={"monday": (0, 8)},
    moves_to=("K2",),
    setup_minutes=30,
)


def port(minutes: int) -> Capacity:
    travel = (Travel(between=("K1", "K2"), minutes=minutes),)
    return Capacity(timezone="UTC", resource=(VAN,), travel=travel)


def boxes(at_first: str, later: str) -> pl.DataFrame:
    """Risky boxes at one terminal in the first hours, at another in the last ones."""
    early = [(0.1, at_first, hour(0), hour(3), "x") for _ in range(8)]
    late = [(0.1, later, hour(4), hour(8), "x") for _ in range(8)]
    return candidates(early + late)


def test_it_follows_the_boxes_and_loses_the_hour_on_the_way() -> None:
    roster = post(port(30), DAY, boxes("K1", "K2"), Treatments.load())
    assert [p.terminal for p in roster] == ["K1", "K2"]
    assert roster[0].from_at == START
    assert roster[1].from_at - roster[0].until_at >= timedelta(hours=1)
    assert roster[1].until_at == hour(8)


def test_it_stays_when_the_way_is_too_long() -> None:
    roster = post(port(8 * 60), DAY, boxes("K1", "K2"), Treatments.load())
    assert {p.terminal for p in roster} == {"K1"}


def test_a_day_s_work_tells_the_roster_that_it_follows() -> None:
    capacity = port(30)
    roster = post(capacity, DAY, boxes("K1", "K2"), Treatments.load())
    assert posted(capacity, capacity.work(DAY, roster)) == roster
