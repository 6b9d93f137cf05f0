"""Packages of others in quarantine: one schema for SQLite and PostgreSQL."""

from sqlalchemy import Boolean, Column, Engine, Integer, LargeBinary, MetaData, String, Table

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

receipt_owed = Table(
    "package_receipt_owed",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("said", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("told", Boolean, nullable=False),
)
"""That packages of others were deleted here, as signed, and whether their origin was told."""

receipt = Table(
    "package_receipt",
    METADATA,
    Column("holder", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("deleted_at", Instant, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
"""Who has deleted a package of this node, as signed."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
