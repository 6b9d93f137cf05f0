"""What varies when nothing changes: numbers more than by pure chance, masses with a heavy tail.

Rates differ from period to period of themselves (services, harvests, tips). With gamma-distributed
rates numbers are negative binomial, and given their sum Dirichlet-multinomial (Mosimann, Biometrika
49, 1962): then the unknown mean plays no part, and a p-value is exact. Masses are sums of so many
sizes (compound Poisson) with log-normal sizes whose own spread is uncertain.
"""

from collections.abc import Sequence
from hashlib import sha256
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln

Floats = NDArray[np.float64]

_STEADINESS: Floats = np.geomspace(1.0, 300.0, 60)
"""Shapes of the gamma distribution that are tried: of 1, a rate doubles easily; of 300, hardly."""
_PRIOR = 10.0
"""Steadiness taken where little is known: a standard deviation of a third between periods."""
_PRIOR_SPREAD = 0.8
"""How widely it may be otherwise, as a standard deviation of its log."""
_DRAWS = 20_000
_SIZE_SPREAD = 1.2
"""Standard deviation of the log of a size where few are known: a relative one of 1.8."""
_SIZE_FAITH = 6.0
"""Sizes that it weighs as much as."""


def steadiness(past: Sequence[Sequence[int]]) -> float:
    """Return how steady rates are from period to period, from many series at once.

    The shape of the gamma distribution that rates of one series come from, by the posterior mean
    of its log over a grid. Series are of past periods only.
    """
    weight = -((np.log(_STEADINESS) - log(_PRIOR)) ** 2) / (2 * _PRIOR_SPREAD**2)
    for counts in past:
        number, total = len(counts), sum(counts)
        if total < 2:
            continue
        each = np.array(counts, dtype=np.float64)[:, None]
        weight = weight + gammaln(number * _STEADINESS) - gammaln(number * _STEADINESS + total)
        weight += np.sum(gammaln(each + _STEADINESS) - gammaln(_STEADINESS), axis=0)
    share = np.exp(weight - weight.max())
    return exp(float(share @ np.log(_STEADINESS) / share.sum()))


def more(counts: Sequence[int], steady: float) -> float:
    """Return how likely a last number as large or larger is, if nothing has changed.

    Args:
        counts: of all periods, the one that is asked about last.
        steady: see `steadiness`.

    >>> round(more([0, 0, 0, 0, 0, 0, 0, 0, 1], 10.0), 3)
    0.111
    """
    total, last, before = sum(counts), counts[-1], len(counts) - 1
    hits = np.arange(last, total + 1, dtype=np.float64)
    chosen = gammaln(total + 1) - gammaln(hits + 1) - gammaln(total - hits + 1)
    among = betaln(hits + steady, total - hits + before * steady) - betaln(steady, before * steady)
    return round(min(1.0, float(np.sum(np.exp(chosen + among)))), 12)


def larger(sizes: Sequence[float], before: Sequence[float], others: Sequence[float]) -> float:
    """Return how likely a mass as large or larger is of as many finds, if sizes have not changed.

    Args:
        sizes: kg of the last period's finds.
        before: kg of this series' earlier finds.
        others: kg of all earlier finds, which tell how widely sizes spread.
    """
    if not sizes or not others:
        return 1.0
    rng = np.random.default_rng(_seed(sizes, before, others))
    logs = np.log(np.array(others, dtype=np.float64))
    around = float(((logs - logs.mean()) ** 2).sum()) + _SIZE_FAITH * _SIZE_SPREAD**2
    freedom = len(logs) + _SIZE_FAITH
    spread = np.sqrt(around / rng.chisquare(freedom, _DRAWS))
    own = np.log(np.array(before, dtype=np.float64)) if before else logs[:0]
    # One find's worth of faith in all others: a series may always have had larger loads.
    mean = (float(own.sum()) + float(logs.mean())) / (len(own) + 1)
    means = mean + spread / sqrt(len(own) + 1) * rng.standard_normal(_DRAWS)
    mass = np.zeros(_DRAWS)
    for _ in sizes:
        mass += np.exp(means + spread * rng.standard_normal(_DRAWS))
    return (1 + int((mass >= sum(sizes)).sum())) / (_DRAWS + 1)


def discovered(chances: Sequence[float], level: float) -> list[bool]:
    """Say which of many p-values stand, with at most a share `level` of false ones among them.

    Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995). Where nothing has
    changed anywhere, one in `1 / level` periods has any alert at most.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    kept = 0
    for rank, place in enumerate(order, 1):
        if chances[place] <= level * rank / len(order):
            kept = rank
    stand = set(order[:kept])
    return [place in stand for place in range(len(chances))]


def _seed(*values: Sequence[float]) -> list[int]:
    text = "/".join(",".join(f"{each:.6g}" for each in part) for part in values)
    return list(sha256(text.encode()).digest()[:16])
