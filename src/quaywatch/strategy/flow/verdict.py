"""The answer: how probable each explanation is, and whether that is enough to say one."""

from enum import StrEnum
from math import sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.strategy.flow.assumptions import Assumptions
from quaywatch.strategy.flow.density import SHARED
from quaywatch.strategy.flow.diagnostics import effective, split_r_hat
from quaywatch.strategy.flow.evidence import Evidence
from quaywatch.strategy.flow.explanations import EXPLANATIONS, Explanation
from quaywatch.strategy.flow.problem import Problem, problem
from quaywatch.strategy.flow.quantities import Fall, Levels, fall, levels
from quaywatch.strategy.flow.sampling import Sample, sample

Floats = NDArray[np.float64]

ENOUGH = 0.8
"""No explanation is called the right one below this probability."""
CHAINS, DRAWS = 4, 500
LONGEST = 2000
R_HAT = 1.05
WORTH = 200.0
"""Independent draws that each probability rests on at least."""
SEED = 20260101


class Withheld(StrEnum):
    """Why no verdict is given."""

    UNDECIDED = "undecided"
    """No explanation is probable enough."""
    CHAINS_DISAGREE = "chains_disagree"
    TOO_FEW_DRAWS = "too_few_draws"
    DIVERGED = "diverged"


class Checks(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the computation can be relied on."""

    r_hat: float
    """The worst of all unknowns."""
    effective: float
    """The fewest independent draws behind a probability."""
    diverged: int
    draws: int

    @property
    def wrong(self) -> tuple[Withheld, ...]:
        """What is amiss."""
        found: list[Withheld] = []
        if not self.r_hat <= R_HAT:
            found.append(Withheld.CHAINS_DISAGREE)
        if not self.effective >= WORTH:
            found.append(Withheld.TOO_FEW_DRAWS)
        if self.diverged > self.draws // 100:
            found.append(Withheld.DIVERGED)
        return tuple(found)


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Median and central 90 in a hundred, before and after the evidence."""

    median: float
    low: float
    high: float
    prior_median: float
    prior_low: float
    prior_high: float


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the evidence says under the assumptions."""

    probability: dict[Explanation, float]
    """That the explanation has the largest part of the fall."""
    prior: dict[Explanation, float]
    """The same without evidence: alike, since the model treats the four alike."""
    error: float
    """Standard error of the largest probability, from the number of draws."""
    explanation: Explanation | None
    """The one that is probable enough; None if none is, or if a check failed."""
    withheld: tuple[Withheld, ...]
    part: dict[Explanation, Estimate]
    """Of the fall."""
    traffic: Estimate
    """Mass that arrives at the target after the change, over what would have without it."""
    seen: Estimate
    """Odds that a lot is found at the target after the change, over those of before."""
    checks: Checks


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with what it rests on, by draw."""

    verdict: Verdict
    problem: Problem
    fall: Fall
    levels: Levels


def fit(evidence: Evidence, assumed: Assumptions | None = None, seed: int = SEED) -> Fit:
    """Return the posterior; trajectories are doubled until the checks pass, or `LONGEST`.

    Same evidence, assumptions and seed: same result, bit for bit.
    """
    of = problem(evidence, assumed or Assumptions())
    count = DRAWS
    while True:
        drawn = sample(of, seed, CHAINS, count)
        checks = _checks(drawn)
        if not checks.wrong or count >= LONGEST:
            break
        count *= 2
    said = fall(of, drawn.draws)
    return Fit(
        verdict=_verdict(of, said, checks),
        problem=of,
        fall=said,
        levels=levels(of, drawn.draws),
    )


def verdict(evidence: Evidence, assumed: Assumptions | None = None) -> Verdict:
    """Return what the evidence says."""
    return fit(evidence, assumed).verdict


def _checks(drawn: Sample) -> Checks:
    best = drawn.draws[:, :, 1:5].argmax(axis=2)
    worth = [effective((best == place).astype(np.float64)) for place in range(4)]
    size = drawn.draws.shape[2]
    return Checks(
        r_hat=max(split_r_hat(drawn.draws[:, :, place]) for place in range(size)),
        effective=min(worth),
        diverged=drawn.diverged,
        draws=drawn.draws.shape[0] * drawn.draws.shape[1],
    )


def _verdict(of: Problem, said: Fall, checks: Checks) -> Verdict:
    best = said.parts.argmax(axis=1)
    share: list[float] = [float((best == place).mean()) for place in range(4)]
    top = max(share)
    withheld = checks.wrong or (() if top >= ENOUGH else (Withheld.UNDECIDED,))
    before = _prior(of)
    return Verdict(
        probability=dict(zip(EXPLANATIONS, share, strict=True)),
        prior=dict.fromkeys(EXPLANATIONS, 0.25),
        error=sqrt(top * (1 - top) / checks.effective),
        explanation=None if withheld else EXPLANATIONS[share.index(top)],
        withheld=withheld,
        part={
            each: _estimate(said.parts[:, place], before.parts[:, place])
            for place, each in enumerate(EXPLANATIONS)
        },
        traffic=_estimate(said.traffic, before.traffic),
        seen=_estimate(said.seen, before.seen),
        checks=checks,
    )


def _prior(of: Problem) -> Fall:
    return fall(of, np.random.default_rng(SEED).normal(0, 1, (4000, SHARED)))


def _estimate(said: Floats, before: Floats) -> Estimate:
    low, median, high = (float(np.quantile(said, at)) for at in (0.05, 0.5, 0.95))
    prior = [float(np.quantile(before, at)) for at in (0.05, 0.5, 0.95)]
    return Estimate(
        median=median,
        low=low,
        high=high,
        prior_median=prior[1],
        prior_low=prior[0],
        prior_high=prior[2],
    )
