"""The chance with which each box of a terminal is to be inspected: best first, then the audit.

Chances that fit the slots (`windows.room`) form a polymatroid, so raising one box after another,
the most probable first, gives the exact maximum of expected finds (Edmonds 1970).
"""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from quaywatch.inspections.windows import ONE, Booleans, Ints, Windows, room

_WEIGHT = 1 << 10
_PRECISION = 40


@dataclass(frozen=True, slots=True)
class Demand:
    """The boxes that want slots at one terminal, sorted by box, and the slots of each hour."""

    order: Ints
    """Boxes (indices), most probable first, ties decided."""
    strata: Ints
    spans: Windows
    slots: Ints


def chances(demand: Demand, audit_share: float) -> tuple[Ints, Ints]:
    """Chance of each box to be inspected, and the part of it that it owes to the audit.

    1. Of every hour's slots, all but the audit's share go to the boxes of highest probability.
    2. The audit's share is dealt among the boxes that got nothing, by `audit_chances`.
    3. Slots that are still idle go to the best boxes that can take them.
    """
    for_audit = demand.slots * round(audit_share * ONE)
    every = demand.slots * ONE
    chance = np.zeros(len(demand.order), dtype=np.int64)
    _raise_best(chance, demand, room(every - for_audit, demand.spans, chance))
    audit = audit_chances(demand, chance == 0, for_audit)
    chance += audit
    _raise_best(chance, demand, room(every, demand.spans, chance))
    return chance, audit


def audit_chances(demand: Demand, frame: Booleans, for_audit: Ints) -> Ints:
    """Deal each hour's audit slots among the boxes of the frame that are present in that hour.

    Half of the weight is spread evenly over the boxes and half evenly over the strata, so every
    box has a positive chance and a small stratum is not overlooked.
    """
    spans, frame = demand.spans, frame & demand.spans.open()
    weight = _weights(demand.strata, frame)
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


def _weights(strata: Ints, frame: Booleans) -> Ints:
    """Weight 1 + boxes / (strata x boxes of the own stratum), zero outside the frame."""
    weight = np.zeros(len(strata), dtype=np.int64)
    _, own, sizes = np.unique(strata[frame], return_inverse=True, return_counts=True)
    if len(sizes):
        weight[frame] = _WEIGHT + _WEIGHT * len(own) // (len(sizes) * sizes[own])
    return weight


def _raise_best(chance: Ints, demand: Demand, left: Ints) -> None:
    """Raise each chance in turn as far as the room that is left allows."""
    spans = demand.spans
    if not len(left):
        return
    for box in demand.order[spans.open()[demand.order]].tolist():
        if not left[0, -1]:
            return
        around = left[: spans.first[box] + 1, spans.last[box] :]
        step = min(ONE - int(chance[box]), int(around.min()))
        chance[box] += step
        around -= step
