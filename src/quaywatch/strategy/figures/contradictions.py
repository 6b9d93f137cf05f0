"""Where sources do not agree: their figures are set side by side, and none is chosen."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from quaywatch.strategy.figures.figure import Confidence, Figure

_ORDER = {each: place for place, each in enumerate(Confidence)}


class Why(StrEnum):
    """What the difference between two figures of one thing comes from, as far as they tell."""

    DEFINITION = "definition"
    """They count different things."""
    BOUND = "bound"
    """One is only a least value, and the other is not below it: both may be true."""
    REVISION = "revision"
    """One was provisional."""
    SOURCE = "source"
    """Nothing explains it."""


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more figures of one place, quantity and period that differ."""

    figures: tuple[Figure, ...]
    """The best known first."""
    why: tuple[Why, ...]

    @property
    def spread(self) -> float:
        """Largest over smallest."""
        values = [one.value for one in self.figures]
        return max(values) / min(values) if min(values) > 0 else float("inf")


def disagreements(figures: Iterable[Figure]) -> list[Disagreement]:
    """Return where figures of one thing differ, in the order of the thing."""
    by_thing: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        by_thing[tuple(str(part or "") for part in one.about)].append(one)
    found: list[Disagreement] = []
    for thing in sorted(by_thing):
        said = sorted(by_thing[thing], key=_rank)
        if len({one.value for one in said}) > 1:
            found.append(Disagreement(figures=tuple(said), why=_why(said)))
    return found


def best(figures: Iterable[Figure]) -> Figure | None:
    """Return the figure that a chart draws: best known, published, final; the others stay beside.

    All must be of one thing and one definition. Of two known equally well it is the smaller.
    """
    return min(figures, key=_rank, default=None)


def ranked(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return figures of one thing, the one that a chart draws first."""
    return tuple(sorted(figures, key=_rank))


def _rank(one: Figure) -> tuple[int, bool, bool, bool, float, str]:
    known = _ORDER[one.confidence], one.at_least, one.provisional, one.derived
    return *known, one.value, one.source


def _why(said: list[Figure]) -> tuple[Why, ...]:
    found: set[Why] = set()
    for place, one in enumerate(said):
        for other in said[place + 1 :]:
            if one.value != other.value:
                found.add(_between(one, other))
    return tuple(each for each in Why if each in found)


def _between(one: Figure, other: Figure) -> Why:
    if one.definition != other.definition:
        return Why.DEFINITION
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.at_least and not high.at_least:
        return Why.BOUND
    return Why.REVISION if one.provisional or other.provisional else Why.SOURCE
