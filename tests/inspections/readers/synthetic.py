"""Synthetic analysts whose skill is known."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.looks import Look

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
PLACES = {Concealment.RIP_ON: 0.9, Concealment.IN_LOAD: 0.6, Concealment.STRUCTURE: 0.45}


def times(share: float, odds: float) -> float:
    """Return a rate whose odds are so many times as high."""
    made = odds * share / (1 - share)
    return made / (1 + made)


def looks(
    rng: np.random.Generator,
    many: int,
    *,
    reader: str = "ada",
    skill: float = 1.0,
    alarms: float = 0.03,
    clean: int = 0,
    worse_from: int | None = None,
    worse: float = 0.5,
    fatigue: float = 1.0,
) -> Iterator[Look]:
    """Yield looks at inserted threats, each followed by some at clean pictures.

    `skill` multiplies the odds of a hit at each place, `worse` from a look on, and `fatigue` the
    odds of a miss with each half hour at the screen.
    """
    ways = list(PLACES)
    for number in range(many):
        way = ways[rng.integers(len(ways))]
        minutes = float(rng.uniform(0, 90))
        odds = skill * fatigue ** (-minutes / 30)
        if worse_from is not None and number >= worse_from:
            odds *= worse
        found = bool(rng.random() < times(PLACES[way], odds))
        at = START + timedelta(hours=number)
        yield Look(
            reader=reader,
            at=at,
            goods="II",
            concealment=way,
            score=2.0 if found and rng.random() < 0.7 else float(found),
            alarmed=found,
            seconds=30.0,
            on_task_minutes=minutes,
            since_break=int(minutes / 2),
        )
        for place in range(clean):
            cried = bool(rng.random() < alarms)
            yield Look(
                reader=reader,
                at=at + timedelta(minutes=1 + place),
                goods="II",
                score=float(cried),
                alarmed=cried,
                seconds=20.0,
            )
