"""Answers that take seconds: computed one after the other, aside, and kept by what was asked."""

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
KEPT = 64
"""Answers; the one asked for longest ago is forgotten."""


class Answers(Generic[T]):
    """Who asks gets an answer or None, and asks again."""

    def __init__(self, name: str) -> None:
        self._lock = Lock()
        self._known: OrderedDict[object, T | Exception | None] = OrderedDict()
        self._asked: SimpleQueue[tuple[object, Callable[[], T]]] = SimpleQueue()
        self._thread = Thread(target=self._work, name=name, daemon=True)

    def ask(self, key: object, compute: Callable[[], T]) -> T | None:
        """Return the answer to `key`, or None while it is being computed.

        Raises what computing it raised; whoever asks again then has it tried again.
        """
        with self._lock:
            if not self._thread.is_alive():
                self._thread.start()
            if key not in self._known:
                self._known[key] = None
                self._asked.put((key, compute))
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
                return None
            self._known.move_to_end(key)
            found = self._known[key]
            if isinstance(found, Exception):
                del self._known[key]
                raise found
            return found

    def _work(self) -> None:
        while True:
            key, compute = self._asked.get()
            with self._lock:
                if key not in self._known:  # forgotten before its turn came
                    continue
            try:
                found: T | Exception = compute()
            except Exception as error:  # noqa: BLE001 - it is told to whoever asked
                found = error
            with self._lock:
                if key in self._known:
                    self._known[key] = found


@cache
def verdicts() -> Answers[object]:
    """Return those on why seizures fell."""
    return Answers("quaywatch-flow")
