"""What a key's state holds beside its instants: running figures of fixed size.

Each halves with its half-life, so that a state is one number however long the past. What was
never there is 0. `decay` is 2 to the power of minus the half-lives since the state was written.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import inlined
from quaywatch.history.measures import Measure

DAY = 86_400_000_000
"""Microseconds."""


class Form(IntEnum):
    """How an accumulator takes events in."""

    COUNT = 0
    """Decayed number of filings: one word."""
    MOMENTS = 1
    """Decayed weight, mean and sum of squared deviations of a measure: three words."""
    DISTINCT = 2
    """Two sketches of 64 bits, for this period and the one before: two words."""
    JUDGED = 3
    """Decayed numbers of inspections and of finds: two words."""
    SHARES = 4
    """Decayed numbers of filings by the highest bits of another key: `SHARES` words."""


SHARES = 32
"""Into how many shares the keys are dealt; those that fall into one are taken for the same."""

WORDS: dict[Form, int] = {
    Form.COUNT: 1,
    Form.MOMENTS: 3,
    Form.DISTINCT: 2,
    Form.JUDGED: 2,
    Form.SHARES: SHARES,
}


class Accumulator(NamedTuple):
    """One accumulator as declared; equal ones are held once."""

    form: Form
    half_life_days: float
    """Of a sketch, the period."""
    of: int = Measure.GAP
    """Of moments the measure, of a sketch or of shares the key that is counted."""


@inlined
def take_moments(figures: Any, row: int, word: int, value: float, decay: float) -> None:
    """Take one value in (West, 1979, with weights that decay); none only decays."""
    weight, squares = figures[row, word] * decay, figures[row, word + 2] * decay
    if value == value:  # a number
        total = weight + 1.0
        off = value - figures[row, word + 1]
        figures[row, word + 1] += off / total
        squares += off * off * (weight / total)
        weight = total
    figures[row, word], figures[row, word + 2] = weight, squares


@inlined
def take_distinct(words: Any, row: int, word: int, key: int, periods: int) -> None:
    """Set the bit of a key in the sketch of this period, `periods` after that of the last."""
    if periods == 1:
        words[row, word + 1] = words[row, word]
    elif periods > 1:
        words[row, word + 1] = 0
    if periods > 0:
        words[row, word] = 0
    if key != 0:
        words[row, word] |= np.int64(1) << ((key >> 58) & 63)


@inlined
def share_of(key: int) -> int:
    """Return the share that a key falls into."""
    return (key >> 59) & 31


@inlined
def take_shares(figures: Any, row: int, word: int, key: int, decay: float) -> None:
    """Count a key in its share; none only decays."""
    for share in range(SHARES):
        figures[row, word + share] *= decay
    if key != 0:
        figures[row, word + share_of(key)] += 1.0


@inlined
def distinct(words: Any, row: int, word: int, periods: int) -> int:
    """Return the sketch of this period and the one before, seen `periods` after the last."""
    if periods == 0:
        return words[row, word] | words[row, word + 1]
    return words[row, word] if periods == 1 else 0
