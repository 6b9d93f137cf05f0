"""How a score ranks and how true its probabilities are, among all candidates."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import numpy as np

from quaywatch.inspections.evaluation import policy as policies
from quaywatch.inspections.evaluation.estimate import Estimate
from quaywatch.inspections.evaluation.sample import Booleans, Floats, Sample
from quaywatch.inspections.evaluation.totals import Totals

LOOKED = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""Shares of each day's candidates, the highest scores first, at which ranking is judged."""
_FINEST = 7
"""How often the riskier half is halved again for the reliability curve."""


class RankPoint(msgspec.Struct, frozen=True, kw_only=True):
    """What the first candidates of each day hold, by a score."""

    looked: float
    """Share of the candidates of each day."""
    inspections: float
    precision: Estimate
    """Share of them in which something would be found."""
    recall: Estimate
    """Share of all finds that is among them."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Probabilities of some candidates beside the share found."""

    predicted: float
    found: Estimate
    candidates: float


def ranking(totals: Totals, score: Floats) -> tuple[RankPoint, ...]:
    """Return precision and recall of the first candidates, for some sizes."""
    return tuple(
        RankPoint(
            looked=looked,
            inspections=chosen.size,
            precision=totals.hit_rate(chosen),
            recall=totals.share(chosen),
        )
        for looked in LOOKED
        for chosen in (policies.first(totals.sample, score, looked),)
    )


def reliability(totals: Totals, probability: Floats) -> tuple[Bin, ...]:
    """Return probabilities beside shares found, in bins that grow finer towards the riskiest."""
    bins: list[Bin] = []
    for part in parts(totals.sample, probability):
        chosen = policies.of(totals.sample, part.astype(np.float64))
        expected = float((part * totals.sample.stands) @ probability)
        bins.append(
            Bin(
                predicted=expected / chosen.size,
                found=totals.hit_rate(chosen),
                candidates=chosen.size,
            )
        )
    return tuple(bins)


def parts(sample: Sample, probability: Floats) -> Iterator[Booleans]:
    """Yield the less probable half of the candidates, that of the rest, and so on."""
    order = np.argsort(probability, kind="stable")
    upto = np.cumsum(sample.stands[order])
    cuts = [
        0,
        *(
            np.searchsorted(upto, sample.size * (1 - 0.5**i), side="right")
            for i in range(1, _FINEST + 1)
        ),
    ]
    for start, end in pairwise([*cuts, len(order)]):
        if start < end:
            part = np.zeros(len(order), dtype=np.bool_)
            part[order[start:end]] = True
            yield part


def calibration(totals: Totals, probability: Floats) -> Estimate:
    """Return finds expected by the model over those there are: one where it is true on the whole.

    Over-confident above one, too shy below.
    """
    sample = totals.sample
    there = totals.hit_rate(policies.every(sample))
    expected = float(sample.stands @ probability) / sample.size if len(sample) else 0.0
    return Estimate(
        value=expected / there.value if there.value else None,
        low=expected / there.high if there.high else 0.0,
        high=expected / there.low if there.low else None,
        reasons=there.reasons,
    )
