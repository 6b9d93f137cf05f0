"""Taking one event into the state of its key."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.history.accumulators import Form, take_distinct, take_moments
from quaywatch.history.events import What
from quaywatch.history.measures import Measure
from quaywatch.history.program import Program
from quaywatch.history.reading import decayed, hours_since, remembered
from quaywatch.history.state import NEVER, State, added, forget

_FILING, _FOUND = int(What.FILING), int(What.FOUND)
_COUNT, _MOMENTS = int(Form.COUNT), int(Form.MOMENTS)
_DISTINCT, _JUDGED = int(Form.DISTINCT), int(Form.JUDGED)
_GAP = int(Measure.GAP)


@compiled
def take(program: Program, state: State, at: int, what: int, keys: Any, said: Any) -> None:
    """Take an event in; `keys` and `said` are its keys and measures. There must be room."""
    row = added(state, keys[program.key])
    if not remembered(state, row, at):
        forget(state, row)
    if what == _FILING:
        _filed(program, state, row, at, keys, said)
    else:
        _judged(program, state, row, at, what == _FOUND)


@compiled
def _filed(program: Program, state: State, row: int, at: int, keys: Any, said: Any) -> None:
    words, figures = state.words[row], state.figures[row]
    last = words[2]
    half_lives, decay = 0.0, 0.0
    for i in range(len(program.takes)):
        form, word, of = program.takes[i, 0], program.takes[i, 1], program.takes[i, 2]
        if program.decays[i] != half_lives:
            half_lives = program.decays[i]
            decay = decayed(last, at, half_lives)
        if form == _COUNT:
            figures[word] = figures[word] * decay + 1.0
        elif form == _MOMENTS:
            value = hours_since(last, at) if of == _GAP else said[of]
            take_moments(figures, word, value, decay)
        elif form == _DISTINCT:
            period = program.takes[i, 3]
            periods = at // period - last // period if last != NEVER else np.int64(2)
            take_distinct(words, word, keys[of], periods)
    if words[1] == NEVER:
        words[1] = at
    words[2] = at


@compiled
def _judged(program: Program, state: State, row: int, at: int, found: bool) -> None:
    words, figures = state.words[row], state.figures[row]
    for i in range(len(program.takes)):
        if program.takes[i, 0] == _JUDGED:
            word = program.takes[i, 1]
            decay = decayed(words[3], at, program.decays[i])
            figures[word] = figures[word] * decay + 1.0
            figures[word + 1] = figures[word + 1] * decay + (1.0 if found else 0.0)
    words[3] = at
    if found:
        words[4] = at
