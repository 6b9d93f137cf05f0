"""A tree of digests: one root stands for all leaves, and a short path proves that one is there.

The form of RFC 6962 without its leaf prefix: leaves come as digests that no inner node can be.
"""

from collections.abc import Sequence
from hashlib import sha256


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaves of 32 bytes; of none, the digest of nothing."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _half(len(leaves))
    return _joined(root(leaves[:half]), root(leaves[half:]))


def path(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The neighbours that lead from the leaf at `place` up to the root, lowest first."""
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if place < half:
        return [*path(leaves[:half], place), root(leaves[half:])]
    return [*path(leaves[half:], place - half), root(leaves[:half])]


def reached(leaf: bytes, place: int, size: int, way: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to; None when it is no path of a tree of this size."""
    if not 0 <= place < size:
        return None
    if size == 1:
        return None if way else leaf
    if not way:
        return None
    half, (*lower, other) = _half(size), way
    if place < half:
        below = reached(leaf, place, half, lower)
        return None if below is None else _joined(below, other)
    below = reached(leaf, place - half, size - half, lower)
    return None if below is None else _joined(other, below)


def _half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
