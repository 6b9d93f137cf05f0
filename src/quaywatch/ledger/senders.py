"""Table of the senders of messages, which lives in the ledger's database."""

from sqlalchemy import Boolean, Column, LargeBinary, String, Table, false

from quaywatch.ledger.instant import Instant
from quaywatch.ledger.schema import METADATA

sender = Table(
    "sender",
    METADATA,
    Column("name", String, primary_key=True),
    Column("key_digest", LargeBinary, nullable=False, unique=True),
    Column("certificate", String, nullable=False, server_default="", index=True),
    Column("identifiers", String, nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=false()),
)
"""Only the digest of a key is kept; `certificate` is the SHA-256 fingerprint of the sender's own,
`identifiers` are those that it may file under, one a line."""
