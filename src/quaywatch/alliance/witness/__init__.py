"""A witnessed audit: what a node recorded and decided to share cannot be rewritten unseen.

Each own log is a Merkle tree (RFC 6962) that grows with the transaction in which something is
recorded. Each minute its owner signs a checkpoint and allies cosign it, after checking that the
log has kept all that it had: they see hashes alone. Whoever holds a cosigned checkpoint can be
shown any entry offline, and a log that tells two stories has signed the proof.
"""

from quaywatch.alliance.witness import schema
from quaywatch.alliance.witness.bundle import NotYet, Verified, Wrong, bundled, verify
from quaywatch.alliance.witness.decisions import Decided, decided
from quaywatch.alliance.witness.log import Log, cover, event_entry
from quaywatch.alliance.witness.publisher import EVERY, NEEDED, Publisher
from quaywatch.alliance.witness.schema import create
from quaywatch.alliance.witness.witnessing import Fork, Refused, Witnessing

__all__ = [
    "EVERY",
    "NEEDED",
    "Decided",
    "Fork",
    "Log",
    "NotYet",
    "Publisher",
    "Refused",
    "Verified",
    "Witnessing",
    "Wrong",
    "bundled",
    "cover",
    "create",
    "decided",
    "event_entry",
    "schema",
    "verify",
]
