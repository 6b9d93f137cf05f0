"""Tables of what partners read over TAXII, which live in the ledger's database.

They are no part of the ledger, and cannot be made anew from it: a number that a partner's client
goes on from must mean the same for ever. They hold what was listed, and no content of notices.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, String, Table, false

from quaywatch.ledger.instant import Instant
from quaywatch.ledger.schema import METADATA, Position

taxii_line = Table(
    "taxii_line",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("collection", String, primary_key=True),
    Column("place", Position, primary_key=True, autoincrement=False),
    Column("added_at", Instant, nullable=False),
    Column("object", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("version", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("notice", String, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("dropped", Boolean, nullable=False),
    Column("replaced", Boolean, nullable=False),
    Index("taxii_line_notice", "partner", "collection", "origin", "notice"),
)
"""What a partner was shown, in order. `said` holds tombstones, markings and identities; `replaced`
is true of all lines but the last of an object."""

taxii_mark = Table(
    "taxii_mark",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("collection", String, primary_key=True),
    Column("terms", String, nullable=False),
    Column("sequence", BigInteger, nullable=False),
)
"""How far each list has followed what it is made of."""

taxii_key = Table(
    "taxii_key",
    METADATA,
    Column("digest", LargeBinary, primary_key=True),
    Column("partner", String, nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("closed", Boolean, nullable=False, server_default=false()),
)
"""By what partners are known; only the digest of a key is kept."""
