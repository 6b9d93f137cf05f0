"""How long somebody has been looking at pictures without a break, from when verdicts were given."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

BREAK = timedelta(minutes=10)
"""Without a picture for so long, somebody has had a break."""


class Paced(msgspec.Struct, frozen=True, kw_only=True):
    """Where in somebody's work a picture stood when it was opened."""

    on_task_minutes: float
    since_break: int
    """Pictures before it since the last break."""


def paced(verdicts: Iterable[tuple[datetime, float]]) -> Iterator[Paced]:
    """Yield where in one reader's work each verdict stood.

    Args:
        verdicts: when each was given, earliest first, and how many seconds the picture was looked
            at before.
    """
    started: datetime | None = None
    before: datetime | None = None
    count = 0
    for at, seconds in verdicts:
        opened = at - timedelta(seconds=seconds)
        if started is None or before is None or opened - before >= BREAK:
            started, count = opened, 0
        minutes = max((opened - started).total_seconds(), 0.0) / 60
        yield Paced(on_task_minutes=minutes, since_break=count)
        before, count = at, count + 1


def at_work(verdicts: Iterable[tuple[datetime, float]], now: datetime) -> float:
    """Return for how many minutes a reader has looked at pictures without a break; 0 after one.

    Args:
        verdicts: as for `paced`, until now.
        now: when that is asked.
    """
    *_, last = paced([*verdicts, (now, 0.0)])
    return last.on_task_minutes
