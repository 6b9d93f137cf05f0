"""Resources that move, fail and serve everywhere."""

from datetime import UTC, date, datetime
from pathlib import Path

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Means, Outage, Posting, Resource

DAY = date(2026, 6, 1)
HOURS = {"monday": (8, 12)}


def at(hour: int) -> datetime:
    return datetime(2026, 6, 1, hour, tzinfo=UTC)


def resource(name: str, terminal: str, kind: InspectionKind, **more: object) -> Resource:
    return Resource(name=name, terminal=terminal, kind=kind, slots_per_hour=2, hours=HOURS, **more)


CAPACITY = Capacity(
    timezone="UTC",
    resource=(
        resource("tunnel", "K1", InspectionKind.SCAN),
        resource("van", "K1", InspectionKind.SCAN, moves_to=("K2",), setup_minutes=30),
        resource("desk", "", InspectionKind.DOCUMENTS),
    ),
)


def places(**more: object) -> list[tuple[str, str, int]]:
    work = CAPACITY.work(DAY, **more)
    return [(name, terminal, hour.hour) for name, terminal, *_, hour, _ in work.rows()]


def test_a_mobile_resource_works_at_its_own_terminal_unless_it_is_posted() -> None:
    assert {p[1] for p in places() if p[0] == "van"} == {"K1"}
    roster = [Posting(resource="van", terminal="K2", from_at=at(10), until_at=at(12))]
    moved = [p for p in places(roster=roster) if p[0] == "van"]
    assert moved == [("van", "K2", 10), ("van", "K2", 11)]


def test_an_outage_takes_every_hour_that_it_touches() -> None:
    outage = Outage(resource="tunnel", from_at=at(9).replace(minute=30), until_at=at(11))
    hours = [hour for name, _, hour in places(outages=[outage]) if name == "tunnel"]
    assert hours == [8, 11]


def test_an_outage_without_an_end_takes_all_that_is_left() -> None:
    left = places(outages=[Outage(resource="desk", from_at=at(10))])
    assert [hour for name, _, hour in left if name == "desk"] == [8, 9]


def test_documents_are_looked_at_where_a_desk_serves_all() -> None:
    assert CAPACITY.place("K1", InspectionKind.SCAN) == "K1"
    assert CAPACITY.place("K1", InspectionKind.DOCUMENTS) == ""
    assert CAPACITY.place("K1", InspectionKind.OPEN) == "K1"


def test_the_example_of_the_manual_is_a_calendar_that_loads() -> None:
    example = Path(__file__).parents[2] / "docs/examples/port.toml"
    capacity = Capacity.load(example)
    assert {r.is_a for r in capacity.resource} == set(Means)
    assert capacity.between("K913", "K1742").total_seconds() == 40 * 60
