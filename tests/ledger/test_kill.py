"""A power cut for the process: what was acknowledged stands, once, in a sound chain."""

import random
from collections.abc import Iterator

import pytest

from tests.ledger.trials import Ground, Tally
from tests.postgres import PostgresServer


def assert_nothing_lost(tally: Tally) -> None:
    assert tally.lost == 0
    assert tally.doubled == 0
    assert tally.broken == []
    assert tally.acknowledged > 0


def test_writers_may_die_at_any_instant(ledger_url: str) -> None:
    rng, tally, ground = random.Random(1), Tally(), Ground(ledger_url)
    for _ in range(10):
        ground.trial(rng, tally, kill_server=lambda: None)
    assert_nothing_lost(tally)


@pytest.fixture
def mortal_server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


def test_the_database_server_may_die_at_any_instant(mortal_server: PostgresServer) -> None:
    def kill_and_restart() -> None:
        mortal_server.kill()
        mortal_server.start()

    rng, tally, ground = random.Random(2), Tally(), Ground(mortal_server.create_database())
    for _ in range(5):
        ground.trial(rng, tally, kill_and_restart)
    assert_nothing_lost(tally)
