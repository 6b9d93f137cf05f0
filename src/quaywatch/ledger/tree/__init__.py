"""A Merkle tree over a log (RFC 6962), and what its owner and its witnesses sign of it.

Whoever holds a signed checkpoint can be shown that an entry is in the log, and that a later log has
kept all of the earlier one, without seeing any other entry.
"""

from quaywatch.ledger.tree.checkpoint import (
    BadNote,
    Checkpoint,
    Key,
    Note,
    Witness,
    cosigned,
    opened,
    signed,
)
from quaywatch.ledger.tree.proofs import BadProof, check_consistency, check_inclusion
from quaywatch.ledger.tree.tree import Hashes, Tree, leaf_hash, node_hash, root_over

__all__ = [
    "BadNote",
    "BadProof",
    "Checkpoint",
    "Hashes",
    "Key",
    "Note",
    "Tree",
    "Witness",
    "check_consistency",
    "check_inclusion",
    "cosigned",
    "leaf_hash",
    "node_hash",
    "opened",
    "root_over",
    "signed",
]
