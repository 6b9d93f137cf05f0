"""Databases for lines: many small ones, on both engines."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.postgres import PostgresServer

_SCHEMAS = count(1)
_CUT_OFF = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def line_database(postgres_server: PostgresServer) -> Iterator[str]:
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_line_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Make one empty place for a line after the other; the test runs once on each engine.

    On PostgreSQL each is a schema of one database, which is made sooner than a database. Whatever
    the test leaves connected there is cut off.
    """
    if request.param == "sqlite":
        numbers = count(1)
        yield lambda: f"sqlite:///{tmp_path}/line-{next(numbers)}.sqlite"
        return
    url: str = request.getfixturevalue("line_database")

    def make() -> str:
        name = f"line_{next(_SCHEMAS)}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{url}&options=-csearch_path%3D{name}"

    yield make
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_CUT_OFF)
