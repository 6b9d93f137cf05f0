"""`python -m bench._links.train` prints the weights that the samples ask for, as JSON.

Logistic regression of "one party" on the evidence of all pairs that share a key: three simulated
trades and half of PATSTAT's applicants, which have a level of their own, since so many of their
pairs are one. Signs are given. So are bounds, where the simulation is kinder than the trade (there
no firm changes its country) or says too little.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy import optimize

from bench._links import patstat
from bench._links.variants import mentions
from quaywatch.links import Mention, Weights
from quaywatch.links.evidence import KINDS, Kind
from quaywatch.links.resolver import Resolver

_FIRMS = ((600, 101), (1_500, 102), (4_000, 103))
_PATSTAT_SHARE = 0.1
_EASY, _KEPT = -5.0, 0.05
"""Pairs of two parties below this many log-odds are thinned out to this share, and weighted."""
_RIDGE = 1e-7
_LEAST = {
    Kind.CITY_DIFFERS: -2.5, Kind.COUNTRY_DIFFERS: -4.0, Kind.LEGAL_FORM_DIFFERS: -2.0,
    Kind.DOMAIN_DIFFERS: -1.5, Kind.IDENTIFIER_DIFFERS: -6.0, Kind.POSTCODE_DIFFERS: -1.0,
    Kind.TELEPHONE_DIFFERS: -1.0, Kind.GOODS_DIFFER: -0.5, Kind.ACRONYM: 4.0, Kind.MAILBOX: 3.0,
    Kind.IDENTIFIER_ALIKE: 3.0, Kind.STREET: 0.5, Kind.LEGAL_FORM: 0.2,
}  # fmt: skip
_AGAINST = {kind for kind in Kind if kind.name.endswith(("DIFFERS", "DIFFER", "APART", "MORE"))}

Array = np.ndarray[Any, np.dtype[Any]]


class Sample(NamedTuple):
    """Pairs that share a key: evidence, ln(parties), whether they are one, and their weight."""

    evidence: Array
    size: Array
    one: Array
    weight: Array
    level: float


def main() -> None:
    """Fit, and print the file."""
    shipped = Weights.default()
    samples = [sample(*mentions(firms, seed), shipped, level=0.0) for firms, seed in _FIRMS]
    found, truth = _half_of_patstat()
    bare = [msgspec.structs.replace(m, counterparts=(), goods=()) for m in found]
    samples += [sample(part, truth, shipped, level=1.0) for part in (found, bare)]
    weights, prior = fit(samples, shipped.by_size)
    named = {kind.name.lower(): round(float(weights[kind]), 3) for kind in Kind}
    fitted = msgspec.structs.replace(shipped, prior=round(prior, 3), weights=named)
    print(msgspec.json.format(msgspec.json.encode(fitted), indent=1).decode())


def sample(
    found: Sequence[Mention], truth: Sequence[object], weights: Weights, *, level: float
) -> Sample:
    """Resolve mentions and keep every comparison made on the way."""
    resolver = Resolver(weights)
    evidence: list[Array] = []
    size: list[Array] = []
    one: list[Array] = []
    for at, mention in enumerate(found):
        resolver.add(mention)
        candidates, amounts = resolver.compared()
        evidence.append(amounts)
        size.append(np.full(len(candidates), np.log(resolver.size())))
        one.append(np.array([truth[c] == truth[at] for c in candidates], dtype=bool))
    x, s, y = (np.concatenate(part) for part in (evidence, size, one))
    scores = x @ weights.vector()[:KINDS] + weights.prior + weights.by_size * s
    easy = ~y & (scores < _EASY)
    kept = ~easy | (np.random.default_rng(1).random(len(y)) < _KEPT)
    weight = np.where(easy, 1 / _KEPT, 1.0) * (_PATSTAT_SHARE if level else 1.0) / len(y)
    return Sample(x[kept], s[kept], y[kept], weight[kept], level)


def fit(samples: Sequence[Sample], by_size: float) -> tuple[Array, float]:
    """Return the weights by kind, and the prior."""
    x = np.concatenate([s.evidence for s in samples]).astype(np.float64)
    y = np.concatenate([s.one for s in samples]).astype(np.float64)
    w = np.concatenate([s.weight for s in samples])
    w /= w.sum()
    shift = by_size * np.concatenate([s.size for s in samples])
    level = np.concatenate([np.full(len(s.one), s.level) for s in samples])
    design = np.column_stack([x, np.ones(len(y)), level])

    def loss(b: Array) -> tuple[float, Array]:
        z = design @ b + shift
        error = 1 / (1 + np.exp(-z)) - y
        ridge = np.append(b[:KINDS], [0.0, 0.0]) * _RIDGE
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (ridge * b).sum()
        return float(value), design.T @ (w * error) + ridge

    bounds: list[tuple[float | None, float | None]] = [
        (_LEAST.get(kind), -0.05) if kind in _AGAINST else (_LEAST.get(kind, 0.0), None)
        for kind in Kind
    ]
    bounds += [(None, None), (None, None)]
    start = np.array([low if low is not None else high or 0.0 for low, high in bounds])
    solver: Any = optimize
    found: Array = solver.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found[:KINDS], float(found[KINDS])


def _half_of_patstat() -> tuple[list[Mention], list[str]]:
    found, truth = patstat.mentions()
    kept = [
        at for at, whose in enumerate(truth) if hashlib.sha256(whose.encode()).digest()[0] % 2 == 0
    ]
    return [found[at] for at in kept], [truth[at] for at in kept]


if __name__ == "__main__":
    main()
