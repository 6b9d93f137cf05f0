"""What authorities without a line bring: held unsigned, and what waits for a second person."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; what is held so far is signed."""
    op.add_column(
        "line_held",
        sa.Column("unsigned", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "brought_file",
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("partner", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("brought_by", sa.String, nullable=False),
        sa.Column("brought_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "brought_status",
        sa.Column("partner", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("said", sa.LargeBinary, nullable=False),
    )
    op.create_index("brought_status_at", "brought_status", ["at"])
    op.create_table(
        "brought_point",
        sa.Column("partner", sa.String, primary_key=True),
        sa.Column("collection", sa.String, nullable=False),
        sa.Column("point", sa.LargeBinary, nullable=False),
        sa.Column("read_at", sa.BigInteger, nullable=False),
        sa.Column("came", sa.BigInteger, nullable=False),
        sa.Column("refused", sa.BigInteger, nullable=False),
        sa.Column("trouble", sa.String, nullable=False),
    )
