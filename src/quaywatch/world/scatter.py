"""Numbers that look drawn at random yet never repeat: a small keyed permutation."""

from quaywatch.world.arrays import Ints
from quaywatch.world.streams import stream

_ROUNDS = 4


def scatter(numbers: Ints, high: int, low: int, key: str) -> Ints:
    """Permute 0 … high x low - 1: distinct numbers stay distinct (a Feistel network)."""
    left, right = numbers // low, numbers % low
    rng = stream(0, f"scatter/{key}")
    for _ in range(_ROUNDS):
        right = (right + rng.integers(0, low, high)[left]) % low
        left = (left + rng.integers(0, high, low)[right]) % high
    return left * low + right
