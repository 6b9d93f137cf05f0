"""Whom to ask for a second look, and what it is worth.

Two analysts who err on the same pictures are worth little more than one. How much they do is told
by pictures that both saw, place by place; where few were, as analysts in general do.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

import msgspec

from quaywatch.inspections.readers.curves import ReaderCurve

ALIKE = 0.25
"""Correlation of two analysts' misses where nothing is known: an assumption, that pictures differ
in how hard they are about as much as analysts do."""
_WEIGHT = 30.0
"""Pictures that it weighs as much as."""


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """What a second look by somebody adds to a first that saw nothing."""

    reader: str
    found: float
    """Of threats that the first missed, the share that this reader finds;"""
    alarmed: float
    """and of clean pictures that the first cleared, the share on which it speaks up."""
    both: float
    """Share of threats that one of the two finds."""


def second_looks(
    first: ReaderCurve,
    others: Sequence[ReaderCurve],
    pairs: Mapping[str, Sequence[tuple[bool, bool]]],
) -> tuple[Worth, ...]:
    """Return what each other reader's second look is worth, the most first.

    Those whose false alarms would be as many as their finds come last: what counts is how much
    likelier they speak up on a threat than on nothing.

    Args:
        first: who looked first.
        others: who might look second.
        pairs: by their name, whether the first and the other found the threats that both were
            shown.
    """
    made = [_worth(first, other, pairs.get(other.reader, ())) for other in others]
    return tuple(sorted(made, key=lambda one: (-(one.found - one.alarmed), one.reader)))


def alike(first: float, other: float, pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return the correlation of two readers' finds, drawn towards that of analysts in general."""
    spread = sqrt(first * (1 - first) * other * (1 - other))
    if not pairs or spread == 0:
        return ALIKE
    seen = sum((a - first) * (b - other) for a, b in pairs) / len(pairs) / spread
    return (ALIKE * _WEIGHT + min(max(seen, -1.0), 1.0) * len(pairs)) / (_WEIGHT + len(pairs))


def _worth(first: ReaderCurve, other: ReaderCurve, pairs: Sequence[tuple[bool, bool]]) -> Worth:
    hit, found = first.hits.mean, other.hits.mean
    both = _together(hit, found, alike(hit, found, pairs))
    left = max(1.0 - hit, 1e-9)
    false, alarmed = first.alarms.mean, other.alarms.mean
    false_both = _together(false, alarmed, ALIKE)
    return Worth(
        reader=other.reader,
        found=(found - both) / left,
        alarmed=(alarmed - false_both) / max(1.0 - false, 1e-9),
        both=hit + found - both,
    )


def _together(first: float, other: float, correlation: float) -> float:
    """Return how often both speak up; no oftener than either, no seldomer than they must."""
    made = first * other + correlation * sqrt(first * (1 - first) * other * (1 - other))
    return min(max(made, first + other - 1.0, 0.0), first, other)
