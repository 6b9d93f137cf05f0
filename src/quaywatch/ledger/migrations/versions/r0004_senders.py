"""Senders of messages, with their keys and certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sender",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("key_digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("certificate", sa.String, nullable=False, server_default=""),
        sa.Column("identifiers", sa.String, nullable=False, server_default=""),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_sender_certificate", "sender", ["certificate"])
