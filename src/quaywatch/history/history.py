"""History: the past of every key as known at an instant, followed event by event or year by year.

One rule for time: a filing is read against what became known strictly before its instant. What
comes at the instant at which the history stands is therefore held back until a later one comes,
and then taken in in the order of `events`. An event that comes late counts as known now.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.history.catalogue import CATALOGUE
from quaywatch.history.encoding import filed, judged
from quaywatch.history.events import Events, What, looking, ordered, together
from quaywatch.history.feature import Feature
from quaywatch.history.passing import fold
from quaywatch.history.program import Compiled, Program, compile_features
from quaywatch.history.snapshot import Kept, live, pack, unpack
from quaywatch.history.state import NEVER, State, empty, gathered, larger, of_rows
from quaywatch.history.values import Floats, Values, unread

_THREADS = 2
_MANY = 4096
"""From so many events on, kinds of keys are folded side by side."""


class History:
    """State of all keys, and the events of the instant at which it stands."""

    def __init__(self, features: Sequence[Feature] = CATALOGUE) -> None:
        self.compiled: Compiled = compile_features(tuple(features))
        self._states = [empty(width) for width in self.compiled.widths]
        self._clock = NEVER
        self._held: list[Events] = []

    def read(self, frames: Frames, at: Any | None = None) -> Values:
        """Return the features of consignments as they are filed, and take these in.

        `at` is when each became known (microseconds since 1970), by default when it was received.
        Amendments and cancellations are read and not taken in. Raises ValueError for a filing of
        no known time.
        """
        return self.run(filed(frames, at), len(frames))

    def look(self, frames: Frames, at: Any | None = None) -> Values:
        """Return what `read` would, and take nothing in; `at` is as in `read`."""
        events = looking(filed(frames, at))
        return self.apart(events).run(events, len(frames))

    def apart(self, events: Events) -> "History":
        """Return a history that knows of the keys of `events` what this one does, and no others.

        What it takes in leaves this one as it is.
        """
        states = [
            of_rows(gathered(state, events.keys[program.key]))
            for program, state in zip(self.compiled.programs, self._states, strict=True)
        ]
        return self._standing(self.compiled, states, self._clock, self._held)

    def learn(self, frames: Frames, outcomes: pl.DataFrame) -> None:
        """Take outcomes (`encoding.OUTCOMES`) of consignments of `frames` in.

        Each counts from when it became known, not from when the box was inspected.
        """
        self.run(judged(frames, outcomes), 0)

    def through(self, frames: Frames, outcomes: pl.DataFrame, at: Any | None = None) -> Values:
        """Return the features of a stretch of filings and outcomes, each in its time.

        What follows may come in further stretches or one by one.
        """
        filings = filed(frames, at)
        return self.run(together([filings, judged(frames, outcomes, filings)]), len(frames))

    def run(self, events: Events, filings: int) -> Values:
        """Work events in and return the features of the first `filings` of them.

        These are filings, or read and not taken in; of the others nothing is read.
        """
        values = unread(filings, len(self.compiled.names))
        if len(events.at):
            events = events._replace(at=np.maximum(events.at, self._clock))
            order = ordered(events)
            instants = events.at[order]
            now = int(np.searchsorted(instants, self._clock, side="right"))
            if now:
                self._pass(events, order[:now], 0, values)
                self._hold(events, order[:now])
            if now < len(order):
                self._move_on(events, order[now:], instants[now:], values)
        return Values(self.compiled.names, values)

    def _move_on(self, events: Events, order: Any, instants: Any, values: Floats) -> None:
        """Take in what was held back, then all but the events of the last instant."""
        self._settle()
        latest = int(instants[-1])
        last = int(np.searchsorted(instants, latest))
        self._pass(events, order, last, values)
        self._hold(events, order[last:])
        self._clock = latest

    def _hold(self, events: Events, places: Any) -> None:
        """Keep what is to be taken in once a later instant comes."""
        taken = places[events.what[places] != What.LOOK]
        if len(taken):
            self._held = [*self._held, events.only(taken)]

    def _settle(self) -> None:
        if self._held:
            held = together(self._held)
            order = ordered(held)
            self._pass(held, order, len(order), unread(0, len(self.compiled.names)))
            self._held = []

    def _pass(self, events: Events, order: Any, taken: int, values: Floats) -> None:
        def work(kind: int) -> None:
            self._states[kind] = folded(
                self.compiled.programs[kind], self._states[kind], events, order, taken, values
            )

        kinds = range(len(self._states))
        if len(order) < _MANY:
            for kind in kinds:
                work(kind)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(work, kinds))

    def dump(self) -> bytes:
        """Return all there is to know; `load` goes on from it to the bit.

        Keys beyond the horizon are left out. The same events give the same bytes, in whatever
        order those of one instant came.
        """
        held = together(self._held) if self._held else None
        return pack(Kept(self.compiled.version, self._clock, self._states, held))

    @classmethod
    def load(cls, data: bytes, features: Sequence[Feature] = CATALOGUE) -> Self:
        """Go on from what `dump` returned.

        Raises ValueError when it is none, or was made with other features or rules.
        """
        compiled = compile_features(tuple(features))
        kept = unpack(data, compiled)
        held = [] if kept.held is None else [kept.held]
        return cls._standing(compiled, kept.states, kept.clock, held)

    @classmethod
    def _standing(
        cls, compiled: Compiled, states: list[State], clock: int, held: list[Events]
    ) -> Self:
        history = cls(())
        history.compiled, history._states = compiled, states
        history._clock, history._held = clock, held
        return history

    def compact(self) -> None:
        """Give back the room of keys beyond the horizon; no feature changes by it."""
        self._states = [of_rows(live(state, self._clock)) for state in self._states]

    def keys(self) -> int:
        """Return how many keys have a state."""
        return sum(int(state.used[0]) for state in self._states)


def folded(
    program: Program, state: State, events: Events, order: Any, taken: int, values: Floats
) -> State:
    """Pass over events as `passing.fold` does; return the state, larger where need was."""
    at = 0
    while True:
        at = fold(program, state, events, order, at, taken, values)
        if at == len(order):
            return state
        state = larger(state)
