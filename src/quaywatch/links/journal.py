"""What is changed while somebody only looks, so that it can be taken back."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Journal:
    """Notes how each change is undone, while it is open."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], None]] | None = None

    @property
    def open(self) -> bool:
        """Whether changes are being noted."""
        return self._steps is not None

    def begin(self) -> None:
        """Note changes from now on; RuntimeError when that is done already."""
        if self._steps is not None:
            raise RuntimeError("changes are being noted already")
        self._steps = []

    def settle(self) -> None:
        """Let all changes that were noted stand, and note no more."""
        self._steps = None

    def take_back(self) -> None:
        """Take all changes back that were noted, and note no more."""
        if self._steps is not None:
            self._undo(self._steps, 0)
            self._steps = None

    @contextmanager
    def passing(self) -> Generator[None]:
        """Take back, at the end, all that is changed within."""
        within = self._steps is not None
        steps = self._steps = [] if self._steps is None else self._steps
        mark = len(steps)
        try:
            yield
        finally:
            self._undo(steps, mark)
            self._steps = steps if within else None

    @staticmethod
    def _undo(steps: list[Callable[[], None]], mark: int) -> None:
        while len(steps) > mark:
            steps.pop()()

    def note(self, undo: Callable[[], None]) -> None:
        """Note what takes the next change back."""
        if self._steps is not None:
            self._steps.append(undo)

    def put(self, into: dict[K, V], key: K, value: V) -> V:
        """Set a key of a dictionary; return the value."""
        self._keep(into, key)
        into[key] = value
        return value

    def pop(self, out_of: dict[K, V], key: K, missing: V) -> V:
        """Take a key out of a dictionary; return its value, or `missing`."""
        self._keep(out_of, key)
        return out_of.pop(key, missing)

    def _keep(self, of: dict[K, V], key: K) -> None:
        if self._steps is None:
            return
        if key in of:
            old = of[key]
            self._steps.append(lambda: of.update({key: old}))
        else:
            self._steps.append(lambda: _drop(of, key))


def _drop(of: dict[K, V], key: K) -> None:
    of.pop(key, None)
