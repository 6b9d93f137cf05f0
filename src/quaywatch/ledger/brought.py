"""Tables of what authorities without a line of ours bring, which live in the ledger's database.

They are no part of the ledger: what is withdrawn must be gone, and nothing in the ledger ever goes.
"""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table

from quaywatch.ledger.instant import Instant
from quaywatch.ledger.schema import METADATA, Position

brought_file = Table(
    "brought_file",
    METADATA,
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("partner", String, nullable=False),
    Column("name", String, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("brought_by", String, nullable=False),
    Column("brought_at", Instant, nullable=False),
)
"""Files that an officer brought and on which another one has to decide; then they are deleted."""

brought_status = Table(
    "brought_status",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Index("brought_status_at", "at"),
)
"""What became of what a partner posted over TAXII (JSON): ids and reasons, no content."""

brought_point = Table(
    "brought_point",
    METADATA,
    Column("partner", String, primary_key=True),
    Column("collection", String, nullable=False),
    Column("point", LargeBinary, nullable=False),
    Column("read_at", Instant, nullable=False),
    Column("came", BigInteger, nullable=False),
    Column("refused", BigInteger, nullable=False),
    Column("trouble", String, nullable=False),
)
"""Where the reading of a partner's own collection was left, and how the last one went."""
