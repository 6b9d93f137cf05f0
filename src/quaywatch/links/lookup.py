"""Names met however they are written, among up to millions: a watch list, say."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from quaywatch.links.evidence import KINDS, Kind
from quaywatch.links.index import desk, post, search, table
from quaywatch.links.reading import read_name
from quaywatch.links.rows import empty
from quaywatch.links.vocabulary import Vocabulary

_KEYS_OF_NAME = 9
_WALK = 256


class Alike(NamedTuple):
    """A name that is like the one asked for."""

    place: int
    """Place of the name in the sequence that the index was made of."""
    likeness: float
    """0 … 1, see `Names.find`."""


class Names:
    """An index of names; about half a kilobyte each."""

    def __init__(self, names: Sequence[str]) -> None:
        height = len(names) + 1
        self._height = height
        self._vocabulary = Vocabulary()
        self._rows = empty(height)
        slots = 1 << max(8, (height * _KEYS_OF_NAME).bit_length())
        self._index = table(slots, height * _KEYS_OF_NAME)
        self._desk = desk(height)
        told = [read_name(text, self._vocabulary, self._rows[at]) for at, text in enumerate(names)]
        for words in told:
            self._vocabulary.count(tuple(dict.fromkeys(words)))
        self._vocabulary.refresh()
        used = np.zeros(2, dtype=np.int64)
        words = self._vocabulary.arrays()
        for at in range(height - 1):
            post(self._index, self._rows, at, words, self._desk, used)
        self._roots = np.zeros(height, dtype=np.int32)
        self._weights = np.zeros(KINDS + 1)

    def find(self, text: str, likeness: float) -> list[Alike]:
        """Return the names at least so like `text`, the most alike first.

        Likeness is twice what the names share by what both have, each word counting by its
        rarity (Dice's coefficient); a misspelled or shortened word counts in part, and a name
        equal to the other's words written as one, or to its initials, is fully alike.
        """
        size, at = len(self._vocabulary), self._height - 1
        self._rows[at : at + 1] = empty(1)
        read_name(text, self._vocabulary, self._rows[at])
        words = self._vocabulary.arrays()
        found = search(
            self._index, self._rows, at, words, self._roots, self._weights, self._desk, _WALK
        )
        places = self._desk.candidates[:found]
        self._desk.seen[places] = -1
        like = self._likeness(at, places, self._desk.x[:found])
        self._vocabulary.forget(size)
        met = [Alike(int(places[i]), float(like[i])) for i in (like >= likeness).nonzero()[0]]
        return sorted(met, key=lambda alike: (-alike.likeness, alike.place))

    def _likeness(self, at: int, places: np.ndarray, x: np.ndarray) -> np.ndarray:
        shared = x[:, Kind.WORDS_SHARED] + x[:, Kind.WORDS_ALIKE]
        both = self._told([at]) + self._told(places)
        full = (x[:, Kind.NAME_JOINED] > 0) | (x[:, Kind.ACRONYM] > 0)
        return np.where(full, 1.0, np.minimum(2 * shared / np.maximum(both, 1e-9), 1.0))

    def _told(self, places: Any) -> np.ndarray:
        """Return the rarity of all words of some names."""
        words: np.ndarray = self._rows["words"][places]
        return np.where(words >= 0, self._vocabulary.rarity[words], 0.0).sum(axis=1)
