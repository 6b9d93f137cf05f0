"""The state of all keys of one kind: a row of eight-byte words for each, found by an index.

Rows lie in the order in which their keys were first seen. The index is a table of row numbers
under the lowest bits of the key, probed place after place.
"""

from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined

KEY, FIRST, LAST, OUTCOME, FOUND = 0, 1, 2, 3, 4
"""Words of every row: the key, and the instants of first and last filing, outcome and find."""
HEADER = 5

NEVER = -(2**63)
"""Stands for an instant that there was not."""

_FEWEST = 64


class State(NamedTuple):
    """Arrays that compiled code reads and writes."""

    index: Any
    """int32: row number plus one, 0 for none; twice as many places as rows, or more."""
    words: Any
    """int64 [row, word]."""
    figures: Any
    """The same memory as float64."""
    used: Any
    """int64 [1]: rows in use."""


def empty(width: int, rows: int = _FEWEST) -> State:
    """Return a state without keys that has room for `rows`."""
    words = np.zeros((rows, width), dtype=np.int64)
    places = 1 << max(rows * 2 - 1, 1).bit_length()
    index = np.zeros(places, dtype=np.int32)
    return State(index, words, words.view(np.float64), np.zeros(1, dtype=np.int64))


def of_rows(rows: Any) -> State:
    """Return a state that holds `rows` (int64 [row, word]), each key once."""
    state = empty(rows.shape[1], max(len(rows), _FEWEST))
    state.words[: len(rows)] = rows
    state.used[0] = len(rows)
    _reindex(state)
    return state


def larger(state: State) -> State:
    """Return a state with the same keys and half as much room again."""
    used, room = int(state.used[0]), len(state.words)
    grown = empty(state.words.shape[1], room + room // 2)
    grown.words[:used] = state.words[:used]
    grown.used[0] = used
    _reindex(grown)
    return grown


@inlined
def found(state: State, key: int) -> int:
    """Return the row of a key; -1 for none."""
    mask = len(state.index) - 1
    place = key & mask
    while True:
        row = state.index[place] - 1
        if row < 0 or state.words[row, 0] == key:
            return row
        place = (place + 1) & mask


@inlined
def added(state: State, key: int) -> int:
    """Return the row of a key, which is made where there was none; there must be room."""
    mask = len(state.index) - 1
    place = key & mask
    while True:
        row = state.index[place] - 1
        if row >= 0 and state.words[row, 0] == key:
            return row
        if row < 0:
            break
        place = (place + 1) & mask
    row = state.used[0]
    state.used[0] = row + 1
    state.index[place] = row + 1
    state.words[row, 0] = key
    forget(state, row)
    return row


@inlined
def forget(state: State, row: int) -> None:
    """Make a row that of a key without a past."""
    for word in range(1, state.words.shape[1]):
        state.words[row, word] = NEVER if word < HEADER else 0


@compiled
def gathered(state: State, keys: Any) -> Any:
    """Return the rows of those of `keys` that have one, each once."""
    rows = np.zeros(len(keys), dtype=np.int64)
    count = 0
    for i in range(len(keys)):
        row = found(state, keys[i]) if keys[i] != 0 else np.int64(-1)
        if row >= 0:
            rows[count] = row
            count += 1
    return state.words[np.unique(rows[:count])]


@compiled
def _reindex(state: State) -> None:
    mask = len(state.index) - 1
    for row in range(state.used[0]):
        place = state.words[row, 0] & mask
        while state.index[place] != 0:
            place = (place + 1) & mask
        state.index[place] = row + 1
