"""The line to other nodes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and the one row that counts."""
    _head()
    _key()
    _peer()
    _peer_key()
    _sent()
    _sent_notice()
    _taken()
    _arrival()
    _held()
    _quarantine()
    _receipt()
    _egress()
    op.execute("INSERT INTO line_head VALUES (1, 0, 0, 0)")


def _head() -> None:
    op.create_table(
        "line_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("arrivals", sa.BigInteger, nullable=False),
        sa.Column("egress", sa.BigInteger, nullable=False),
        sa.Column("quarantined", sa.BigInteger, nullable=False),
    )


def _key() -> None:
    op.create_table(
        "line_key",
        sa.Column("public", sa.LargeBinary, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
    )


def _peer() -> None:
    op.create_table(
        "line_peer",
        sa.Column("node", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False, server_default=""),
        sa.Column("certificate", sa.String, nullable=False, server_default=""),
        sa.Column("seals_to", sa.LargeBinary),
        sa.Column("closed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("sent", sa.BigInteger, nullable=False),
        sa.Column("sent_digest", sa.LargeBinary, nullable=False),
        sa.Column("acknowledged", sa.BigInteger, nullable=False),
        sa.Column("taken", sa.BigInteger, nullable=False),
        sa.Column("taken_digest", sa.LargeBinary, nullable=False),
    )


def _peer_key() -> None:
    op.create_table(
        "line_peer_key",
        sa.Column("node", sa.String, primary_key=True),
        sa.Column("public", sa.LargeBinary, primary_key=True),
        sa.Column("since_batch", sa.BigInteger, nullable=False),
        sa.Column("until_batch", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
    )


def _sent() -> None:
    op.create_table(
        "line_sent",
        sa.Column("recipient", sa.String, primary_key=True),
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )


def _sent_notice() -> None:
    op.create_table(
        "line_sent_notice",
        sa.Column("origin", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("recipient", sa.String, primary_key=True),
        sa.Column("batch", sa.BigInteger, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("ends_on", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _taken() -> None:
    op.create_table(
        "line_taken",
        sa.Column("sender", sa.String, primary_key=True),
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("taken_at", sa.BigInteger, nullable=False),
        sa.Column("first_arrival", sa.BigInteger, nullable=False),
        sa.Column("last_arrival", sa.BigInteger, nullable=False),
        sa.Column("ends_on", sa.Integer, nullable=False),
    )
    op.create_index("line_taken_ends", "line_taken", ["ends_on"])


def _arrival() -> None:
    op.create_table(
        "line_arrival",
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sender", sa.String, nullable=False),
        sa.Column("batch", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("before", sa.BigInteger, nullable=False),
        sa.Column("arrived_at", sa.BigInteger, nullable=False),
        sa.Column("ends_on", sa.Integer, nullable=False),
    )


def _held() -> None:
    op.create_table(
        "line_held",
        sa.Column("origin", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("gone", sa.String, nullable=False),
        sa.Column("arrival", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def _quarantine() -> None:
    op.create_table(
        "line_quarantine",
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("sender", sa.String, nullable=False),
        sa.Column("batch", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("fault", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("arrived_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("sender", "digest"),
    )


def _receipt() -> None:
    op.create_table(
        "line_receipt",
        sa.Column("holder", sa.String, primary_key=True),
        sa.Column("origin", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("deleted_at", sa.BigInteger, nullable=False),
        sa.Column("sender", sa.String, nullable=False),
        sa.Column("batch", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )


def _egress() -> None:
    op.create_table(
        "line_egress",
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("partner", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("policy", sa.String, nullable=False),
        sa.Column("decisions", sa.LargeBinary, nullable=False),
        sa.Column("batch", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_index("line_egress_notice", "line_egress", ["origin", "id"])
