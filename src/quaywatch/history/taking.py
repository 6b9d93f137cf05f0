"""Taking one event into the state of its key."""

from typing import Any

from quaywatch.cargo.compiled import inlined
from quaywatch.history.accumulators import Form, take_distinct, take_moments, take_shares
from quaywatch.history.events import What
from quaywatch.history.measures import Measure
from quaywatch.history.program import Program
from quaywatch.history.reading import decayed, hours_since, remembered
from quaywatch.history.state import NEVER, State, added, forget

_FILING, _FOUND = int(What.FILING), int(What.FOUND)
_COUNT, _MOMENTS = int(Form.COUNT), int(Form.MOMENTS)
_DISTINCT, _JUDGED, _SHARES = int(Form.DISTINCT), int(Form.JUDGED), int(Form.SHARES)
_GAP = int(Measure.GAP)


@inlined
def take(
    program: Program, state: State, at: int, what: int, keys: Any, said: Any, event: int
) -> None:
    """Take an event in; `keys` and `said` are keys and measures of all. There must be room."""
    row = added(state, keys[program.key, event])
    if not remembered(state, row, at):
        forget(state, row)
    if what == _FILING:
        _filed(program, state, row, at, keys, said, event)
    else:
        _judged(program, state, row, at, what == _FOUND)


@inlined
def _filed(
    program: Program, state: State, row: int, at: int, keys: Any, said: Any, event: int
) -> None:
    takes, decays, words, figures = program.takes, program.decays, state.words, state.figures
    last = words[row, 2]
    half_lives, decay = 0.0, 0.0
    for i in range(len(takes)):
        form, word, of = takes[i, 0], takes[i, 1], takes[i, 2]
        if decays[i] != half_lives:
            half_lives = decays[i]
            decay = decayed(last, at, half_lives)
        if form == _COUNT:
            figures[row, word] = figures[row, word] * decay + 1.0
        elif form == _MOMENTS:
            value = hours_since(last, at) if of == _GAP else said[of, event]
            take_moments(figures, row, word, value, decay)
        elif form == _SHARES:
            take_shares(figures, row, word, keys[of, event], decay)
        elif form == _DISTINCT:
            period = takes[i, 3]
            periods = at // period - last // period if last != NEVER else 2
            take_distinct(words, row, word, keys[of, event], periods)
    if words[row, 1] == NEVER:
        words[row, 1] = at
    words[row, 2] = at


@inlined
def _judged(program: Program, state: State, row: int, at: int, found: bool) -> None:
    takes, words, figures = program.takes, state.words, state.figures
    for i in range(len(takes)):
        if takes[i, 0] == _JUDGED:
            word = takes[i, 1]
            decay = decayed(words[row, 3], at, program.decays[i])
            figures[row, word] = figures[row, word] * decay + 1.0
            figures[row, word + 1] = figures[row, word + 1] * decay + (1.0 if found else 0.0)
    words[row, 3] = at
    if found:
        words[row, 4] = at
