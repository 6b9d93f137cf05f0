"""The holder's table: outputs of the function cut to 60 bits, sorted, in some 42 bits each.

Who has it can look for an output and for nothing else: without the key no output can be made. What
is not there matches by chance with at most `false_match` for each thing that is asked.
"""

from collections.abc import Iterable
from hashlib import sha512
from typing import Any

import numpy as np
from numpy.typing import NDArray

Fingerprints = NDArray[np.uint64]

BITS = 60
"""Of an output that are kept."""
_WORD = 8
_LENGTH = 4
_SHIFT = np.uint64(8 * _WORD - BITS)
_MOST = 2**26


class BadTable(ValueError):  # noqa: N818 - the operator's word
    """Bytes that are no table."""


def fingerprints(outputs: Iterable[bytes]) -> Fingerprints:
    """Return what is kept of outputs, in their order."""
    joined = b"".join(output[:_WORD] for output in outputs)
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64) >> _SHIFT


def padded(count: int, least: int = 1) -> int:
    """Return a size that hides a count: the next power of two, or half-way to it.

    Never more than half as much again.
    """
    power = 1 << max(count - 1, least - 1, 0).bit_length()
    halfway = power // 2 + power // 4
    return halfway if power > 2 and halfway >= max(count, least) else power


def filled(found: Fingerprints, size: int, secret: bytes) -> Fingerprints:
    """Return fingerprints sorted, with made-up ones up to a size; the same for the same secret."""
    number, kept = 0, joined(found)
    while len(kept) < size:
        wanted = size - len(kept)
        made = fingerprints(
            sha512(b"filling" + secret + at.to_bytes(8, "big")).digest()
            for at in range(number, number + wanted)
        )
        number += wanted
        kept = joined(kept, made)
    return kept


def joined(*parts: Fingerprints) -> Fingerprints:
    """Return what is in any of some fingerprints, sorted, each once."""
    found = np.sort(np.concatenate(parts), kind="stable")  # which merges what is sorted already
    if len(found) < 2:
        return found
    return found[np.concatenate([[True], found[1:] != found[:-1]])]


def coded(found: Fingerprints) -> bytes:
    """Return distinct sorted fingerprints as they travel.

    The lower bytes of each as they are, the rest as a row of bits with a one for each fingerprint
    behind so many noughts as its upper part has grown by (Elias 1974, Fano 1971).
    """
    low = _low_bytes(len(found))
    upper = (found >> np.uint64(8 * low)).astype(np.int64)
    bits = np.zeros(len(found) + (1 << (BITS - 8 * low)), dtype=np.uint8)
    bits[upper + np.arange(len(found))] = 1
    lower = found.astype(">u8").view(np.uint8).reshape(-1, _WORD)[:, _WORD - low :]
    return len(found).to_bytes(_LENGTH, "big") + lower.tobytes() + np.packbits(bits).tobytes()


def decoded(data: bytes) -> Fingerprints:
    """Return the fingerprints in such bytes; raises BadTable."""
    count = int.from_bytes(data[:_LENGTH], "big")
    low = _low_bytes(count)
    size = _LENGTH + count * low + (count + (1 << (BITS - 8 * low)) + 7) // 8
    if count > _MOST or len(data) != size:
        raise BadTable(f"{len(data)} bytes are no table of {count}")
    words = np.zeros((count, _WORD), dtype=np.uint8)
    body = np.frombuffer(data, dtype=np.uint8, offset=_LENGTH)
    words[:, _WORD - low :] = body[: count * low].reshape(count, low)
    ones = np.flatnonzero(np.unpackbits(body[count * low :])).astype(np.int64)
    if len(ones) != count:
        raise BadTable(f"it marks {len(ones)} and says that it has {count}")
    upper = (ones - np.arange(count)).astype(np.uint64) << np.uint64(8 * low)
    found: Any = words.view(">u8").reshape(-1).astype(np.uint64) | upper
    if count and (found[-1] >> np.uint64(BITS) or not (found[1:] > found[:-1]).all()):
        raise BadTable("it is not in order")
    return found


def held(table: Fingerprints, asked: Fingerprints) -> NDArray[np.bool_]:
    """Return which of some fingerprints are in a sorted table."""
    if not len(table):
        return np.zeros(len(asked), dtype=np.bool_)
    places = np.minimum(np.searchsorted(table, asked), len(table) - 1)
    return table[places] == asked


def false_match(size: int) -> float:
    """Return how likely a thing that is not held matches in a table of a size, at most.

    Fingerprints of different things are independent and even (the function is pseudorandom).
    """
    return size / 2.0**BITS


def _low_bytes(count: int) -> int:
    """Return how many lower bytes of a fingerprint are written as they are."""
    gap = BITS - max(count - 1, 0).bit_length()
    return min((gap + 7) // 8, _WORD - 1)
