"""The smallest sets of facts that, were they otherwise, would change the selection."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import msgspec

from quaywatch.risk.counterfactual.case import Alternative, Case, Change

MOST_TRIED = 200
"""Most changed consignments that are assessed."""
_SINGLES = 60
_PAIRED = 16
"""Facts of which pairs are tried: those that alone lower the risk most."""
_SHOWN = 6
"""Most sets that are told."""

Assessor = Callable[[Sequence[Case]], Sequence[float]]
"""Assesses consignments, each for itself: the log-odds of each, in order."""

_Tried = tuple[tuple[Alternative, ...], float]


class Otherwise(msgspec.Struct, frozen=True, kw_only=True):
    """One or two changes, and the log-odds with them."""

    changes: tuple[Change, ...]
    log_odds: float


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """What would change the selection of one consignment."""

    log_odds: float
    """As it is."""
    line: float
    """Log-odds below which it would not be selected."""
    below: tuple[Otherwise, ...]
    """Sets that would bring it below the line, the smallest and then the strongest first; none
    holds more than it needs."""
    nearest: Otherwise | None
    """Where there are none: what would lower it most."""
    tried: int
    """How many changed consignments were assessed."""


def what_if(case: Case, possible: Sequence[Alternative], line: float, assess: Assessor) -> WhatIf:
    """Return what would bring a case below the line; single facts first, then pairs.

    Of a case that is below it already nothing is tried.
    """
    singles: list[tuple[Alternative, ...]] = [(alternative,) for alternative in possible[:_SINGLES]]
    own, *alone = assess([case, *(_made(case, each) for each in singles)])
    tried = list(zip(singles, alone, strict=True))
    if own < line:
        return WhatIf(log_odds=own, line=line, below=(), nearest=None, tried=0)
    pairs = list(_pairs(tried, own, line))[: MOST_TRIED - len(singles) - 1]
    together = assess([_made(case, pair) for pair in pairs]) if pairs else ()
    tried += zip(pairs, together, strict=True)
    below = [each for each in tried if each[1] < line]
    lowering = [each for each in tried if each[1] < own]
    return WhatIf(
        log_odds=own,
        line=line,
        below=tuple(_otherwise(each) for each in sorted(below, key=_order)[:_SHOWN]),
        nearest=_otherwise(min(lowering, key=_by_log_odds)) if lowering and not below else None,
        tried=len(tried),
    )


def _pairs(tried: Sequence[_Tried], own: float, line: float) -> Iterator[tuple[Alternative, ...]]:
    """Yield pairs of facts of which neither suffices and each alone lowers the risk."""
    lowering = sorted((each for each in tried if line <= each[1] < own), key=_by_log_odds)
    for (one, _), (other, _) in combinations(lowering[:_PAIRED], 2):
        if not one[0].touches & other[0].touches:
            yield (*one, *other)


def _made(case: Case, alternatives: Sequence[Alternative]) -> Case:
    for alternative in alternatives:
        case = alternative.make(case)
    return case


def _order(tried: _Tried) -> tuple[int, float]:
    return len(tried[0]), tried[1]


def _by_log_odds(tried: _Tried) -> float:
    return tried[1]


def _otherwise(tried: _Tried) -> Otherwise:
    return Otherwise(changes=tuple(each.change for each in tried[0]), log_odds=tried[1])
