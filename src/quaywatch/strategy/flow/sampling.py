"""Hamiltonian Monte Carlo, many chains of one length, bit for bit the same for one seed.

Trajectories are of random length (Bou-Rabee & Sanz-Serna 2017), so that no unknown is met at the
same place of its swing each time. Step and scales are learnt in a warm-up from all chains together
and then stand still.
"""

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo.compiled import compiled
from quaywatch.strategy.flow.density import density
from quaywatch.strategy.flow.problem import Problem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ACCEPTED = 0.8
"""The share of trajectories that are to be taken; the step is set for it."""
WARM_UP = (40, 60, 100, 150)
"""Trajectories of each round of the warm-up; scales are set anew after each."""
_DIVERGED = 1000.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Draws by chain, trajectory and unknown."""

    draws: Floats
    accepted: float
    """Mean chance of being taken."""
    diverged: int
    """Trajectories that ran off, after the warm-up."""


@compiled
def _run(
    start: Floats,
    kicks: Floats,
    takes: Floats,
    leaps: Ints,
    step: float,
    learning: bool,
    scale: Floats,
    cell: Ints,
    seen: Floats,
    upstream: Floats,
    level: Floats,
    prior: Floats,
    receivers: int,
    years: int,
) -> tuple[Floats, Floats, float]:
    """Return draws, their chances of being taken (-1: ran off) and the step that was learnt."""
    count, size = kicks.shape
    draws, chances = np.empty((count, size)), np.empty(count)
    here, slope = start.copy(), np.empty(size)
    value = density(here, slope, cell, seen, upstream, level, prior, receivers, years)
    gradient = np.empty(size)
    shrink, error, smooth = log(10 * step), 0.0, log(step)
    for turn in range(count):
        at, momentum = here.copy(), kicks[turn].copy()
        gradient[:] = slope
        energy = 0.5 * (momentum * momentum).sum() - value
        ahead = value
        for _ in range(leaps[turn]):
            momentum += 0.5 * step * scale * gradient
            at += step * scale * momentum
            ahead = density(at, gradient, cell, seen, upstream, level, prior, receivers, years)
            momentum += 0.5 * step * scale * gradient
            if not ahead > value - _DIVERGED:
                break
        rise = 0.5 * (momentum * momentum).sum() - ahead - energy
        ran_off = not rise < _DIVERGED
        chance = 0.0 if ran_off else exp(min(0.0, -rise))
        if takes[turn] < chance:
            here, value = at, ahead
            slope[:] = gradient
        draws[turn], chances[turn] = here, -1.0 if ran_off else chance
        if learning:  # dual averaging, Hoffman & Gelman 2014
            weight = 1.0 / (turn + 11.0)
            error += weight * (ACCEPTED - chance - error)
            now = shrink - error * np.sqrt(turn + 1.0) / 0.05
            fade = (turn + 1.0) ** -0.75
            smooth += fade * (now - smooth)
            step = exp(now)
    return draws, chances, exp(smooth) if learning else step


def sample(of: Problem, seed: int, chains: int, draws: int, swing: float = 1.6) -> Sample:
    """Return draws from the posterior; `swing` is the mean length of a trajectory, in scales."""
    arrays = (of.cell, of.seen, of.upstream, of.level, of.prior, of.receivers, of.years)
    rngs = [np.random.default_rng([seed, chain]) for chain in range(chains)]
    here = [rng.normal(0, 1, of.size) for rng in rngs]
    scale, step = np.ones(of.size), 0.05

    def run(count: int, learning: bool) -> tuple[list[Floats], list[Floats], float]:
        most = max(1, round(2 * swing / step)) if not learning else 10
        drawn: list[tuple[Floats, Floats, float]] = []
        for rng, start in zip(rngs, here, strict=True):
            kicks, takes = rng.normal(0, 1, (count, of.size)), rng.uniform(0, 1, count)
            leaps = rng.integers(1, most + 1, count)
            drawn.append(_run(start, kicks, takes, leaps, step, learning, scale, *arrays))
        # The least of the steps: chains at different explanations stand in different narrows.
        least = min(each[2] for each in drawn)
        return [each[0] for each in drawn], [each[1] for each in drawn], least

    for count in WARM_UP:
        walked, _, step = run(count, learning=True)
        here = [each[-1] for each in walked]
        scale = _scales(np.concatenate([each[count // 3 :] for each in walked]))
    walked, _, step = run(60, learning=True)
    here = [each[-1] for each in walked]
    walked, chances, _ = run(draws, learning=False)
    chance = np.concatenate(chances)
    return Sample(
        draws=np.array(walked),
        accepted=float(np.maximum(chance, 0).mean()),
        diverged=int((chance < 0).sum()),
    )


def _scales(walked: Floats) -> Floats:
    """Return standard deviations, drawn a little towards 1 as long as there are few draws."""
    weight = len(walked) / (len(walked) + 20.0)
    return np.sqrt(weight * walked.var(axis=0) + (1 - weight))
