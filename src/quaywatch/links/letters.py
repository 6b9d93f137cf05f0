"""Likeness of two words, letter by letter (compiled)."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.links.vocabulary import LETTERS

Array = np.ndarray[Any, np.dtype[Any]]

SCRATCH = (3, LETTERS + 1)
"""Shape of the scratch space that `distance` needs."""

_SHORTENED = 0.8
_INITIAL = 0.3
_ZERO, _NINE = 48, 57


@compiled
def distance(a: Any, m: int, b: Any, n: int, scratch: Any) -> int:
    """Count the least edits from `a` to `b`: letters put in, left out, changed, or two swapped.

    Optimal string alignment (Damerau 1964); `m` and `n` are lengths.
    """
    for j in range(n + 1):
        scratch[1, j] = j
    for i in range(1, m + 1):
        now, last, before = (i + 1) % 3, i % 3, (i - 1) % 3
        scratch[now, 0] = i
        for j in range(1, n + 1):
            best = scratch[last, j - 1] + (0 if a[i - 1] == b[j - 1] else 1)
            best = min(best, scratch[last, j] + 1, scratch[now, j - 1] + 1)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, scratch[before, j - 2] + 1)
            scratch[now, j] = best
    return scratch[(m + 1) % 3, n]


@compiled
def begins(a: Any, m: int, b: Any) -> bool:
    """Whether the first `m` letters of both are equal."""
    for i in range(m):  # noqa: SIM110 - a generator would not compile
        if a[i] != b[i]:
            return False
    return True


@compiled
def likeness(a: Any, m: int, b: Any, n: int, scratch: Any) -> float:
    """Return 0 … 1: how much of a word is the other, misspelled or shortened.

    One edit is forgiven in words of four letters or more, two from eight, three from twelve; a
    word of three letters or more that begins the other is its short form; numbers must be equal.
    """
    if m > n:
        a, m, b, n = b, n, a, m
    if m == 0 or (_ZERO <= a[0] <= _NINE) or (_ZERO <= b[0] <= _NINE):
        return 0.0
    allowed = 0 if m < 4 else (1 if m < 8 else (2 if m < 12 else 3))
    if n - m <= allowed and allowed > 0:
        edits = distance(a, m, b, n, scratch)
        if edits <= allowed:
            return 1.0 - edits / n
    if m == 1:
        return _INITIAL if a[0] == b[0] else 0.0
    return _SHORTENED if m >= 3 and n > m and begins(a, m, b) else 0.0
