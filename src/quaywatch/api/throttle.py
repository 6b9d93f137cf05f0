"""Slows down whoever guesses passwords, per account and address."""

import threading
from collections.abc import Callable
from time import monotonic

FREE_TRIES = 5
"""Failures that cost nothing: people mistype."""
LONGEST_WAIT_S = 900.0
_REMEMBERED = 10_000


class Throttle:
    """Counts failures in memory; each one past the free tries doubles the wait."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._failures: dict[tuple[str, str], tuple[int, float]] = {}
        self._lock = threading.Lock()

    def wait_s(self, username: str, address: str) -> float:
        """Return the seconds until this account may be tried again from this address."""
        with self._lock:
            _, until = self._failures.get((username, address), (0, 0.0))
        return max(0.0, until - self._now())

    def failed(self, username: str, address: str) -> None:
        """Remember one more failure."""
        with self._lock:
            count = self._failures.get((username, address), (0, 0.0))[0] + 1
            wait = 0.0 if count < FREE_TRIES else min(2.0 ** (count - FREE_TRIES), LONGEST_WAIT_S)
            self._failures.pop((username, address), None)
            self._failures[username, address] = (count, self._now() + wait)
            while len(self._failures) > _REMEMBERED:
                self._failures.pop(next(iter(self._failures)))

    def succeeded(self, username: str, address: str) -> None:
        """Forget the failures of whoever knew the password after all."""
        with self._lock:
            self._failures.pop((username, address), None)
