"""A small model of one notice and three nodes, all of whose states are looked at.

The owner sends to a partner and to a third; the partner passes on to the third. Logs, cursors,
tombstones, thinning out and recalls are those of the line; what is on its way may be lost, doubled,
late and in any order, since whatever left may arrive at any later moment, or never. Each thing that
people do happens at most once, in any order: correct, narrow the audience, withdraw, pass on.
"""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

NOTICE, NOTHING, WITHDRAWN, RECALLED = "n", "x", "w", "r"
ABSENT, ALIVE, GONE, AWAY = "-", "a", "g", "r"
LINKS = ("owner-partner", "owner-third", "partner-third")


class State(NamedTuple):
    """Everything at one moment."""

    logs: tuple[str, str, str] = (NOTICE, NOTICE, "")
    """What was sent on each link, one sign a batch."""
    taken: tuple[int, int, int] = (0, 0, 0)
    flying: frozenset[tuple[int, int, str]] = frozenset()
    """Link, number and content of whatever left."""
    held: tuple[str, str] = (ABSENT, ABSENT)
    """At the partner and at the third."""
    done: frozenset[str] = frozenset()


class Leak(AssertionError):  # noqa: N818 - what it is
    """A state that must not be, with the way to it."""


def explore(mistakes: frozenset[str] = frozenset()) -> int:
    """Look at every state there can be; return how many. Raises Leak."""
    first = State()
    seen = {first}
    waiting = deque([first])
    while waiting:
        state = waiting.popleft()
        for after in _steps(state, mistakes):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
        _look_in_the_end(state, mistakes)
    return len(seen)


def _steps(state: State, mistakes: frozenset[str]) -> Iterator[State]:
    for action in (_correct, _narrow, _withdraw, _pass_on):
        name = action.__name__
        if name not in state.done:
            after = action(state, mistakes)
            if after is not None:
                yield after._replace(done=after.done | {name})
    for link, log in enumerate(state.logs):
        number = state.taken[link]
        # Whoever asks is answered from behind the last that was taken, and so is whoever is pushed.
        for at in range(number, min(number + 2, len(log))):
            if log[at] == NOTICE and link != 2 and "_withdraw" in state.done:
                raise Leak(f"the notice leaves on {LINKS[link]} after it was withdrawn: {state}")
            copy = (link, at, log[at])
            if copy not in state.flying:
                yield state._replace(flying=state.flying | {copy})
    for link, at, content in state.flying:
        if at == state.taken[link]:
            yield _take(state, link, content, mistakes)


def _correct(state: State, mistakes: frozenset[str]) -> State | None:
    if "_withdraw" in state.done:
        return None
    to_third = "_narrow" not in state.done or "label_is_stale" in mistakes
    return _sent(_sent(state, 0, NOTICE), 1, NOTICE if to_third else "")


def _narrow(state: State, mistakes: frozenset[str]) -> State | None:
    if "_withdraw" in state.done:
        return None
    return _sent(_thinned(state, 1, mistakes), 1, RECALLED)


def _withdraw(state: State, mistakes: frozenset[str]) -> State:
    for link in (0, 1):
        state = _sent(_thinned(state, link, mistakes), link, WITHDRAWN)
    return state


def _pass_on(state: State, mistakes: frozenset[str]) -> State | None:
    return _sent(state, 2, NOTICE) if state.held[0] == ALIVE else None


def _take(state: State, link: int, content: str, mistakes: frozenset[str]) -> State:
    holder = 0 if link == 0 else 1
    before = state.held[holder]
    now = _becomes(before, content, mistakes, by_origin=link != 2)
    if now == ALIVE and _told(state, holder):
        raise Leak(f"it came to life again: {state}")
    held = (now, state.held[1]) if holder == 0 else (state.held[0], now)
    taken = tuple(n + (at == link) for at, n in enumerate(state.taken))
    # What comes again once it was taken changes nothing: it need not be remembered.
    flying = frozenset(one for one in state.flying if one[1] >= taken[one[0]])
    state = state._replace(held=held, taken=taken, flying=flying)
    if link == 0 and content == WITHDRAWN and state.logs[2]:
        state = _sent(_thinned(state, 2, mistakes), 2, WITHDRAWN)
    return state


def _told(state: State, holder: int) -> bool:
    """Say whether a holder has heard that it is withdrawn."""
    links = (0,) if holder == 0 else (1, 2)
    return any(WITHDRAWN in state.logs[link][: state.taken[link]] for link in links)


def _becomes(before: str, content: str, mistakes: frozenset[str], *, by_origin: bool) -> str:
    if content == WITHDRAWN:
        return ABSENT if before == ABSENT and "tombstone_is_lost" in mistakes else GONE
    if content == RECALLED:
        return before if before == GONE else AWAY
    if content == NOTHING:
        return before
    if before == GONE:
        return ALIVE if "copy_revives" in mistakes else GONE
    if before == AWAY:
        return ALIVE if by_origin else AWAY
    return ALIVE


def _sent(state: State, link: int, content: str) -> State:
    logs = tuple(log + content if at == link else log for at, log in enumerate(state.logs))
    return state._replace(logs=logs)


def _thinned(state: State, link: int, mistakes: frozenset[str]) -> State:
    if "log_is_left" in mistakes:
        return state
    logs = tuple(
        log.replace(NOTICE, NOTHING) if at == link else log for at, log in enumerate(state.logs)
    )
    return state._replace(logs=logs)


def _look_in_the_end(state: State, mistakes: frozenset[str]) -> None:
    """From any state on, when all that was sent has arrived in order, everybody is right."""
    for _ in range(2):
        for link, log in enumerate(state.logs):
            for content in log[state.taken[link] :]:
                state = _take(state, link, content, mistakes)
    withdrawn, narrowed = "_withdraw" in state.done, "_narrow" in state.done
    if withdrawn and ALIVE in state.held:
        raise Leak(f"somebody holds it for ever: {state}")
    if not withdrawn and state.held[0] != ALIVE:
        raise Leak(f"the partner lost it: {state}")
    if not withdrawn and (state.held[1] == ALIVE) == narrowed:
        raise Leak(f"the third holds what it must not, or lost it: {state}")
