"""All separators of a stretch of bytes, found in one compiled pass."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit  # pyright: ignore[reportUnknownVariableType]
from numpy.typing import NDArray

from quaywatch.formats.delimited.delimiters import Delimiters

COMPONENT, REPETITION, ELEMENT, TERMINATOR = 1, 2, 3, 4
"""Kinds of separators, the weakest first."""

_RELEASE = 5


class Separators(NamedTuple):
    """Where the separators are that hold data apart; released ones are data and not here."""

    positions: NDArray[np.int64]
    """Byte positions, ascending."""
    kinds: NDArray[np.uint8]
    """What stands there: one of the four kinds."""


def separators(data: bytes | memoryview, delimiters: Delimiters) -> Separators:
    """Return all separators of `data`, in linear time and at most 9 bytes for each.

    A byte that serves two purposes counts as the stronger.
    """
    kinds = np.zeros(256, np.uint8)
    for byte, kind in (
        (delimiters.component, COMPONENT),
        (delimiters.repetition, REPETITION),
        (delimiters.element, ELEMENT),
        (delimiters.release, _RELEASE),
        (delimiters.terminator, TERMINATOR),
    ):
        if byte:
            kinds[byte[0]] = kind
    content = np.frombuffer(data, np.uint8)
    # Pages of these that nothing is written to take no memory.
    positions, found = np.empty(len(content), np.int64), np.empty(len(content), np.uint8)
    count = _separators(content, kinds, positions, found)
    return Separators(positions[:count].copy(), found[:count].copy())


@njit(cache=True, nogil=True, boundscheck=False)
def _separators(data: Any, kinds: Any, positions: Any, found: Any) -> int:
    count = 0
    at = 0
    while at < len(data):
        kind = kinds[data[at]]
        if kind != 0:
            if kind == _RELEASE:
                at += 1
            else:
                positions[count] = at
                found[count] = kind
                count += 1
        at += 1
    return count
