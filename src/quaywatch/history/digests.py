"""Digests of texts: XXH64 with seed 0 over the characters that count.

The digest is published and fixed (xxHash specification 0.1.1), so keys stay the same from one
version of anything to the next. 0 stands for a text that says nothing.
"""

from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.history.letters import DIGITS, LETTERS, kept

_P1 = np.uint64(0x9E3779B185EBCA87)
_P2 = np.uint64(0xC2B2AE3D27D4EB4F)
_P3 = np.uint64(0x165667B19E3779F9)
_P4 = np.uint64(0x85EBCA77C2B2AE63)
_P5 = np.uint64(0x27D4EB2F165667C5)
_ZERO = 0x30


class Way(NamedTuple):
    """How a text is read before it is digested; lengths are in bytes of what counts."""

    how: int = LETTERS
    head: int = 0
    """Only so many from the start; 0 for all."""
    tail: int = 0
    """Only so many from the end; 0 for all."""
    least: int = 1
    """Fewer say nothing."""


TEXT = Way()


@compiled
def digest_texts(data: Any, lengths: Any, ways: Any, digests: Any) -> None:
    """Write the digests [way, text] of texts that stand end to end in `data` (bytes of UTF-8).

    First come all texts that are read in the first of `ways` (rows of `Way`), then those of the
    second, and so on.
    """
    longest = 0
    for length in lengths:
        longest = max(longest, length)
    letters = np.empty(2 * longest + 1, dtype=np.uint8)
    start, text = 0, 0
    for way in range(digests.shape[0]):
        for i in range(digests.shape[1]):
            end = start + lengths[text]
            digests[way, i] = _digest(data, start, end, ways[way], letters)
            start = end
            text += 1


@inlined
def _digest(data: Any, start: int, end: int, way: Any, letters: Any) -> int:
    how, head, tail, least = way[0], way[1], way[2], way[3]
    size = kept(data, start, end, how, letters)
    if size < least:
        return 0
    first = 0
    if head > 0:
        size = min(size, head)
    if tail > 0:
        first = max(0, size - tail)
    if how == DIGITS and _only_zeros(letters, first, size):
        return 0
    return max_one(xxh64(letters, first, size))


@inlined
def max_one(digest: np.uint64) -> Any:
    """Return a digest as a whole number with sign; 0 is kept for what says nothing."""
    return np.int64(digest) if digest != np.uint64(0) else np.int64(1)


@inlined
def _only_zeros(letters: Any, first: int, size: int) -> bool:
    while first < size and letters[first] == _ZERO:
        first += 1
    return first == size


@inlined
def _turned(word: np.uint64, bits: int) -> np.uint64:
    return (word << np.uint64(bits)) | (word >> np.uint64(64 - bits))


@inlined
def _word(data: Any, at: int, size: int) -> np.uint64:
    word = np.uint64(0)
    for place in range(size):
        word |= np.uint64(data[at + place]) << np.uint64(8 * place)
    return word


@inlined
def _round(lane: np.uint64, word: np.uint64) -> np.uint64:
    return _turned(lane + word * _P2, 31) * _P1


@inlined
def _merged(digest: np.uint64, lane: np.uint64) -> np.uint64:
    return (digest ^ _round(np.uint64(0), lane)) * _P1 + _P4


@inlined
def xxh64(data: Any, start: int, end: int) -> np.uint64:
    """Return XXH64, seed 0, of the bytes from `start` to `end`."""
    at = start
    if end - start >= 32:
        one, two, three, four = _P1 + _P2, _P2, np.uint64(0), np.uint64(0) - _P1
        while at + 32 <= end:
            one, two = _round(one, _word(data, at, 8)), _round(two, _word(data, at + 8, 8))
            three = _round(three, _word(data, at + 16, 8))
            four = _round(four, _word(data, at + 24, 8))
            at += 32
        digest = _turned(one, 1) + _turned(two, 7) + _turned(three, 12) + _turned(four, 18)
        digest = _merged(_merged(_merged(_merged(digest, one), two), three), four)
    else:
        digest = _P5
    return _ended(data, at, end, digest + np.uint64(end - start))


@inlined
def _ended(data: Any, at: int, end: int, digest: np.uint64) -> np.uint64:
    while at + 8 <= end:
        digest = _turned(digest ^ _round(np.uint64(0), _word(data, at, 8)), 27) * _P1 + _P4
        at += 8
    if at + 4 <= end:
        digest = _turned(digest ^ (_word(data, at, 4) * _P1), 23) * _P2 + _P3
        at += 4
    while at < end:
        digest = _turned(digest ^ (np.uint64(data[at]) * _P5), 11) * _P1
        at += 1
    digest = (digest ^ (digest >> np.uint64(33))) * _P2
    digest = (digest ^ (digest >> np.uint64(29))) * _P3
    return digest ^ (digest >> np.uint64(32))


@inlined
def joined(one: int, other: int) -> int:
    """Return the digest of a pair, 0 unless both say something."""
    if one == 0 or other == 0:
        return 0
    return max_one(mixed(mixed(_P5, one), other))


@inlined
def followed(one: int, other: int) -> int:
    """Return the digest of what says something, followed by what may say nothing."""
    return max_one(mixed(mixed(_P5, one), other))


@inlined
def mixed(digest: np.uint64, value: int) -> np.uint64:
    """Work one more whole number into a digest."""
    digest = (digest ^ np.uint64(value)) * _P1
    digest = (digest ^ (digest >> np.uint64(32))) * _P2
    return digest ^ (digest >> np.uint64(29))
