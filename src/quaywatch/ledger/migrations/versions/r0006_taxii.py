"""What partners read over TAXII."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "taxii_line",
        sa.Column("partner", sa.String, primary_key=True),
        sa.Column("collection", sa.String, primary_key=True),
        sa.Column("place", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("object", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("notice", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("said", sa.LargeBinary, nullable=False),
        sa.Column("dropped", sa.Boolean, nullable=False),
        sa.Column("replaced", sa.Boolean, nullable=False),
    )
    op.create_index(
        "taxii_line_notice", "taxii_line", ["partner", "collection", "origin", "notice"]
    )
    op.create_table(
        "taxii_mark",
        sa.Column("partner", sa.String, primary_key=True),
        sa.Column("collection", sa.String, primary_key=True),
        sa.Column("terms", sa.String, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "taxii_key",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("partner", sa.String, nullable=False, index=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
