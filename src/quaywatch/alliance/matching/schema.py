"""What both sides of a match keep: one schema for SQLite and PostgreSQL.

None of it can be derived from anything else: it is what was asked, allowed and decided.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

epoch = Table(
    "match_epoch",
    METADATA,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("partner", String, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("number", Integer, nullable=False),
    Column("purpose", String, nullable=False),
    Column("telling", String, nullable=False),
    UniqueConstraint("owner", "partner", "purpose", "telling", "number"),
)
"""Epochs, own and partners'."""

segment = Table(
    "match_segment",
    METADATA,
    Column("epoch", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("said", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("table", LargeBinary, nullable=False),
    Column("known", LargeBinary, nullable=False),
)
"""Pieces of tables; `known` are digests of what is in it, at the owner's alone."""

standing = Table(
    "match_standing",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("suspended", String, nullable=False),
    Column("since", Instant),
    Column("lifted_by", String, nullable=False),
)
"""Whether a partner may ask; its row is the lock under which its budget is counted."""

manifest = Table(
    "match_manifest",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("root", LargeBinary, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Manifests that partners have committed themselves to."""

question = Table(
    "match_question",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("partner", String, nullable=False, index=True),
    Column("purpose", String, nullable=False),
    Column("epoch", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("manifest", LargeBinary, nullable=False),
    Column("challenged", LargeBinary, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("opened", String, nullable=False),
    Column("blinding", LargeBinary, nullable=False),
)
"""Questions of partners: what each cost, and what of it has to be opened."""

own_manifest = Table(
    "match_own_manifest",
    METADATA,
    Column("root", LargeBinary, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("items", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

asked = Table(
    "match_asked",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("seed", LargeBinary, nullable=False),
    Column("items", LargeBinary, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answered", Boolean, nullable=False),
)
"""Own questions, kept so that they can be sent again and opened."""

output = Table(
    "match_output",
    METADATA,
    Column("epoch", String, primary_key=True),
    Column("sort", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
)
"""What own questions brought: looked for in every further piece of the table without asking."""

hit = Table(
    "match_hit",
    METADATA,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("epoch", String, nullable=False),
    Column("sort", String, nullable=False),
    Column("value", String, nullable=False),
    Column("found_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("officer", String, nullable=False),
    Column("note", String, nullable=False),
    Column("decided_at", Instant),
    Column("notices", LargeBinary, nullable=False),
    UniqueConstraint("epoch", "sort", "value"),
)
"""What matched, at who asked."""

release = Table(
    "match_release",
    METADATA,
    Column("id", String, primary_key=True),
    Column("partner", String, nullable=False),
    Column("epoch", String, nullable=False),
    Column("sort", String, nullable=False),
    Column("value", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("first_officer", String, nullable=False),
    Column("second_officer", String, nullable=False),
    Column("note", String, nullable=False),
    Column("decided_at", Instant),
    Column("notices", LargeBinary, nullable=False),
)
"""What partners that had a match ask to be told, at the owner."""

canary = Table(
    "match_canary",
    METADATA,
    Column("sort", String, primary_key=True),
    Column("value", String, primary_key=True),
)
"""Things of nobody in the own tables: who claims to have met one has guessed."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
