"""What the demo sends reads back as what the simulated terminals, lines and filers meant."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from quaywatch.cargo import Movement, MovementKind
from quaywatch.cli.demonstration.arrivals import arrivals
from quaywatch.formats import Part, read
from quaywatch.world import Config, Day, demo_days, simulate

NEVER = datetime.max.replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return list(demo_days(simulate(Config(seed=3, months=2, scale=0.002))))


@pytest.fixture(scope="module")
def parts(days: list[Day]) -> list[Part]:
    return [p for day in days for arrival in arrivals(day, NEVER) for p in read(arrival.data)]


def test_nothing_that_is_sent_is_faulty(parts: list[Part]) -> None:
    assert not [problem for part in parts for problem in part.problems]


def test_each_event_arrives_in_its_message(days: list[Day], parts: list[Part]) -> None:
    sent = Counter[tuple[str, str]]()
    for day in days:
        told = day.movements.select("message", "kind").cast({"message": str})
        sent.update((message or "native", kind) for message, kind in told.iter_rows())
    read_back = Counter(
        (part.filing.header.format, str(movement.kind))
        for part in parts
        if part.filing is not None
        for movement in part.filing.movements
    )
    assert read_back == sent
    assert {"baplie", "codeco", "coarri", "vermas"} <= {message for message, _ in sent}


def test_terminals_name_seals_masses_and_places_aboard(parts: list[Part]) -> None:
    told = _by_kind(parts)
    for kind in (MovementKind.LOADED, MovementKind.STOWED):
        assert all(movement.stowage and movement.location for movement in told[kind])
    assert all(movement.seals for movement in told[MovementKind.DISCHARGED])
    assert all(movement.gross_mass_kg for movement in told[MovementKind.STOWED])
    assert all(movement.verified_gross_mass_kg for movement in told[MovementKind.WEIGHED])


def _by_kind(parts: list[Part]) -> dict[MovementKind, list[Movement]]:
    found: dict[MovementKind, list[Movement]] = {}
    for part in parts:
        if part.filing is not None and part.filing.header.format not in {"native", "cuscar"}:
            for movement in part.filing.movements:
                found.setdefault(movement.kind, []).append(movement)
    return found
