"""The pass: events in order, those of one instant all read before any is taken in."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.history.borrowed import borrowed
from quaywatch.history.events import Events, What
from quaywatch.history.program import Program
from quaywatch.history.reading import read
from quaywatch.history.state import State, found
from quaywatch.history.taking import take

_LOOK, _FILING = int(What.LOOK), int(What.FILING)


@compiled
def fold(
    program: Program, state: State, events: Events, order: Any, start: int, taken: int, out: Any
) -> int:
    """Read the filings at `order` from `start` on, and take in all events before `taken`.

    `out` [event, feature] gets what is read of the events that it has rows for. The event at
    `taken` must not be of the same instant as the one before it. Returns where it stopped: the
    end, or the first instant that there was no room for.
    """
    return _fold(
        Program(
            program.key,
            borrowed(program.takes),
            borrowed(program.decays),
            borrowed(program.reads),
            borrowed(program.figures),
        ),
        State(
            borrowed(state.index),
            borrowed(state.words),
            borrowed(state.figures),
            borrowed(state.used),
        ),
        Events(
            borrowed(events.at),
            borrowed(events.what),
            borrowed(events.keys),
            borrowed(events.measures),
            borrowed(events.digest),
        ),
        borrowed(order),
        start,
        taken,
        borrowed(out),
    )


@inlined
def _fold(
    program: Program, state: State, events: Events, order: Any, start: int, taken: int, out: Any
) -> int:
    i = start
    while i < len(order):
        at, end = events.at[order[i]], i + 1
        while end < len(order) and events.at[order[end]] == at:
            end += 1
        if i < taken and state.used[0] + end - i > len(state.words):
            return i
        if len(out) > 0:
            _read(program, state, events, order, i, end, out)
        if i < taken:
            _take(program, state, events, order, i, end)
        i = end
    return i


@inlined
def _read(
    program: Program, state: State, events: Events, order: Any, i: int, end: int, out: Any
) -> None:
    for j in range(i, end):
        event = order[j]
        if event < len(out) and events.what[event] <= _FILING:
            key = events.keys[program.key, event]
            if key == 0:
                for k in range(len(program.reads)):
                    out[event, program.reads[k, 4]] = np.nan
            else:
                row = found(state, key)
                at = events.at[event]
                read(program, state, row, at, events.keys, events.measures, event, out)


@inlined
def _take(program: Program, state: State, events: Events, order: Any, i: int, end: int) -> None:
    for j in range(i, end):
        event = order[j]
        if events.what[event] != _LOOK and events.keys[program.key, event] != 0:
            at, what = events.at[event], events.what[event]
            take(program, state, at, what, events.keys, events.measures, event)
