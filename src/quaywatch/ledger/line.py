"""Tables of the line to other nodes, which live in the ledger's database.

They are no part of the ledger: what a partner withdraws must be gone, and nothing in the ledger
ever goes. They cannot be made anew from it either, so they are backed up with it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    false,
)

from quaywatch.ledger.instant import Instant
from quaywatch.ledger.schema import METADATA, Position

line_head = Table(
    "line_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("arrivals", BigInteger, nullable=False),
    Column("egress", BigInteger, nullable=False),
    Column("quarantined", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False, server_default="1"),
    Column("behind", String, nullable=False, server_default=""),
)
"""One row (id 1): the last number of each log, how often the node went on from a backup, and why
nothing is sent while it knows less than its allies. Writers on PostgreSQL queue for its lock, so
that numbers become visible in their order."""

line_key = Table(
    "line_key",
    METADATA,
    Column("public", LargeBinary, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
)
"""The node's own keys; `until` is empty for the one in force."""

line_peer = Table(
    "line_peer",
    METADATA,
    Column("node", String, primary_key=True),
    Column("address", String, nullable=False, server_default=""),
    Column("certificate", String, nullable=False, server_default=""),
    Column("seals_to", LargeBinary),
    Column("closed", Boolean, nullable=False, server_default=false()),
    Column("sent", BigInteger, nullable=False),
    Column("sent_digest", LargeBinary, nullable=False),
    Column("acknowledged", BigInteger, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("taken_digest", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False, server_default="1"),
)
"""The nodes at the other ends. `sent` and `taken` are the numbers of the last batch each way,
`acknowledged` the last that the peer is known to have taken, `certificate` what it shows (PEM),
`seals_to` its public key for what
nobody between may read, `epoch` how often it went on from a backup."""

line_peer_key = Table(
    "line_peer_key",
    METADATA,
    Column("node", String, primary_key=True),
    Column("public", LargeBinary, primary_key=True),
    Column("since_batch", BigInteger, nullable=False),
    Column("until_batch", BigInteger),
    Column("revoked_at", Instant),
)
"""What a peer signs with, from which of its batches to here to which."""

line_sent = Table(
    "line_sent",
    METADATA,
    Column("recipient", String, primary_key=True),
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""Batches as they go over the line, compressed one by one."""

line_sent_notice = Table(
    "line_sent_notice",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("batch", BigInteger, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("ends_on", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Where in what was sent a notice stands, so that it can be taken out and followed up. `ends_on` is
the day (since 1970) by which every holder has deleted it."""

line_taken = Table(
    "line_taken",
    METADATA,
    Column("sender", String, primary_key=True),
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("first_arrival", BigInteger, nullable=False),
    Column("last_arrival", BigInteger, nullable=False),
    Column("ends_on", Integer, nullable=False),
    Index("line_taken_ends", "ends_on"),
)
"""Batches that were taken, as they came; a payload that is deleted leaves its hash, so that its
neighbours can still be proven to others. `ends_on` is the first day (since 1970) by which something
of it has to be deleted."""

line_arrival = Table(
    "line_arrival",
    METADATA,
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("what", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sender", String, nullable=False),
    Column("batch", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("before", BigInteger, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("ends_on", Integer, nullable=False),
)
"""What happened here, in one order. The notice itself stands in the batch; `before` is the arrival
of the version that this one took the place of, or 0."""

line_held = Table(
    "line_held",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("gone", String, nullable=False),
    Column("arrival", BigInteger, nullable=False),
    Column("unsigned", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)
"""Each notice at its last version, or its tombstone: `gone` is empty for what is alive, `unsigned`
is true of what nothing proves to be its originator's."""

line_quarantine = Table(
    "line_quarantine",
    METADATA,
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("sender", String, nullable=False),
    Column("batch", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("fault", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    UniqueConstraint("sender", "digest"),
)
"""What was refused, byte for byte. Batch 0 is one whose number could not be read; place -1 is the
batch as a whole."""

line_receipt = Table(
    "line_receipt",
    METADATA,
    Column("holder", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("deleted_at", Instant, nullable=False),
    Column("sender", String, nullable=False),
    Column("batch", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)
"""Who has deleted what was withdrawn or recalled; the batch that it came in is signed."""

line_egress = Table(
    "line_egress",
    METADATA,
    Column("number", Position, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("partner", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("way", String, nullable=False),
    Column("policy", String, nullable=False),
    Column("decisions", LargeBinary, nullable=False),
    Column("batch", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Index("line_egress_notice", "origin", "id"),
)
"""Every decision on what may go to whom, whether it was yes or no, with the rules that made it
(JSON, one a sort of data and purpose). `way` is how it went: `line`, another name, or empty where
it did not; batch 0 is for what did not go by the line."""
