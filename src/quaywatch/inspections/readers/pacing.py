"""What time at the screen does to readers, and when a break pays.

The odds of missing an inserted threat are taken to grow evenly in their logarithm with minutes on
task and with pictures since the last break (logistic regression). How much is told of all analysts
together first; that is then what each analyst's own figures are drawn towards. Half an hour and
twenty pictures count as one.
"""

from collections.abc import Sequence
from math import erf, exp, log, sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.looks import Look

Reals = NDArray[np.float64]

_HALF_HOUR, _TWENTY = 30.0, 20.0
_OWN = 0.35
"""Standard deviation by which analysts' own effects are taken to differ from those of all."""
_LOOSE = 1.0
"""Of what is believed of all before anything is seen: no effect, and hardly one above twice it."""
_PLACES = 2.0
_ROUNDS = 30
WORSE = 1.5
"""Odds of a miss at which a break pays, against those of somebody who has just begun."""
_SURE = 0.8
_SHORTEST, _LONGEST = 20, 120
"""Minutes between which breaks are advised at all."""


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """By how much the odds of a miss are multiplied, within what that lies with 95 %."""

    times: float
    low: float
    high: float


class Pacing(msgspec.Struct, frozen=True, kw_only=True):
    """What work without a break does to somebody."""

    looks: int
    """Inserted threats that it rests on."""
    half_hour: Effect
    """Of each half hour without a break,"""
    twenty: Effect
    """and of each twenty pictures."""
    break_after: int | None
    """Minutes after which a break is advised: when the odds of a miss are half as high again with
    four chances in five; None while nothing of that is seen within two hours."""


class Paces(msgspec.Struct, frozen=True, kw_only=True):
    """Of all analysts together, and of each."""

    everybody: Pacing
    of: dict[str, Pacing]


def paces(looks: Sequence[Look]) -> Paces:
    """Return how time at the screen tells, by what was inserted."""
    seen = [look for look in looks if look.threatened]
    nobody = _Belief(np.zeros(2), np.eye(2) * _LOOSE**2)
    everybody = _fitted(seen, nobody)
    about = _Belief(everybody.mean, everybody.spread + np.eye(2) * _OWN**2)
    names = sorted({look.reader for look in seen})
    each = {name: [look for look in seen if look.reader == name] for name in names}
    return Paces(
        everybody=_told(everybody, seen),
        of={name: _told(_fitted(some, about), some) for name, some in each.items()},
    )


class _Belief(msgspec.Struct, frozen=True):
    """Logarithms of the two effects: normal, with mean and covariance."""

    mean: Reals
    spread: Reals


def _fitted(looks: Sequence[Look], before: _Belief) -> _Belief:
    """Return what is believed after some looks (Newton's steps to the mode, then Laplace)."""
    if not looks:
        return before
    groups = sorted({(look.reader, look.concealment) for look in looks}, key=str)
    place = {group: number for number, group in enumerate(groups)}
    design = np.zeros((len(looks), 2 + len(groups)))
    missed = np.array([not look.alarmed for look in looks], dtype=np.float64)
    for row, look in enumerate(looks):
        design[row, 0] = look.on_task_minutes / _HALF_HOUR
        design[row, 1] = look.since_break / _TWENTY
        design[row, 2 + place[_group(look)]] = 1.0
    prior = np.zeros((design.shape[1], design.shape[1]))
    prior[:2, :2] = np.linalg.inv(before.spread)
    prior[2:, 2:] = np.eye(len(groups)) / _PLACES**2
    centre = np.concatenate([before.mean, np.full(len(groups), -0.7)])
    at = centre.copy()
    curvature = prior
    for _ in range(_ROUNDS):
        share = 1.0 / (1.0 + np.exp(-np.clip(design @ at, -30.0, 30.0)))
        curvature = prior + (design * (share * (1 - share))[:, None]).T @ design
        slope = design.T @ (missed - share) - prior @ (at - centre)
        step = np.linalg.solve(curvature, slope)
        at = at + np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < 1e-10:
            break
    mean: Reals = at[:2].astype(np.float64)
    spread: Reals = np.linalg.inv(curvature)[:2, :2].astype(np.float64)
    return _Belief(mean, spread)


def _group(look: Look) -> tuple[str, Concealment | None]:
    return look.reader, look.concealment


def _told(belief: _Belief, looks: Sequence[Look]) -> Pacing:
    half, twenty = (
        Effect(times=exp(mean), low=exp(mean - 1.96 * spread), high=exp(mean + 1.96 * spread))
        for mean, spread in zip(
            belief.mean.tolist(), np.sqrt(np.diag(belief.spread)).tolist(), strict=True
        )
    )
    return Pacing(
        looks=len(looks), half_hour=half, twenty=twenty, break_after=_break(belief, _pace(looks))
    )


def _pace(looks: Sequence[Look]) -> float:
    """Return pictures per minute at the screen; one in two minutes where it is not seen."""
    minutes = sum(look.on_task_minutes for look in looks)
    return sum(look.since_break for look in looks) / minutes if minutes > 0 else 0.5


def _break(belief: _Belief, pace: float) -> int | None:
    for minutes in range(_SHORTEST, _LONGEST + 1, 5):
        work = np.array([minutes / _HALF_HOUR, minutes * pace / _TWENTY])
        mean = float(work @ belief.mean)
        spread = sqrt(float(work @ belief.spread @ work))
        if 0.5 * (1.0 + erf((mean - log(WORSE)) / spread / sqrt(2.0))) >= _SURE:
            return minutes
    return None
