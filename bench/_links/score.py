"""How well parties were told apart, pair by pair of mentions."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Score(NamedTuple):
    """Of the pairs put together, the share that belongs so; of those that belong so, the share
    put together; and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def score(found: Sequence[Hashable], truth: Sequence[Hashable]) -> Score:
    """Compare two partitions of the same mentions."""
    both, ours, theirs = (_pairs(parts) for parts in (zip(found, truth, strict=True), found, truth))
    return Score(both / max(ours, 1), both / max(theirs, 1), 2 * both / max(ours + theirs, 1))


def _pairs(parts: "Sequence[Hashable] | zip[tuple[Hashable, Hashable]]") -> int:
    return sum(n * (n - 1) // 2 for n in Counter(parts).values())
