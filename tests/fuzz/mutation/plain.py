"""Damage to bytes that knows nothing of what they mean."""

import random
from collections.abc import Callable, Sequence

from tests.fuzz.mutation.odd import VALUES

Mutator = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
"""Makes another input from one, by chance, perhaps with pieces of others."""


def anyhow(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Flip, cut, double or put in bytes."""
    at = dice.randrange(len(data) + 1)
    end = min(len(data), at + dice.choice((1, 2, 8, 80, 800)))
    match dice.randrange(8):
        case 0:
            return data[:at]
        case 1:
            return data[at:]
        case 2:
            return data[:at] + data[end:]
        case 3:
            return data[:end] + data[at:end] * dice.choice((1, 2, 50)) + data[end:]
        case 4:
            other = dice.choice(others)
            begin = dice.randrange(len(other) + 1)
            return data[:at] + other[begin : begin + dice.choice((8, 80, 800))] + data[at:]
        case 5 | 6:
            return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        case _:
            return data[:at] + dice.choice(VALUES) + data[at:]


def recoded(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Write the same text in another encoding."""
    codec = dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp037", "utf-32"))
    return data.decode("latin-1").encode(codec)
