"""Reading the features of one event from the state of its key, as it was before that instant."""

from decimal import Decimal
from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.history.accumulators import DAY, distinct
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
_GAP = int(Measure.GAP)


def _linear_counts() -> Any:
    """Return how many different keys so many set bits of 64 stand for (Whang and others, 1990).

    When none is left clear, half a bit is taken to be. Decimal arithmetic gives the same last
    digit everywhere.
    """
    clear = [Decimal(64 - bits) if bits < 64 else Decimal("0.5") for bits in range(65)]
    return np.array([float(-64 * (each / 64).ln()) if each < 64 else 0.0 for each in clear])


_LINEAR_COUNTS = _linear_counts()


@compiled
def remembered(state: State, row: int, at: int) -> bool:
    """Whether anything was heard of a key within the horizon."""
    if row < 0:
        return False
    heard = max(state.words[row, 2], state.words[row, 3])
    return heard != NEVER and at - heard <= HORIZON


@compiled
def hours_since(last: int, at: int) -> float:
    """Return the measure `GAP`: doublings of one hour plus the hours since then."""
    return np.nan if last == NEVER else log2(1.0 + (at - last) / _HOUR)


@compiled
def decayed(since: int, at: int, half_lives: float) -> float:
    """Return what is left at `at` of one as of `since`."""
    return 0.0 if since == NEVER else halved((at - since) * half_lives)


@compiled
def read(program: Program, state: State, row: int, at: int, said: Any, out: Any) -> None:
    """Write the features of a key; `said` are the measures of the event."""
    known = remembered(state, row, at)
    since, half_lives, decay = NEVER, 0.0, 0.0
    for i in range(len(program.reads)):
        what, figures = program.reads[i], program.figures[i]
        if not known:
            out[what[4]] = _unknown(what[0], figures)
            continue
        wrote = state.words[row, what[5]]
        if wrote != since or figures[0] != half_lives:
            since, half_lives = wrote, figures[0]
            decay = decayed(since, at, half_lives)
        if what[0] <= _SINCE_FOUND:
            out[what[4]] = _instants(what[0], state.words[row], at)
        elif what[0] <= _HIT_RATE:
            out[what[4]] = _counted(what, figures, state.figures[row], decay, at, since)
        elif what[0] == _DISTINCT:
            out[what[4]] = _different(what, state.words[row], at)
        else:
            out[what[4]] = _off(what, figures, state.figures[row], decay, said, since, at)


@compiled
def _unknown(reading: int, figures: Any) -> float:
    """Return what a feature is of a key without a past."""
    if reading == _NEW:
        return 1.0
    if reading <= _SINCE_FOUND or reading >= _DEVIATION:
        return np.nan
    return figures[2] if reading == _HIT_RATE else 0.0


@compiled
def _instants(reading: int, words: Any, at: int) -> float:
    if reading == _NEW:
        return 1.0 if words[1] == NEVER else 0.0
    then = words[1] if reading == _SINCE_FIRST else words[2]
    if reading == _SINCE_FOUND:
        then = words[4]
    return np.nan if then == NEVER else (at - then) / DAY


@compiled
def _counted(what: Any, figures: Any, held: Any, decay: float, at: int, since: int) -> float:
    reading, one = what[0], held[what[1]] * decay
    if reading == _COUNT or reading == _INSPECTED:
        return one
    if reading == _RATE:
        return one * figures[4]
    if reading == _HIT_RATE:
        found = held[what[1] + 1] * decay
        return (found + figures[2] * figures[3]) / (one + figures[3])
    other = held[what[2]] * decayed(since, at, figures[1])
    # One filing in a long half-life, in filings a week.
    lone = figures[5]
    return log2((one * figures[4] + lone) / (other * figures[5] + lone))


@compiled
def _different(what: Any, words: Any, at: int) -> float:
    if words[2] == NEVER:
        return 0.0
    bits = distinct(words, what[1], at // what[3] - words[2] // what[3])
    count = 0
    while bits != 0:
        bits &= bits - 1
        count += 1
    return _LINEAR_COUNTS[count]


@compiled
def _off(what: Any, figures: Any, held: Any, decay: float, said: Any, since: int, at: int) -> float:
    weight = held[what[1]] * decay
    if not held[what[1]] > 0:
        return np.nan
    value = hours_since(since, at) if what[3] == _GAP else said[what[3]]
    off = value - held[what[1] + 1]
    if what[0] != _DEVIATION:
        return off
    squares = held[what[1] + 2] * decay
    spread, strength = figures[2], figures[3]
    variance = (squares + spread * spread * strength) / (weight + strength)
    return off / np.sqrt(variance)
