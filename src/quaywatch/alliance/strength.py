"""How much an indicator is still worth: it fades, sightings raise it, false alarms lower it."""

import math
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
    feedback: Iterable[Feedback],
    now: datetime,
) -> Strength:
    """Return what an indicator is worth at an instant; see `faded`."""
    return faded(indicator.half_life_days, source, made_at, sightings, feedback, now)


def faded(
    half_life_days: int,
    source: Source,
    made_at: datetime,
    sightings: Iterable[Sighting],
    feedback: Iterable[Feedback],
    now: datetime,
) -> Strength:
    """Return what something that fades with a half-life is worth at an instant.

    It starts with one find to its credit. Looks that found nothing count against it with a fifth of
    the weight of being told that it is wrong: most looks find nothing, whatever led to them.
    """
    met = [one.last_at for one in sightings if one.last_at <= now]
    last_at = max([made_at, *met])
    age = max(now - last_at, timedelta())
    freshness = math.pow(2.0, -(age / timedelta(days=half_life_days)))
    hits, fails = 1.0, 0.0
    for one in feedback:
        hits += one.verdict in (Verdict.FOUND, Verdict.IRREGULARITY)
        fails += {Verdict.FALSE: 1.0, Verdict.NOTHING: 0.2}.get(one.verdict, 0.0)
    told = _RELIABILITY[source.reliability] * _ACCURACY[source.accuracy]
    record = hits / (hits + fails)
    return Strength(
        value=told * freshness * record,
        source=told,
        freshness=freshness,
        record=record,
        last_at=last_at,
    )
