"""How much a notice raises the odds of a consignment that has some of its clues."""

import math
from collections.abc import Mapping, Sequence

import msgspec

from quaywatch.alliance.weighing.clues import Clue
from quaywatch.alliance.weighing.weights import Weights


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """What one notice says of one consignment."""

    clues: tuple[Clue, ...]
    """Sorts of clue, the weightiest first."""
    log_odds: float
    """What it adds by itself."""


def hint(
    met: Sequence[tuple[Clue, str]],
    kind: str,
    strength: float,
    shared: Mapping[tuple[Clue, str], int],
    weights: Weights,
) -> Hint | None:
    """Return what a notice of a kind says of a consignment by the clues that it meets.

    A clue weighs less the more consignments share it. With probability `strength` the source is
    right about it and the likelihood ratio holds, else it says nothing: the ratio that counts is
    the mean of both. None where nothing is left.

    Args:
        met: sort and value of each clue.
        kind: of the notice.
        strength: what it is still worth, from 0 to 1.
        shared: by how many consignments on the list each clue is shared; 1 where not told.
        weights: the assumptions.

    """
    declared = weights.seizure if kind == "seizure" else weights.indicator
    each: dict[Clue, float] = {}
    for clue in met:
        alone = 1 - math.log(max(shared.get(clue, 1), 1)) / math.log(weights.shared_by)
        each[clue[0]] = max(each.get(clue[0], 0.0), declared[clue[0]] * max(alone, 0.0))
    ordered = sorted((clue for clue in each if each[clue] > 0), key=lambda one: (-each[one], one))
    ratio = sum(each[clue] * weights.further**place for place, clue in enumerate(ordered))
    added = math.log1p(strength * math.expm1(ratio))
    if not ordered or added <= 0:
        return None
    return Hint(clues=tuple(ordered), log_odds=min(added, weights.most))


def together(
    hints: Sequence[float], weights: Weights, *, unsigned: Sequence[bool] = ()
) -> list[float]:
    """Return what each of several notices adds to the log-odds of one box, within the bounds.

    What nobody signed has a lower bound of its own, and takes nothing from what is signed.
    """
    marks = unsigned or [False] * len(hints)
    signed = sum(one for one, mark in zip(hints, marks, strict=True) if not mark)
    brought = sum(hints) - signed
    room = min(weights.unsigned_most, max(weights.most - signed, 0.0))
    for_signed = weights.most / signed if signed > weights.most else 1.0
    for_brought = room / brought if brought > room else 1.0
    return [
        one * (for_brought if mark else for_signed) for one, mark in zip(hints, marks, strict=True)
    ]
