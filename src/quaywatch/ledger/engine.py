"""Engines set up so that a commit means: on disk."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from quaywatch.ledger.errors import LedgerError

_CACHE_KIB = 64 * 1024
"""Pages of SQLite that a connection may keep: the usual 2 MiB hold no index of a million rows."""
BUSY_TIMEOUT_MS = 60_000
"""How long a writer waits for its turn on SQLite."""

_WRITES = "quaywatch_writes"


def open_engine(where: str | Path, *, create: bool) -> Engine:
    """Make the engine for a SQLite file or a `postgresql://` URL.

    With `create` false a SQLite file that does not exist is a `LedgerError`.
    """
    url = locate(where)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    path = Path(url.database or "")
    if not create and not path.is_file():
        raise LedgerError(f"there is no ledger at {path}")
    return _sqlite(path)


def locate(where: str | Path) -> URL:
    """Read a path or URL; `LedgerError` when it names no engine that the ledger runs on."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where!r} is not a database URL") from error
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise LedgerError(f"a ledger lives in a SQLite file or in PostgreSQL, not in {url.drivername}")


def for_writing(connection: Connection) -> Connection:
    """Let the connection's transaction take SQLite's write lock when it begins.

    A transaction that reads first and writes later would fail if another writer came between.
    """
    return connection.execution_options(**{_WRITES: True})


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(dbapi: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    dbapi.isolation_level = None  # the module's own BEGIN comes too late to lock
    cursor = dbapi.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = {-_CACHE_KIB}",
        "fullfsync = ON",  # on macOS plain fsync leaves data in the drive's cache
        "foreign_keys = ON",
        "recursive_triggers = ON",  # else REPLACE would pass the triggers that guard events
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)
    event.listen(engine, "connect", _configure_postgresql)
    return engine


def _configure_postgresql(dbapi: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = dbapi.cursor()
    cursor.execute("SHOW synchronous_commit")
    if cursor.fetchone() == ("off",):
        cursor.execute("SET synchronous_commit = on")
    cursor.execute("SET jit = off")  # compiling costs more than these short statements do
    cursor.close()
    dbapi.commit()
