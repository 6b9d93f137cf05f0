"""Where a node's time comes from."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
"""Returns the present instant (time-zone aware)."""


def system_clock() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


def running_from(start: datetime) -> Clock:
    """Return a clock that shows `start` now and runs on from there, as a simulated day does."""
    began = monotonic()
    return lambda: start + timedelta(seconds=monotonic() - began)
