"""Epochs of the line: what a node that was restored from a backup goes on with."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Let nodes and peers be in their first epoch."""
    op.add_column("line_head", sa.Column("epoch", sa.Integer, nullable=False, server_default="1"))
    op.add_column("line_head", sa.Column("behind", sa.String, nullable=False, server_default=""))
    op.add_column("line_peer", sa.Column("epoch", sa.Integer, nullable=False, server_default="1"))
