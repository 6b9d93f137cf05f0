"""The chance that each box of a terminal owes to the random audit."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from quaywatch.inspections.windows import ONE, Booleans, Ints, Windows

_WEIGHT = 1 << 10
_PRECISION = 40


@dataclass(frozen=True, slots=True)
class Demand:
    """The boxes that want slots at one terminal, sorted by box, and the slots of each hour."""

    strata: Ints
    lots: Ints
    """Stratum of an order of audits, of each box…"""
    wanted: Ints
    """…and how many looks by lot are still asked of all of it; 0 where nothing is."""
    spans: Windows
    slots: Ints


def audit_chances(demand: Demand, frame: Booleans, for_audit: Ints) -> Ints:
    """Deal each hour's audit slots among the boxes of the frame that are present in that hour.

    Half of the weight is spread evenly over the boxes and half evenly over the strata, so every
    box has a positive chance and a small stratum is not overlooked. Where looks are ordered, the
    second half goes to the strata of the orders, by what is left of each.
    """
    spans, frame = demand.spans, frame & demand.spans.open()
    weight = _weights(demand, frame)
    change = np.zeros(len(demand.slots) + 1, dtype=np.int64)
    np.add.at(change, spans.first[frame], weight[frame])
    np.add.at(change, spans.last[frame] + 1, -weight[frame])
    rates = [
        (int(slots) << _PRECISION) // int(present) if present else 0
        for slots, present in zip(for_audit, change.cumsum()[:-1], strict=True)
    ]
    until = list(accumulate(rates, initial=0))
    firsts, lasts = (list[int](side.tolist()) for side in (spans.first, spans.last))
    shares = [
        (w * (until[last + 1] - until[first])) >> _PRECISION if w else 0
        for w, first, last in zip(list[int](weight.tolist()), firsts, lasts, strict=True)
    ]
    return np.minimum(np.array(shares, dtype=np.int64), ONE)


def _weights(demand: Demand, frame: Booleans) -> Ints:
    """Weight 1 for each box of the frame, and as much once more for what is asked by strata."""
    weight = np.zeros(len(frame), dtype=np.int64)
    weight[frame] = _WEIGHT
    ordered = frame & (demand.wanted > 0)
    some = ordered if ordered.any() else frame
    strata = demand.lots if ordered.any() else demand.strata
    _, first, own, sizes = np.unique(
        strata[some], return_index=True, return_inverse=True, return_counts=True
    )
    asked = demand.wanted[some][first] if ordered.any() else np.ones(len(first), dtype=np.int64)
    if len(sizes):
        weight[some] += _WEIGHT * int(frame.sum()) * asked[own] // (asked.sum() * sizes[own])
    return weight
