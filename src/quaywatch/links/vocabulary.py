"""Words by number: their letters as compiled code reads them, and how rare each is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from quaywatch.links.packing import PackedWords, packed, unpacked
from quaywatch.links.rows import NONE

LETTERS = 16
"""Letters of a word that are compared."""

_GROWTH = 1.25
"""Rarities are counted anew when the number of parties has grown by this factor."""
_ASSUMED = 2_000.0
"""Parties assumed before any is seen, so that the first ones are not all taken for one."""

Array = np.ndarray[Any, np.dtype[Any]]


class Vocabulary:
    """Every word seen, with letters, length and rarity.

    A word's rarity is -ln of the share of parties that have it: the evidence, in nats, that two
    names with it in common are one (Fellegi and Sunter 1969, frequency-based weights). A party
    that is named often counts once.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.letters: Array = np.zeros((1024, LETTERS), dtype=np.uint8)
        self.lengths: Array = np.zeros(1024, dtype=np.int8)
        self.counts: Array = np.zeros(1024, dtype=np.float32)
        self.rarity: Array = np.zeros(1024, dtype=np.float32)
        self._parties = 0
        self._refreshed = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, word: str) -> int:
        """Return the number of a word, a new one for a word not seen before; -1 for none."""
        if not word:
            return NONE
        found = self._numbers.get(word)
        return self._added(word) if found is None else found

    def _added(self, word: str) -> int:
        at = len(self._numbers)
        if at == len(self.lengths):
            self._grow()
        self._numbers[word] = at
        letters = word.encode("ascii", "replace")[:LETTERS]
        self.letters[at] = 0
        self.letters[at, : len(letters)] = np.frombuffer(letters, dtype=np.uint8)
        self.lengths[at] = len(letters)
        self.rarity[at] = self._rarity(at)
        return at

    def forget(self, size: int) -> None:
        """Forget the words that came last, down to `size`: those of a question, say."""
        while len(self._numbers) > size:
            self._numbers.popitem()

    def arrays(self) -> tuple[Array, Array, Array]:
        """Return letters, lengths and rarity by number, as compiled code takes them."""
        return self.letters, self.lengths, self.rarity

    def names(self) -> float:
        """Return how many parties there are, with those assumed before any is seen."""
        return self._parties + _ASSUMED

    def count(self, words: tuple[int, ...]) -> Callable[[], None]:
        """Count one more party with these words; return what takes it back if it is the last."""
        rarity, refreshed = self.rarity, self._refreshed
        self._parties += 1
        for word in words:
            self.counts[word] += 1
        if self._parties >= self._refreshed * _GROWTH:
            self.refresh()

        def undo() -> None:
            self._parties -= 1
            self._refreshed = refreshed
            self.counts[list(words)] -= 1
            self.rarity[: len(rarity)] = rarity

        return undo

    def refresh(self) -> None:
        """Count all rarities anew."""
        self._refreshed = self._parties
        self.rarity = self.rarity.copy()
        self.rarity[: len(self)] = self._rarity(slice(0, len(self)))

    def pack(self) -> PackedWords:
        """Return all that is kept, for a snapshot."""
        size = len(self)
        counts, rarity = packed(self.counts[:size]), packed(self.rarity[:size])
        return PackedWords(list(self._numbers), counts, rarity, self._parties, self._refreshed)

    def unpack(self, kept: PackedWords) -> None:
        """Take over what was packed; no word was seen yet."""
        self._parties, self._refreshed = kept.parties, kept.refreshed
        for word in kept.words:
            self._added(word)
        self.counts[: len(self)] = unpacked(kept.counts, np.float32)
        self.rarity[: len(self)] = unpacked(kept.rarity, np.float32)

    def _rarity(self, places: Any) -> Any:
        return np.log((self._refreshed + _ASSUMED) / (self.counts[places] + 1.0))

    def _grow(self) -> None:
        for field in ("letters", "lengths", "counts", "rarity"):
            old: Array = getattr(self, field)
            setattr(self, field, np.concatenate([old, np.zeros_like(old)]))
