"""Readers measured: synthetic analysts of known skill, drift and tiring, and what is told."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bench.result import Result
from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.combining import joint
from quaywatch.inspections.readers.drift import HITS_APART, REFERENCE, of_hits
from quaywatch.inspections.readers.looks import Look
from quaywatch.inspections.readers.pacing import paces
from quaywatch.inspections.readers.rates import Count, Group, rates

Floats = NDArray[np.float64]

TITLE = "readers of known skill: intervals, drift, pacing, and machine and analyst together"
COVERAGE_BAR = 0.95
_START = datetime(2026, 1, 5, tzinfo=UTC)
_PLACES = {Concealment.RIP_ON: 0.9, Concealment.IN_LOAD: 0.6, Concealment.STRUCTURE: 0.45}
_ALIKE = 0.3
"""Correlation of what machine and analyst see of one picture."""
_WORDS = ((0, 1, 2), (0, 1, 2))


def run(quick: bool) -> Result:
    """Measure synthetic readers."""
    rng = np.random.default_rng(1)
    started = time.process_time()
    times = 50 if quick else 100
    covered = {
        f"{readers} readers, {threats} threats": round(_coverage(rng, readers, threats, times), 3)
        for readers, threats in ((6, 5), (6, 30), (6, 100), (12, 300))
    }
    apart = _apart(rng, times)
    analyst, machine, both = _together(rng, times)
    figures: dict[str, object] = {
        "coverage": covered,
        "looks_between_false_signals": round(apart),
        "stated_between_false_signals": HITS_APART,
        "median_delay_odds_halved": _delay(rng, 0.5, times),
        "median_delay_odds_third": _delay(rng, 1 / 3, times),
        "breaks": _breaks(rng, times),
        "hits_at_5pct": {"analyst": analyst, "machine": machine, "both": both},
        "cpu_s": round(time.process_time() - started, 1),
    }
    holds = {
        # The worst group counts. A quick run has too few readers to tell 95 % from 93 %.
        "coverage": min(covered.values()) >= COVERAGE_BAR,
        "looks_between_false_signals": apart >= HITS_APART,
        "together": both > max(analyst, machine),
    }
    return Result(name="readers", figures=figures, holds=holds)


def _coverage(rng: np.random.Generator, readers: int, threats: int, times: int) -> float:
    """Return the share of 95 % intervals that hold the true rate, over unlike populations."""
    held: list[bool] = []
    for number in range(times):
        like = (5.0, 10.0, 40.0)[number % 3]
        true: list[float] = rng.beta(0.7 * like, 0.3 * like, readers).tolist()
        counts = tuple(Count(int(rng.binomial(threats, share)), threats) for share in true)
        (told,) = rates([Group(counts, 0.65)])
        held += [one.low <= share <= one.high for one, share in zip(told, true, strict=True)]
    return float(np.mean(held))


def _looks(
    rng: np.random.Generator, many: int, worse_from: int, worse: float, tiring: float = 1.0
) -> list[Look]:
    ways = list(_PLACES)
    made: list[Look] = []
    for number in range(many):
        way = ways[int(rng.integers(len(ways)))]
        minutes = float(rng.uniform(0, 90))
        odds = _PLACES[way] / (1 - _PLACES[way]) * tiring ** (-minutes / 30)
        odds *= worse if number >= worse_from else 1.0
        found = bool(rng.random() < odds / (1 + odds))
        made.append(
            Look(
                reader="a",
                at=_START + timedelta(hours=number),
                concealment=way,
                score=float(found),
                alarmed=found,
                on_task_minutes=minutes,
                since_break=int(minutes / 2),
            )
        )
    return made


def _apart(rng: np.random.Generator, times: int) -> float:
    """Return looks between two false signals in the mean, of readers who stay as they are."""
    told = [of_hits(_looks(rng, 1000, 1000, 1.0)) for _ in range(times)]
    signals = sum(len(one.signals) for one in told)
    return sum(one.watched for one in told) / max(signals, 1)


def _delay(rng: np.random.Generator, worse: float, times: int) -> float:
    """Return threats from a change to its signal, in the middle of readers."""
    since = REFERENCE + 60
    delays: list[float] = []
    for _ in range(times):
        told = of_hits(_looks(rng, since + 600, since, worse))
        at = [(one.at - _START) / timedelta(hours=1) - since for one in told.signals]
        delays.append(min((each for each in at if each >= 0), default=600.0))
    return float(np.median(delays))


def _breaks(rng: np.random.Generator, times: int) -> dict[str, float]:
    """Return how often a break is advised to readers who tire and to those who do not."""
    told = {
        name: [paces(_looks(rng, 300, 300, 1.0, tiring)).everybody for _ in range(times // 2)]
        for name, tiring in (("tiring", 1.8), ("fresh", 1.0))
    }
    return {
        name: round(float(np.mean([one.break_after is not None for one in some])), 2)
        for name, some in told.items()
    }


def _said(rng: np.random.Generator, many: int, shift: float) -> list[tuple[int, int]]:
    common, first, second = rng.standard_normal((3, many))
    one, other = (
        _words(shift + sqrt(_ALIKE) * common + sqrt(1 - _ALIKE) * own) for own in (first, second)
    )
    return list(zip(one, other, strict=True))


def _words(seen: Floats) -> list[int]:
    return [int(value > 1.0) + int(value > 2.0) for value in seen.tolist()]


def _together(rng: np.random.Generator, times: int) -> tuple[float, float, float]:
    """Return hits of analyst, machine and both at 5 % false alarms, on pictures not learned of."""
    found: list[tuple[float, float, float]] = []
    for _ in range(times):
        learned = joint(_WORDS, _said(rng, 150, 2.0), _said(rng, 3000, 0.0))
        threats, clean = _said(rng, 2000, 2.0), _said(rng, 20_000, 0.0)
        alone = [
            [learned.alone(word, second=second) for word in range(3)] for second in (False, True)
        ]
        pairs = [[learned.log_ratio(a, b) for b in range(3)] for a in range(3)]
        found.append(
            (
                _hits([alone[0][a] for a, _ in threats], [alone[0][a] for a, _ in clean]),
                _hits([alone[1][b] for _, b in threats], [alone[1][b] for _, b in clean]),
                _hits([pairs[a][b] for a, b in threats], [pairs[a][b] for a, b in clean]),
            )
        )
    one, other, both = np.mean(found, axis=0).tolist()
    return round(one, 3), round(other, 3), round(both, 3)


def _hits(threats: Sequence[float], clean: Sequence[float], borne: float = 0.05) -> float:
    """Return the share of threats found where this share of clean ones alarms, by lot on ties."""
    level = float(np.quantile(np.array(clean), 1 - borne))
    over, at = (sum(one > level for one in clean), sum(one == level for one in clean))
    part = (borne * len(clean) - over) / at if at else 0.0
    return sum(1.0 if one > level else part * (one == level) for one in threats) / len(threats)
