"""Scorecards of peers, side by side."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import msgspec
import numpy as np

from quaywatch.risk import beta
from quaywatch.scorecards.dimension import WEIGHTS, Dimension
from quaywatch.scorecards.prior import Prior, fit
from quaywatch.scorecards.tally import Tally

LEVEL = 0.90
"""How often an interval is to hold the true share."""
FEWEST_TO_COMPARE = 5
"""A percentile among fewer peers would point at somebody."""
_Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A share of filings that were right, drawn to the peers' mean by how little is known."""

    value: float
    low: float
    high: float
    """Bounds of the 90 % interval."""
    right: int
    judged: int


class Direction(StrEnum):
    """Where a share is going, where that is more than noise."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The change of the whole score from the period before, with its 90 % interval."""

    change: float
    low: float
    high: float
    direction: Direction


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """How well one subject declared in a period."""

    name: str
    consignments: int
    score: float
    """Weighted mean of the shares (see `dimension.WEIGHTS`), 0 to 1."""
    low: float
    high: float
    measures: dict[Dimension, Measure]
    percentile: float | None = None
    """Share of the peers with a lower score, 0 to 1; None among too few peers."""
    trend: Trend | None = None
    """None when nothing was filed in the period before."""


class _Share(NamedTuple):
    """Mean and variance of what is believed of a share."""

    mean: float
    variance: float


def scorecards(
    tallies: Sequence[Tally],
    before: Sequence[Tally] = (),
    priors: Mapping[Dimension, Prior] | None = None,
) -> list[Scorecard]:
    """Return the scorecards of peers, best first, equal ones by name.

    `before` are the same peers' counts in the period before. `priors` are those to draw to,
    learnt from `tallies` unless given: a subject's lanes are drawn to the subject's own shares.
    """
    known = priors or priors_of(tallies)
    earlier = {tally.name: _whole(_shares(tally, known)) for tally in before if tally.consignments}
    limits = _limits(tallies, known)
    cards = [
        _card(tally, known, limits[place], earlier.get(tally.name))
        for place, tally in enumerate(tallies)
    ]
    cards.sort(key=lambda card: (-card.score, card.name))
    return cards if priors else _ranked(cards)


def priors_of(tallies: Sequence[Tally]) -> dict[Dimension, Prior]:
    """Learn from peers what to expect of one of them."""
    return {
        dimension: fit([(t.right.get(dimension, 0), t.judged.get(dimension, 0)) for t in tallies])
        for dimension in Dimension
    }


def own_priors(
    tally: Tally, peers: Mapping[Dimension, Prior], parts: Sequence[Tally]
) -> dict[Dimension, Prior]:
    """Return what to expect of one lane or week of a subject: its own shares.

    They are held as firmly as its lanes or weeks resemble each other.
    """
    alike = priors_of(parts)
    shares = _shares(tally, peers)
    own = {d: Prior(share.mean, alike[d].strength) for d, share in shares.items()}
    return {**peers, **own}


def _posterior(tally: Tally, dimension: Dimension, prior: Prior) -> tuple[float, float]:
    right, judged = tally.right.get(dimension, 0), tally.judged.get(dimension, 0)
    mean = min(max(prior.mean, 1e-6), 1 - 1e-6)
    return right + mean * prior.strength, judged - right + (1 - mean) * prior.strength


def _shares(tally: Tally, priors: Mapping[Dimension, Prior]) -> dict[Dimension, _Share]:
    found: dict[Dimension, _Share] = {}
    for dimension in Dimension:
        if tally.judged.get(dimension, 0):
            a, b = _posterior(tally, dimension, priors[dimension])
            total = a + b
            found[dimension] = _Share(a / total, a * b / (total * total * (total + 1)))
    return found


def _whole(shares: Mapping[Dimension, _Share]) -> _Share:
    weight = sum(WEIGHTS[dimension] for dimension in shares)
    if not weight:
        return _Share(0.0, 0.0)
    mean = sum(WEIGHTS[d] * share.mean for d, share in shares.items()) / weight
    variance = sum((WEIGHTS[d] / weight) ** 2 * share.variance for d, share in shares.items())
    return _Share(mean, variance)


def _limits(
    tallies: Sequence[Tally], priors: Mapping[Dimension, Prior]
) -> list[dict[Dimension, tuple[float, float]]]:
    """Bound all shares at once: one inversion of many is as quick as of one."""
    places = [
        (place, dimension)
        for place, tally in enumerate(tallies)
        for dimension in Dimension
        if tally.judged.get(dimension, 0)
    ]
    found: list[dict[Dimension, tuple[float, float]]] = [{} for _ in tallies]
    if not places:
        return found
    both = [_posterior(tallies[place], d, priors[d]) for place, d in places]
    a, b = (np.array(column, dtype=np.float64) for column in zip(*both, strict=True))
    tail = (1 - LEVEL) / 2
    low, high = beta.quantile(tail, a, b), beta.quantile(1 - tail, a, b)
    for (place, dimension), least, most in zip(places, low, high, strict=True):
        found[place][dimension] = float(least), float(most)
    return found


def _card(
    tally: Tally,
    priors: Mapping[Dimension, Prior],
    limits: Mapping[Dimension, tuple[float, float]],
    earlier: _Share | None,
) -> Scorecard:
    shares = _shares(tally, priors)
    whole = _whole(shares)
    half = _Z * sqrt(whole.variance)
    measures = {
        dimension: Measure(
            value=share.mean,
            low=limits[dimension][0],
            high=limits[dimension][1],
            right=tally.right.get(dimension, 0),
            judged=tally.judged[dimension],
        )
        for dimension, share in shares.items()
    }
    return Scorecard(
        name=tally.name,
        consignments=tally.consignments,
        score=whole.mean,
        low=max(whole.mean - half, 0.0),
        high=min(whole.mean + half, 1.0),
        measures=measures,
        trend=None if earlier is None else _trend(whole, earlier),
    )


def _trend(now: _Share, earlier: _Share) -> Trend:
    change = now.mean - earlier.mean
    half = _Z * sqrt(now.variance + earlier.variance)
    direction = Direction.STEADY
    if abs(change) > half:
        direction = Direction.BETTER if change > 0 else Direction.WORSE
    return Trend(change=change, low=change - half, high=change + half, direction=direction)


def _ranked(cards: list[Scorecard]) -> list[Scorecard]:
    """Say of each how many of its peers it leaves behind; equal ones share the place."""
    if len(cards) < FEWEST_TO_COMPARE:
        return cards
    scores = np.array([card.score for card in cards])
    below = (scores[None, :] < scores[:, None]).sum(axis=1)
    equal = (scores[None, :] == scores[:, None]).sum(axis=1) - 1
    shares = (below + equal / 2) / (len(cards) - 1)
    return [
        msgspec.structs.replace(card, percentile=float(share))
        for card, share in zip(cards, shares, strict=True)
    ]
