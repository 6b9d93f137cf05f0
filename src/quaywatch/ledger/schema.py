"""The ledger's tables, one schema for SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

Position = BigInteger().with_variant(Integer, "sqlite")
"""SQLite makes an INTEGER key the row's own number, which is quicker than an index beside it."""

event = Table(
    "event",
    METADATA,
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("known_at", Instant, nullable=False),
    Column("key", String, nullable=False, unique=True),
    Column("actor", String, nullable=False),
    Column("stream", String),
    Column("version", Integer),
    Column("original_digest", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version"),
    Index("event_kind_position", "kind", "position"),
)
"""The events; triggers refuse every change of a row that stands."""

original = Table(
    "original",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("chunk", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
"""Original bytes, each kept once, in chunks numbered from 0; append-only like the events."""

head = Table(
    "head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""One row (id 1): the last event. Writers on PostgreSQL queue for its lock."""

snapshot = Table(
    "snapshot",
    METADATA,
    Column("name", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Derived state, so that a start need not read the ledger from its beginning."""
