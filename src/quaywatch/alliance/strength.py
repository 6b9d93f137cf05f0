"""How much an indicator is still worth: it fades, sightings raise it, false alarms lower it."""

import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from quaywatch.alliance.bodies import Feedback, Indicator, Sighting, Verdict
from quaywatch.alliance.handling import Accuracy, Reliability, Source

_RELIABILITY = {
    Reliability.ALWAYS: 1.0,
    Reliability.MOSTLY: 0.8,
    Reliability.SELDOM: 0.5,
    Reliability.UNKNOWN: 0.6,
}
_ACCURACY = {
    Accuracy.CERTAIN: 1.0,
    Accuracy.SEEN: 0.85,
    Accuracy.CONFIRMED: 0.7,
    Accuracy.UNCONFIRMED: 0.5,
}
MOST = 2.0
"""What all answers of one authority count for together: two finds, two false alarms, or ten looks
that found nothing. An assumption; without it one authority could silence any notice by itself."""


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """A share of what it would be worth from the best source today, with its factors."""

    value: float
    source: float
    """By the four-by-four code."""
    freshness: float
    """Halves with each half-life since it was made or last met."""
    record: float
    """Of the looks it led to: 1 before any, below where they found nothing."""
    last_at: datetime
    """When it was made or last met."""


def strength(
    indicator: Indicator,
    source: Source,
    made_at: datetime,
    sightings: Iterable[Sighting],
    feedback: Iterable[tuple[str, Feedback]],
    now: datetime,
) -> Strength:
    """Return what an indicator is worth at an instant; see `faded`."""
    return faded(indicator.half_life_days, source, made_at, sightings, feedback, now)


def faded(
    half_life_days: int,
    source: Source,
    made_at: datetime,
    sightings: Iterable[Sighting],
    feedback: Iterable[tuple[str, Feedback]],
    now: datetime,
) -> Strength:
    """Return what something that fades with a half-life is worth at an instant.

    It starts with one find to its credit. Looks that found nothing count against it with a fifth of
    the weight of being told that it is wrong: most looks find nothing, whatever led to them. The
    answers of one authority count for `MOST` together, however many it sends.

    Args:
        half_life_days: in which freshness halves.
        source: the four-by-four code.
        made_at: when it was made.
        sightings: of it.
        feedback: on it, each with the authority that gives it.
        now: the instant.

    """
    met = [one.last_at for one in sightings if one.last_at <= now]
    last_at = max([made_at, *met])
    age = max(now - last_at, timedelta())
    freshness = math.pow(2.0, -(age / timedelta(days=half_life_days)))
    told = _RELIABILITY[source.reliability] * _ACCURACY[source.accuracy]
    record = _record(feedback)
    return Strength(
        value=told * freshness * record,
        source=told,
        freshness=freshness,
        record=record,
        last_at=last_at,
    )


def _record(feedback: Iterable[tuple[str, Feedback]]) -> float:
    """Return the share of finds among what authorities answer, each within its bound."""
    finds: dict[str, int] = defaultdict(int)
    alarms: dict[str, int] = defaultdict(int)
    empty: dict[str, int] = defaultdict(int)
    for by, one in feedback:
        finds[by] += one.verdict in (Verdict.FOUND, Verdict.IRREGULARITY)
        alarms[by] += one.verdict is Verdict.FALSE
        empty[by] += one.verdict is Verdict.NOTHING
    hits, fails = 1.0, 0.0
    for by in sorted(finds):
        against = alarms[by] + 0.2 * empty[by]
        said = finds[by] + against
        share = min(1.0, MOST / said) if said else 0.0
        hits += finds[by] * share
        fails += against * share
    return hits / (hits + fails)
