"""Tables of the local accounts and their sessions, which live in the ledger's database."""

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, String, Table, false

from quaywatch.ledger.instant import Instant
from quaywatch.ledger.schema import METADATA

account = Table(
    "account",
    METADATA,
    Column("username", String, primary_key=True),
    Column("display_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("language", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("subject", String, nullable=False, server_default=""),
)
"""`subject` names whom a filer's account speaks for; empty for the authority's own people."""

session = Table(
    "session",
    METADATA,
    Column("token_digest", LargeBinary, primary_key=True),
    Column("username", String, ForeignKey("account.username"), nullable=False, index=True),
    Column("csrf_token", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
"""Signed-in browsers; only the digest of a token is kept, so a copied database signs nobody in."""
