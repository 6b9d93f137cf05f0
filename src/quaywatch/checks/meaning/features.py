"""How a word is taken apart for the model of descriptions."""

import re
import unicodedata
import zlib
from functools import lru_cache

import numpy as np

BUCKETS = 1 << 15
"""Features share this many rows of the model, by their checksum."""

_SIZES = (3, 4, 5)
_LONG = 7
"""Letters; the pieces of a longer word weigh as many times more, for it is often two in one."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_WORD = re.compile("[a-z]{2,}")

Bucket = np.ndarray[tuple[int], np.dtype[np.uint16]]
Weight = np.ndarray[tuple[int], np.dtype[np.float32]]


def words_of(text: str) -> list[str]:
    """Return the words of a text in plain small letters; digits and single letters go."""
    if text.isascii():
        return _WORD.findall(text.lower())
    lower = unicodedata.normalize("NFD", text.lower().translate(_LETTERS))
    bare = "".join(letter for letter in lower if not unicodedata.combining(letter))
    return _WORD.findall(bare)


@lru_cache(maxsize=1 << 14)
def features(word: str) -> tuple[Bucket, Weight]:
    """Return the rows of the model that make up a word, and how much each weighs.

    The word itself weighs one; its pieces of three to five letters weigh one together, in the
    sense of their squares, and more in a long word: `Wohnzimmerschrank` says as much as two.
    """
    framed = f"<{word}>"
    pieces = [framed[i : i + size] for size in _SIZES for i in range(len(framed) - size + 1)]
    names = [f"={word}", *pieces]
    buckets = [zlib.crc32(name.encode()) % BUCKETS for name in names]
    loud = max(1.0, len(word) / _LONG)
    weights = np.full(len(names), np.sqrt(loud / max(len(pieces), 1)), dtype=np.float32)
    weights[0] = 1.0
    return np.array(buckets, dtype=np.uint16), weights
