"""Where the nodes of one test keep their tables, on either engine, and what becomes of these."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from tests.postgres import PostgresServer

_PATIENCE_S = 60.0
_SEGMENT = 2**20
"""To what length files of PostgreSQL may grow on a full disk: that of its log's segments here."""


class Places(Protocol):
    """Places by the names of nodes; one that was not asked for before is empty."""

    def of(self, name: str) -> str:
        """Return where a node keeps its tables."""
        ...

    def back_up(self, name: str) -> None:
        """Make a copy of what is written there now; nobody may be at work there."""
        ...

    def put_back(self, name: str) -> None:
        """Let the copy take the place of all that was written; the node's keys stay."""
        ...

    def data(self, name: str) -> bytes:
        """Return all that lies there."""
        ...


class Files:
    """SQLite files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, name: str) -> str:
        return str(self._folder / f"{name}.sqlite")

    def back_up(self, name: str) -> None:
        with closing(sqlite3.connect(self.of(name))) as connection:
            connection.execute("VACUUM INTO ?", (str(self._copy(name)),))

    def put_back(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.of(name)}{ending}").unlink(missing_ok=True)
        self._copy(name).rename(self.of(name))

    def data(self, name: str) -> bytes:
        files = sorted(self._folder.glob(f"{name}*"))
        return b"".join(one.read_bytes() for one in files if one.is_file())

    def _copy(self, name: str) -> Path:
        return self._folder / f"backup-of-{name}.sqlite"


class Databases:
    """Databases of one PostgreSQL server."""

    def __init__(self, server: PostgresServer, new: Callable[[], str]) -> None:
        self._server, self._new = server, new
        self._urls: dict[str, str] = {}
        self._copies: dict[str, str] = {}

    def of(self, name: str) -> str:
        if name not in self._urls:
            self._urls[name] = self._new()
        return self._urls[name]

    def back_up(self, name: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while name not in self._copies:
            try:
                self._copies[name] = self._server.copy_database(self.of(name))
            except psycopg.errors.ObjectInUse:  # a connection is about to end
                assert time.monotonic() < deadline, f"somebody is at work at {name}"
                time.sleep(0.05)

    def put_back(self, name: str) -> None:
        self._server.replace_database(self.of(name), self._copies.pop(name))

    def data(self, name: str) -> bytes:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        with psycopg.connect(self.of(name)) as connection:
            tables = [row[0] for row in connection.execute(named)]
            rows = [row for table in tables for row in connection.execute(f'TABLE "{table}"')]
        values = (value for row in rows for value in row)
        return b"\n".join(
            bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
            for one in values
        )


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Places for nodes; the test runs once on each engine."""
    if request.param == "sqlite":
        return Files(tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return Databases(server, request.getfixturevalue("new_postgres_url"))


FullDisk = Callable[[Engine], AbstractContextManager[None]]


@pytest.fixture
def full_disk(request: pytest.FixtureRequest) -> FullDisk:
    """Let a database grow no further for a while, on whichever engine it is."""

    @contextmanager
    def filled(engine: Engine) -> Iterator[None]:
        if engine.dialect.name == "sqlite":
            with _no_more_pages(engine):
                yield
            return
        server: PostgresServer = request.getfixturevalue("postgres_server")
        server.limit_files(_SEGMENT)
        try:
            yield
        finally:
            server.limit_files(None)

    return filled


def is_full(error: Exception) -> bool:
    """Say whether a statement failed since the disk is full.

    Under PostgreSQL the statement that needs a buffer may be the one that has to write out
    another's page, and that page's file may be beyond the limit already.
    """
    said = str(error)
    return any(
        one in said
        for one in ("database or disk is full", "could not extend file", "could not write block")
    )


@contextmanager
def _no_more_pages(engine: Engine) -> Iterator[None]:
    with engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))

    def limit(connection, _record, _proxy) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "checkout", limit)
    try:
        yield
    finally:
        event.remove(engine, "checkout", limit)
        with engine.connect() as connection:
            connection.execute(text("PRAGMA max_page_count = 1073741823"))
