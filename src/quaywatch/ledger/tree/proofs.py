"""What anybody can check of a log without seeing it (RFC 9162 §2.1.3.2 and §2.1.4.2)."""

from collections.abc import Sequence

from quaywatch.ledger.tree.tree import EMPTY, node_hash


class BadProof(ValueError):  # noqa: N818 - the auditor's word
    """A proof that does not prove what it is for."""


def check_inclusion(
    leaf: bytes, place: int, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that a leaf is entry `place` of the log of `size` entries with this root.

    Raises:
        BadProof: it is not, or the proof is of something else.

    """
    if not 0 <= place < size:
        raise BadProof(f"a log of {size} entries has no entry {place}")
    at, last, reached = place, size - 1, leaf
    for beside in proof:
        if last == 0:
            raise BadProof("the proof goes on beyond the root")
        if at % 2 or at == last:
            reached = node_hash(beside, reached)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, beside)
        at, last = at >> 1, last >> 1
    if last:
        raise BadProof("the proof ends below the root")
    if reached != root:
        raise BadProof("the proof leads to another root")


def check_consistency(
    old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the log of `size` entries begins with the one of `old` entries.

    Raises:
        BadProof: an entry that was there has changed, gone or moved, or the proof is of something
            else.

    """
    if not 0 <= old <= size:
        raise BadProof(f"a log of {size} entries never had {old}")
    if old in (0, size):
        same = old_root == (EMPTY if old == 0 else root)
        if proof or not same:
            raise BadProof("logs of the same size have the same root and need no proof")
        return
    beside = list(proof)
    if old & (old - 1) == 0:
        beside.insert(0, old_root)
    if not beside:
        raise BadProof("the proof is empty")
    _climb(old - 1, size - 1, beside, old_root, root)


def _climb(at: int, last: int, beside: list[bytes], old_root: bytes, root: bytes) -> None:
    while at % 2:
        at, last = at >> 1, last >> 1
    before = after = beside[0]
    for one in beside[1:]:
        if last == 0:
            raise BadProof("the proof goes on beyond the root")
        if at % 2 or at == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, one)
        at, last = at >> 1, last >> 1
    if last:
        raise BadProof("the proof ends below the root")
    if before != old_root:
        raise BadProof("the proof leads to another earlier root")
    if after != root:
        raise BadProof("the proof leads to another root")
