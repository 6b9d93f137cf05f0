"""What is offered to partners, and what came from them: one schema for SQLite and PostgreSQL."""

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

offered = Table(
    "sealed_offered",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("notice", String, primary_key=True, index=True),
    Column("content", LargeBinary, nullable=False),
)
"""Own content that partners may be granted, with each notice that tells of it; its bytes are the
original that the node keeps."""

grant = Table(
    "sealed_grant",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("partner", String, primary_key=True),
    Column("public", LargeBinary, nullable=False),
    Column("policy", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Who may fetch it, under which policy."""

received = Table(
    "sealed_received",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("notice", String, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("whole", Boolean, nullable=False),
)
"""Content of partners that may be fetched."""

piece = Table(
    "sealed_piece",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
"""Pieces that came, sealed as they came."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
