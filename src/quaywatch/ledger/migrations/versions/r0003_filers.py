"""Accounts of filers' own staff: whom they speak for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("account", sa.Column("subject", sa.String, nullable=False, server_default=""))
