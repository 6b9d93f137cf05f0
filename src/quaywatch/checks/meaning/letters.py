"""Whether a name can be spoken: how usual its letters are next to each other.

The figures are those of the names of places all over the world, so that no language is strange;
`bench/_meaning` counts them.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np

from quaywatch.checks.data import rows
from quaywatch.checks.meaning.features import words_of
from quaywatch.checks.meaning.model import stored

ALPHABET = " abcdefghijklmnopqrstuvwxyz"
_EIGHTHS = 8.0
"""Figures are kept in eighths of a natural logarithm."""
_LONG = 5
"""Letters; shorter words are abbreviations as often as not."""
_USUAL = -4.75
"""Mean logarithm of a letter's chance after the two before it; names of places keep above."""
_RUN = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop")
_RUNS = frozenset(
    turned[i : i + _RUN]
    for row in _ROWS
    for turned in (row, row[::-1])
    for i in range(len(row) - _RUN + 1)
)


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(word for row in rows("trade_words.csv") for word in row["words"].split())


@cache
def _chances() -> np.ndarray:
    return stored("letters").astype(np.float32) / -_EIGHTHS


def trigrams(word: str) -> Iterator[tuple[int, int, int]]:
    """Yield each letter of a word, and the blank after it, with the two before it."""
    places = [0, 0, *(ALPHABET.index(letter) for letter in word), 0]
    return zip(places, places[1:], places[2:], strict=False)


def _usual(word: str) -> float:
    chances = [float(_chances()[place]) for place in trigrams(word)]
    return sum(chances) / len(chances)


@lru_cache(maxsize=1 << 14)
def _mashed(word: str) -> bool:
    if len(set(word)) <= len(word) // 3:
        return True  # aaaaa, ababab
    keys = sum(word[i : i + _RUN] in _RUNS for i in range(len(word) - _RUN + 1))
    return (keys + _RUN - 1) * 2 > len(word) if keys else _usual(word) < _USUAL


def implausible(name: str) -> bool:
    """Whether a name is no name: without letters, or struck at random, as `asdfgh` is.

    Every word of five letters or more must be so, words of trade such as `import` aside; a name of
    short words is never blamed unless it is one letter again and again.
    """
    spoken = words_of(name)
    if not spoken and not any(letter.isalpha() for letter in name):
        return name.strip() != ""
    words = [word for word in spoken if word not in _trade_words()]
    long = [word for word in words if len(word) >= _LONG]
    if long:
        return all(_mashed(word) for word in long)
    joined = "".join(words)
    return len(joined) >= 3 and (len(set(joined)) == 1 or joined in _RUNS)
