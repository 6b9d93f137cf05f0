"""What machine and analyst say together, weighed by what each was measured to be worth.

Both look at the same pixels, so what is hard for one is often hard for the other: their words are
not multiplied as if they were independent. How often each pair of words was said of inserted
threats and of clean pictures is counted, and drawn towards independence by as little as is known.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product
from math import log
from typing import Generic, TypeVar

import msgspec

Word = TypeVar("Word", bound=Hashable)
Pair = tuple[Word, Word]

_PRIOR = 8.0
"""Looks that independence weighs as much as, in all."""
_EACH = 0.5
"""Looks that each word of one reader is taken to have been said before anything is counted."""


class Joint(msgspec.Struct, Generic[Word], frozen=True, kw_only=True):
    """How often two readers say what, of contraband and of nothing."""

    threatened: dict[Pair[Word], float]
    """Share of pictures with a threat of which both say this;"""
    clean: dict[Pair[Word], float]
    """and of those without."""

    def log_ratio(self, first: Word, second: Word) -> float:
        """Return the logarithm of how much likelier two words are of contraband than of nothing."""
        return log(self.threatened[first, second] / self.clean[first, second])

    def alone(self, word: Word, *, second: bool = False) -> float:
        """Return the same for one reader's word."""
        place = int(second)
        found, false = (
            sum(share for pair, share in table.items() if pair[place] == word)
            for table in (self.threatened, self.clean)
        )
        return log(found / false)

    def probability(self, prior: float, first: Word, second: Word) -> float:
        """Return how probable contraband is after both words, if it was `prior` before."""
        odds = prior / (1 - prior) * self.threatened[first, second] / self.clean[first, second]
        return odds / (1 + odds)

    def curve(self) -> "Steps":
        """Return how well both together find, as they speak up on ever weaker pairs of words."""
        return _steps(self.threatened, self.clean)

    def curve_of(self, *, second: bool) -> "Steps":
        """Return the same for one of the two alone."""
        place = int(second)
        tables: list[dict[Word, float]] = []
        for table in (self.threatened, self.clean):
            sums: dict[Word, float] = {}
            for pair, share in table.items():
                sums[pair[place]] = sums.get(pair[place], 0.0) + share
            tables.append(sums)
        return _steps(*tables)


class Steps(msgspec.Struct, frozen=True):
    """Points of a curve: shares of false alarms and hits, from nothing on."""

    points: tuple[tuple[float, float], ...]

    def at(self, false_alarm: float) -> float:
        """Return the share of hits where so many false alarms are borne, by lot between points."""
        for (f0, h0), (f1, h1) in zip(self.points, self.points[1:], strict=False):
            if false_alarm <= f1:
                return h0 + (h1 - h0) * (false_alarm - f0) / (f1 - f0) if f1 > f0 else h1
        return 1.0


def joint(
    words: tuple[Sequence[Word], Sequence[Word]],
    threatened: Iterable[Pair[Word]],
    clean: Iterable[Pair[Word]],
) -> Joint[Word]:
    """Return what two readers' words are worth together.

    Args:
        words: all that the first and the second may say.
        threatened: what they said of each picture with a threat,
        clean: and of each without.
    """
    return Joint(threatened=_table(words, threatened), clean=_table(words, clean))


def _table(
    words: tuple[Sequence[Word], Sequence[Word]], said: Iterable[Pair[Word]]
) -> dict[Pair[Word], float]:
    counts = Counter(said)
    total = sum(counts.values())
    sides = [
        {
            word: (sum(n for pair, n in counts.items() if pair[side] == word) + _EACH)
            / (total + _EACH * len(words[side]))
            for word in words[side]
        }
        for side in (0, 1)
    ]
    return {
        (one, other): (counts[one, other] + _PRIOR * sides[0][one] * sides[1][other])
        / (total + _PRIOR)
        for one, other in product(*words)
    }


def _steps(threatened: Mapping[Word, float], clean: Mapping[Word, float]) -> Steps:
    order = sorted(threatened, key=lambda word: (-threatened[word] / clean[word], str(word)))
    false = found = 0.0
    points = [(0.0, 0.0)]
    for word in order:
        false, found = false + clean[word], found + threatened[word]
        points.append((min(false, 1.0), min(found, 1.0)))
    return Steps(tuple(points))
