"""Arrays as bytes in pieces, and what a snapshot of who is who holds."""

from typing import Any

import msgspec
import numpy as np

from quaywatch.links.mention import Mention

_PIECE = 1 << 27
"""Most bytes that are kept in one piece."""

Pieces = list[bytes]


class PackedWords(msgspec.Struct, frozen=True):
    """A vocabulary: words by number, how many parties have each, and how rare it was taken for."""

    words: list[str]
    counts: Pieces
    rarity: Pieces
    parties: int
    refreshed: int


class PackedStore(msgspec.Struct, frozen=True):
    """Rows of mentions, what each belongs to and by what, and under which keys they stand."""

    rows: Pieces
    roots: Pieces
    joined_to: Pieces
    amounts: Pieces
    priors: Pieces
    keys: Pieces
    heads: Pieces
    posted: Pieces
    earlier: Pieces


class PackedResolver(msgspec.Struct, frozen=True):
    """Who is who, with all mentions in the order in which they came."""

    mentions: list[Mention]
    words: PackedWords
    store: PackedStore


def packed(array: Any) -> Pieces:
    """Return an array's bytes, little-endian whatever the machine."""
    data = array.astype(array.dtype.newbyteorder("<")).tobytes()
    return [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)]


def unpacked(pieces: Pieces, dtype: Any) -> Any:
    """Return the array that was packed, as one that can be written."""
    kind = np.dtype(dtype)
    return np.frombuffer(b"".join(pieces), kind.newbyteorder("<")).astype(kind)
