"""Packages of others in quarantine: one schema for SQLite and PostgreSQL."""

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, String, Table

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

package = Table(
    "package_held",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("said", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("came_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("officer", String, nullable=False),
    Column("note", String, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    Column("decided_at", Instant),
)
"""What came, byte for byte; `content` is empty once nothing of it may be kept."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
