"""Witnessed logs, own and partners': one schema for SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

log = Table(
    "witnessed_log",
    METADATA,
    Column("name", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
)
"""Own logs; the row is the lock under which they grow."""

tile = Table(
    "witnessed_tile",
    METADATA,
    Column("log", String, primary_key=True),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)
"""Up to 256 hashes of one level of the tree, each over 256 of the level below (C2SP tlog-tiles)."""

run = Table(
    "witnessed_run",
    METADATA,
    Column("log", String, primary_key=True),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("entries", LargeBinary, nullable=False),
)
"""Entries of logs that nothing else keeps: those that came together, up to 256 from a place on."""

checkpoint = Table(
    "witnessed_checkpoint",
    METADATA,
    Column("log", String, primary_key=True),
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
)
"""What was signed of own logs, with the cosignatures that have come."""

seen = Table(
    "witnessed_seen",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The last checkpoint of each partner's log that this node cosigned."""

fork = Table(
    "witnessed_fork",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("origin", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Two checkpoints that one log signed and that cannot both be true: both notes are the proof."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
