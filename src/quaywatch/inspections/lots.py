"""Lots drawn by hashing: whoever holds the seed can repeat every draw, on any machine."""

from collections.abc import Iterator
from hashlib import sha256


class Lots:
    """A stream of lots fixed by its key (SHA-256 in counter mode)."""

    __slots__ = ("_words",)

    def __init__(self, *key: bytes) -> None:
        digest = sha256()
        for part in key:
            digest.update(len(part).to_bytes(8, "big") + part)
        self._words = _words(digest.digest())

    def below(self, bound: int) -> int:
        """A whole number from 0 to bound - 1 (bound <= 2**64), all exactly equally likely."""
        limit = (1 << 64) // bound * bound
        return next(word for word in self._words if word < limit) % bound

    def happens(self, part: int, whole: int) -> bool:
        """Let something happen with a chance of exactly part / whole."""
        return self.below(whole) < part


def _words(key: bytes) -> Iterator[int]:
    count = 0
    while True:
        block = sha256(key + count.to_bytes(8, "big")).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        count += 1
