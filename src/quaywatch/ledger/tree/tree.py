"""The tree itself: append a leaf, ask for a root or for a proof (RFC 6962 §2.1)."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""Root of a log without entries."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry; leaves differ from nodes by their first byte."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others."""
    return sha256(b"\1" + left + right).digest()


def root_over(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of entries, without keeping what proofs need.

    Level by level, a node without a neighbour moving up as it is: the same root as `Tree.root`.
    """
    level = leaves or [EMPTY]
    while len(level) > 1:
        left, right = level[::2], level[1::2]
        above = [sha256(b"\1" + a + b).digest() for a, b in zip(left, right, strict=False)]
        level = [*above, left[-1]] if len(level) % 2 else above
    return level[0]


class Hashes(ABC):
    """A tree whose hashes are somewhere: what can be shown of it."""

    @abstractmethod
    def __len__(self) -> int:
        """How many leaves there are."""

    @abstractmethod
    def full(self, level: int, number: int) -> bytes:
        """Return the hash over the leaves of full subtree `number` of those with 2^level."""

    def root(self, size: int | None = None) -> bytes:
        """Return the root over the first `size` leaves, or over all; raises ValueError."""
        size = len(self) if size is None else size
        self._within(size)
        return self._over(0, size) if size else EMPTY

    def inclusion(self, place: int, size: int | None = None) -> list[bytes]:
        """Prove that a leaf is in the log as of `size`: the hashes beside its way to the root.

        Raises:
            ValueError: there was no such leaf, or is no such size.

        """
        size = len(self) if size is None else size
        self._within(size)
        if not 0 <= place < size:
            raise ValueError(f"a log of {size} entries has no entry {place}")
        begin, end, proof = 0, size, list[bytes]()
        while end - begin > 1:
            split = begin + _split(end - begin)
            if place < split:
                proof.append(self._over(split, end))
                end = split
            else:
                proof.append(self._over(begin, split))
                begin = split
        return proof[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """Prove that the log as of `size` begins with the log as of `old`; raises ValueError."""
        size = len(self) if size is None else size
        self._within(size)
        if not 0 <= old <= size:
            raise ValueError(f"a log of {size} entries never had {old}")
        if old in (0, size):
            return []
        begin, end, whole, proof = 0, size, True, list[bytes]()
        while old < end - begin:
            split = begin + _split(end - begin)
            if old <= split - begin:
                proof.append(self._over(split, end))
                end = split
            else:
                proof.append(self._over(begin, split))
                old, begin, whole = old - (split - begin), split, False
        if not whole:
            proof.append(self._over(begin, end))
        return proof[::-1]

    def _within(self, size: int) -> None:
        if not 0 <= size <= len(self):
            raise ValueError(f"the log has {len(self)} entries, not {size}")

    def _over(self, begin: int, end: int) -> bytes:
        """Return the hash over leaves `begin` to `end`, of which `begin` starts a subtree."""
        count = end - begin
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            return self.full(level, begin >> level)
        split = begin + _split(count)
        return node_hash(self._over(begin, split), self._over(split, end))


class Tree(Hashes):
    """Hashes of all full subtrees: 64 bytes a leaf, so that any proof is a few look-ups.

    >>> tree = Tree()
    >>> [tree.append(leaf_hash(entry)) for entry in (b"seen", b"sent")]
    [0, 1]
    >>> tree.root() == node_hash(leaf_hash(b"seen"), leaf_hash(b"sent"))
    True
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> int:
        """Add the hash of an entry; return its place."""
        place, levels = len(self), self._levels
        levels[0].append(leaf)
        at, level = place, 0
        while at % 2:
            level += 1
            if level == len(levels):
                levels.append([])
            left, right = levels[level - 1][at - 1 : at + 1]
            levels[level].append(node_hash(left, right))
            at //= 2
        return place

    def full(self, level: int, number: int) -> bytes:
        """Return the hash over a full subtree; all of them are at hand."""
        return self._levels[level][number]


def _split(count: int) -> int:
    """Return the largest power of two below a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)
