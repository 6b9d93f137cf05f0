"""Reading the features of one event from the state of its key, as it was before that instant."""

import math
from decimal import Decimal
from typing import Any

import numpy as np

from quaywatch.cargo.compiled import inlined
from quaywatch.history.accumulators import DAY, SHARES, distinct, share_of
from quaywatch.history.exact import halved, log2
from quaywatch.history.feature import Reading
from quaywatch.history.measures import Measure
from quaywatch.history.program import Program
from quaywatch.history.state import NEVER, State

HORIZON = 1096 * DAY
"""A key of which nothing was heard for three years is as if it had never been there."""
_HOUR = DAY / 24

_NEW = int(Reading.NEW)
_SINCE_FIRST = int(Reading.SINCE_FIRST)
_SINCE_LAST = int(Reading.SINCE_LAST)
_SINCE_FOUND = int(Reading.SINCE_FOUND)
_COUNT = int(Reading.COUNT)
_RATE = int(Reading.RATE)
_SURGE = int(Reading.SURGE)
_INSPECTED = int(Reading.INSPECTED)
_HIT_RATE = int(Reading.HIT_RATE)
_DISTINCT = int(Reading.DISTINCT)
_DEVIATION = int(Reading.DEVIATION)
_SURPRISE = int(Reading.SURPRISE)
_GAP = int(Measure.GAP)


def _linear_counts() -> Any:
    """Return how many different keys so many set bits of 64 stand for (Whang and others, 1990).

    When none is left clear, half a bit is taken to be. Decimal arithmetic gives the same last
    digit everywhere.
    """
    clear = [Decimal(64 - bits) if bits < 64 else Decimal("0.5") for bits in range(65)]
    return np.array([float(-64 * (each / 64).ln()) if each < 64 else 0.0 for each in clear])


_LINEAR_COUNTS = _linear_counts()


@inlined
def remembered(state: State, row: int, at: int) -> bool:
    """Whether anything was heard of a key within the horizon."""
    if row < 0:
        return False
    heard = max(state.words[row, 2], state.words[row, 3])
    return heard != NEVER and at - heard <= HORIZON


@inlined
def hours_since(last: int, at: int) -> float:
    """Return the measure `GAP`: doublings of one hour plus the hours since then."""
    return np.nan if last == NEVER else log2(1.0 + (at - last) / _HOUR)


@inlined
def decayed(since: int, at: int, half_lives: float) -> float:
    """Return what is left at `at` of one as of `since`."""
    return 0.0 if since == NEVER else halved((at - since) * half_lives)


@inlined
def read(
    program: Program, state: State, row: int, at: int, keys: Any, said: Any, event: int, out: Any
) -> None:
    """Write the features of a key for an event; `keys` and `said` are those of all events."""
    known = remembered(state, row, at)
    since, half_lives, decay = NEVER, 0.0, 0.0
    reads, figures, words, held = program.reads, program.figures, state.words, state.figures
    for i in range(len(reads)):
        reading, column = reads[i, 0], reads[i, 4]
        if not known:
            out[event, column] = _unknown(reading, figures[i, 2])
            continue
        wrote = words[row, reads[i, 5]]
        if wrote != since or figures[i, 0] != half_lives:
            since, half_lives = wrote, figures[i, 0]
            decay = decayed(since, at, half_lives)
        if reading <= _SINCE_FOUND:
            out[event, column] = _instants(reading, words, row, at)
        elif reading <= _HIT_RATE:
            out[event, column] = _counted(reads, figures, i, held, row, decay, at, since)
        elif reading == _DISTINCT:
            out[event, column] = _different(reads, i, words, row, at)
        elif reading == _SURPRISE:
            key = keys[reads[i, 3], event]
            out[event, column] = _surprise(reads, figures, i, held, row, decay, key)
        else:
            value = hours_since(since, at) if reads[i, 3] == _GAP else said[reads[i, 3], event]
            out[event, column] = _off(reads, figures, i, held, row, decay, value)


@inlined
def _unknown(reading: int, prior: float) -> float:
    """Return what a feature is of a key without a past."""
    if reading == _NEW:
        return 1.0
    if reading <= _SINCE_FOUND or reading >= _DEVIATION:
        return np.nan
    return prior if reading == _HIT_RATE else 0.0


@inlined
def _instants(reading: int, words: Any, row: int, at: int) -> float:
    if reading == _NEW:
        return 1.0 if words[row, 1] == NEVER else 0.0
    then = words[row, 1] if reading == _SINCE_FIRST else words[row, 2]
    if reading == _SINCE_FOUND:
        then = words[row, 4]
    return np.nan if then == NEVER else (at - then) / DAY


@inlined
def _counted(
    reads: Any, figures: Any, i: int, held: Any, row: int, decay: float, at: int, since: int
) -> float:
    reading, one = reads[i, 0], held[row, reads[i, 1]] * decay
    if reading in (_COUNT, _INSPECTED):
        return one
    if reading == _RATE:
        return one * figures[i, 4]
    if reading == _HIT_RATE:
        found = held[row, reads[i, 1] + 1] * decay
        prior, strength = figures[i, 2], figures[i, 3]
        return (found + prior * strength) / (one + strength)
    other = held[row, reads[i, 2]] * decayed(since, at, figures[i, 1])
    # One filing in a long half-life, in filings a week.
    lone = figures[i, 5]
    return log2((one * figures[i, 4] + lone) / (other * figures[i, 5] + lone))


@inlined
def _different(reads: Any, i: int, words: Any, row: int, at: int) -> float:
    if words[row, 2] == NEVER:
        return 0.0
    period = reads[i, 3]
    bits = distinct(words, row, reads[i, 1], at // period - words[row, 2] // period)
    count = 0
    while bits != 0:
        bits &= bits - 1
        count += 1
    return _LINEAR_COUNTS[count]


@inlined
def _surprise(
    reads: Any, figures: Any, i: int, held: Any, row: int, decay: float, key: int
) -> float:
    if key == 0:
        return np.nan
    total = 0.0
    for share in range(SHARES):
        total += held[row, reads[i, 1] + share]
    mine, prior, strength = held[row, reads[i, 1] + share_of(key)], figures[i, 2], figures[i, 3]
    return -log2((mine * decay + prior * strength) / (total * decay + strength))


@inlined
def _off(
    reads: Any, figures: Any, i: int, held: Any, row: int, decay: float, value: float
) -> float:
    weight = held[row, reads[i, 1]]
    if not weight > 0:
        return np.nan
    off = value - held[row, reads[i, 1] + 1]
    if reads[i, 0] != _DEVIATION:
        return off
    squares, spread, strength = held[row, reads[i, 1] + 2], figures[i, 2], figures[i, 3]
    variance = (squares * decay + spread * spread * strength) / (weight * decay + strength)
    return off / math.sqrt(variance)
