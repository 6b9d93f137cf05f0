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
_ROWS = (
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    *("qwertzuiopu", "asdfghjkloa", "yxcvbnm", "asdfghjkln", "asdfghjklc"),
)
"""Keys side by side, as `words_of` shows them: ö is o, ñ is n, ç is c."""
_COLUMNS = ("qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "aqw", "zse", "yaq", "xsw")
_STEP = 3
"""Keys of a unit that is struck again and again."""


def _runs(length: int) -> frozenset[str]:
    """Return neighbouring keys in either direction."""
    return frozenset(
        turned[i : i + length]
        for row in _ROWS
        for turned in (row, row[::-1])
        for i in range(len(row) - length + 1)
    )


_RUNS = _runs(_RUN)
_UNITS = _runs(_STEP) | {turned for keys in _COLUMNS for turned in (keys, keys[::-1])}
_SENSE = frozenset({"wert", "oper", "trew", "port", "rewe", "were"})
"""Words and names that lie side by side on the keys all the same."""


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(word for row in rows("trade_words.csv") for word in row["words"].split())


@cache
def legal_forms() -> frozenset[str]:
    """Return the legal forms that are one word."""
    return frozenset(row["term"] for row in rows("legal_forms.csv") if " " not in row["term"])


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
    if len(word) % _STEP == 0 and len(word) > _STEP and word[:_STEP] in _UNITS:
        struck = [word[i : i + _STEP] for i in range(0, len(word), _STEP)]
        if len(set(struck)) == 1 or all(unit in _UNITS for unit in struck):
            return True  # asdasd, qazwsx
    keys = sum(word[i : i + _RUN] in _RUNS for i in range(len(word) - _RUN + 1))
    return (keys + _RUN - 1) * 2 > len(word) if keys else _usual(word) < _USUAL


def implausible(name: str) -> bool:
    """Whether a name is no name: without letters, or struck at random, as `asdfgh` is.

    Every word of five letters or more must be so, words of trade such as `import` aside; a name of
    short words is never blamed unless it is one letter again and again, or keys side by side.
    """
    spoken = words_of(name)
    if not spoken and not any(letter.isalpha() for letter in name):
        return name.strip() != ""
    words = [word for word in spoken if word not in _trade_words()]
    long = [word for word in words if len(word) >= _LONG]
    if long:
        return all(_mashed(word) for word in long)
    own = [word for word in words if word not in legal_forms()]
    joined = "".join(own)
    if own and all(word in _RUNS and word not in _SENSE for word in own):
        return True
    return len(joined) >= 3 and len(set(joined)) == 1
