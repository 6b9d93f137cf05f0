"""What the planner asks for beside what simulated years really take, draw by draw."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from math import ceil
from typing import Any

import numpy as np

from bench.result import Result
from quaywatch.strategy.audits.counts import Floats, Ints
from quaywatch.strategy.audits.mix import Ways
from quaywatch.strategy.audits.planner import Assumed, Needs, Question, Way, Wished, plan
from quaywatch.strategy.audits.precision import Stratum, stratified
from quaywatch.strategy.audits.shifts import told

_stats: Any = import_module("scipy.stats")  # without types

TITLE = "numbers of audits and tests for a wished power, beside simulated years"

BAR = 0.15
SCALES = (0.6, 0.7, 0.78, 0.85, 0.92, 1.0, 1.08, 1.16, 1.25, 1.4, 1.6)
Rng = np.random.Generator
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer of the planner, and what it was asked."""

    a: Assumed
    w: Wished
    needs: Needs


Reached = Callable[[Asked, float, int, Rng], Pair]
"""What so many simulated years reach (power, or one over the squared error) at a scale of what the
planner asks for, and the scale itself after rounding to whole numbers."""


def run(quick: bool) -> Result:
    """Simulate every answer over a grid of what is assumed and wished."""
    years = 6_000 if quick else 40_000
    errors: dict[str, list[float]] = {}
    ceilings: list[float] = []
    answers = 0
    for number, (assumed, wished) in enumerate(_cases(quick)):
        for needs in plan(assumed, wished):
            rng = np.random.default_rng((number, list(Way).index(needs.way)))
            name = f"{needs.question}/{needs.way}"
            if not needs.possible:
                if needs.most is not None and needs.way is Way.ONLY_AFTER:
                    ceilings.append(_ceiling(assumed, wished, years, rng) - needs.most)
                continue
            answers += 1
            asked = Asked(assumed, wished, needs)
            error = _error(SIMULATED[needs.question, needs.way], asked, years, rng)
            errors.setdefault(name, []).append(error)
    worst = {name: round(max(each, key=abs), 4) for name, each in sorted(errors.items())}
    largest = max(abs(each) for each in worst.values())
    figures: dict[str, object] = {
        "answers": answers,
        "years_each": years,
        "max_rel_error": largest,
        "mean_rel_error": round(
            float(np.mean([abs(e) for each in errors.values() for e in each])), 4
        ),
        "worst": worst,
        "most_abs_diff": round(max((abs(each) for each in ceilings), default=0.0), 4),
    }
    return Result("planner", figures, {}, {"max_rel_error": largest <= BAR})


def _cases(quick: bool) -> Iterator[tuple[Assumed, Wished]]:
    yield Assumed(), Wished()
    yield Assumed(factor=0.6, done_before=20_000), Wished(power=0.9, error=0.3)
    yield Assumed(prevalence=0.02, detection=0.3, factor=1.6, scan=0.8), Wished(error=0.1)
    if quick:
        return
    yield Assumed(done_before=16_000), Wished()
    grid = product((0.001, 0.01), (0.25, 0.5, 2.0), (0.8, 0.95), (0.08, 0.25))
    for number, (prevalence, factor, power, detection) in enumerate(grid):
        yield (
            Assumed(
                prevalence=prevalence,
                factor=factor,
                detection=detection,
                rise=(1.4, 2.0)[number % 2],
                risky_boxes=(0.05, 0.15)[number % 2],
                risky_loads=(0.9, 0.6)[number % 2],
            ),
            Wished(power=power, error=(0.15, 0.3, 0.5)[number % 3]),
        )


def _error(simulate: Reached, asked: Asked, years: int, rng: Rng) -> float:
    """Return by how much the planner's number is off the one that simulated years need."""
    aim = _aim(asked.needs.question, asked.w)
    points = [simulate(asked, scale, years, rng) for scale in SCALES]
    reached = np.maximum.accumulate(np.array([each for each, _ in points]))
    scale = np.array([each for _, each in points])
    if reached[0] >= aim:
        return float(1 / scale[0] - 1)
    if reached[-1] < aim:
        return float(1 / scale[-1] - 1)
    needed = float(np.exp(np.interp(aim, reached, np.log(scale))))
    # Nobody makes two thirds of a test: what is needed is a whole number, as what is asked for is.
    planned = max(asked.needs.tests, asked.needs.images) or asked.needs.openings + asked.needs.scans
    return planned / ceil(planned * needed - 1e-9) - 1


def _aim(question: Question, wished: Wished) -> float:
    estimated = (Question.PREVALENCE, Question.DETECTION, Question.FALSE_CLEARS)
    return wished.error**-2 if question in estimated else wished.power


def _precision(estimates: Floats, truth: float) -> float:
    return truth**2 / float(np.mean((estimates - truth) ** 2))


def _fisher(hits: tuple[Ints, Ints], of: tuple[Ints, Ints], level: float) -> float:
    """Return how often Fisher's test, the smaller tail doubled, tells two shares apart."""
    every = np.stack([*hits, *of], axis=1)
    pairs, times = np.unique(every, axis=0, return_counts=True)
    first, second, looked, after = pairs.T
    both, whole = first + second, looked + after
    below = _stats.hypergeom.cdf(first, whole, both, looked)
    above = _stats.hypergeom.sf(first - 1, whole, both, looked)
    smaller: Floats = np.minimum(below, above)
    return float(times[2 * smaller <= level].sum() / len(every))


def _two(share: float, wished: Wished, number: float, factor: float, years: int, rng: Rng) -> Pair:
    each = max(1, round(number))
    hits = rng.binomial(each, share, years), rng.binomial(each, min(1, share * factor), years)
    of = np.full(years, each)
    return _fisher(hits, (of, of), wished.level), each / number


def _drawn(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    number = max(1, round(asked.needs.openings * scale))
    loads = round(asked.a.boxes * asked.a.prevalence)
    there = rng.hypergeometric(loads, asked.a.boxes - loads, number, years)
    seen = rng.binomial(there, asked.a.opening)
    return _precision(
        seen / number / asked.a.opening, loads / asked.a.boxes
    ), number / asked.needs.openings


def _strata(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    found = asked.a.prevalence * asked.a.opening
    high = found * asked.a.risky_loads / asked.a.risky_boxes
    low = found * (1 - asked.a.risky_loads) / (1 - asked.a.risky_boxes)
    sizes = (asked.a.risky_boxes, 1 - asked.a.risky_boxes)
    drawn = stratified((Stratum(sizes[0], high), Stratum(sizes[1], low)), asked.w.error).looks
    numbers = [max(2, round(each * scale)) for each in drawn]
    estimate = np.zeros(years)
    for size, number, share in zip(sizes, numbers, (high, low), strict=True):
        estimate += size * rng.binomial(number, share, years) / number / asked.a.opening
    return _precision(estimate, asked.a.prevalence), sum(numbers) / sum(drawn)


def _mixed(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    openings, scans, tests = (
        asked.needs.openings,
        max(1, round(asked.needs.scans * scale)),
        max(1, round(asked.needs.tests * scale)),
    )
    estimate = Ways(asked.a.prevalence, asked.a.opening, asked.a.scan).estimate(
        (rng.binomial(openings, asked.a.prevalence * asked.a.opening, years), openings),
        (rng.binomial(scans, asked.a.prevalence * asked.a.scan, years), scans),
        (rng.binomial(tests, asked.a.scan, years), tests),
    )
    return _precision(estimate, asked.a.prevalence), scale


def _tested(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    inserted = asked.needs.way is Way.INSERTED
    share, planned = (
        (asked.a.scan, asked.needs.images) if inserted else (asked.a.detection, asked.needs.tests)
    )
    number = max(1, round(planned * scale))
    return _precision(rng.binomial(number, share, years) / number, share), number / planned


def _cleared(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    missed = asked.a.prevalence * (1 - asked.a.scan) / (1 - asked.a.prevalence * asked.a.scan)
    number = max(1, round(asked.needs.images * scale))
    seen = rng.binomial(rng.binomial(number, missed, years), asked.a.reader)
    return _precision(seen / number / asked.a.reader, missed), number / asked.needs.images


def _detected(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    inserted = asked.needs.way is Way.INSERTED
    share, planned = (
        (asked.a.scan, asked.needs.images) if inserted else (asked.a.detection, asked.needs.tests)
    )
    reached, rounding = _two(share, asked.w, planned / 2 * scale, asked.a.factor, years, rng)
    return reached, scale * rounding


def _opened(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    finds = asked.a.opening if asked.needs.way is Way.OPENINGS else asked.a.scan
    planned = (asked.needs.openings or asked.needs.scans) / 2 * scale
    reached, rounding = _two(
        asked.a.prevalence * finds, asked.w, planned, asked.a.factor, years, rng
    )
    return reached, scale * rounding


def _after(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    share, number = (
        asked.a.prevalence * asked.a.opening,
        max(1, round(asked.needs.openings * scale)),
    )
    hits = (
        rng.binomial(asked.a.done_before, share, years),
        rng.binomial(number, share * asked.a.factor, years),
    )
    of = np.full(years, asked.a.done_before), np.full(years, number)
    return _fisher(hits, of, asked.w.level), number / asked.needs.openings


def _ceiling(a: Assumed, w: Wished, years: int, rng: Rng) -> float:
    """Return the power reached with a hundred times as many after as were done before."""
    share, number = a.prevalence * a.opening, 100 * max(a.done_before, 1)
    hits = rng.binomial(a.done_before, share, years), rng.binomial(number, share * a.factor, years)
    return _fisher(hits, (np.full(years, a.done_before), np.full(years, number)), w.level)


def _seized(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    each = max(1, round(asked.needs.tests / 2 * scale))
    mean = asked.a.boxes * asked.a.prevalence * asked.a.detection
    pair = (mean, mean * asked.a.factor)
    before, after = (rng.poisson(each, years).astype(np.float64) for each in pair)
    found = (
        rng.binomial(each, asked.a.detection, years),
        rng.binomial(each, asked.a.detection, years),
    )
    reached = float(np.mean(told((before, after), found, each, asked.w.level)))
    return reached, 2 * each / asked.needs.tests


def _elsewhere(asked: Asked, scale: float, years: int, rng: Rng) -> Pair:
    years //= 5  # hardly two years have the same four counts
    finds = asked.a.opening if asked.needs.way is Way.OPENINGS else asked.a.scan
    share, each = (
        asked.a.prevalence * finds,
        round((asked.needs.openings or asked.needs.scans) / 4 * scale),
    )
    there = rng.binomial(each, share, years), rng.binomial(each, share * asked.a.rise, years)
    control = rng.binomial(each, share, years), rng.binomial(each, share, years)
    of = there[0] + there[1], control[0] + control[1]
    return _fisher((there[1], control[1]), of, asked.w.level), scale


SIMULATED: dict[tuple[Question, Way], Reached] = {
    (Question.PREVALENCE, Way.OPENINGS): _drawn,
    (Question.PREVALENCE, Way.STRATIFIED): _strata,
    (Question.PREVALENCE, Way.MIX): _mixed,
    (Question.DETECTION, Way.TESTS): _tested,
    (Question.DETECTION, Way.INSERTED): _tested,
    (Question.FALSE_CLEARS, Way.IMAGES): _cleared,
    (Question.DETECTION_CHANGED, Way.TESTS): _detected,
    (Question.DETECTION_CHANGED, Way.INSERTED): _detected,
    (Question.FLOW_CHANGED, Way.OPENINGS): _opened,
    (Question.FLOW_CHANGED, Way.SCANS): _opened,
    (Question.FLOW_CHANGED, Way.ONLY_AFTER): _after,
    (Question.FLOW_CHANGED, Way.SEIZURES): _seized,
    (Question.MOVED, Way.OPENINGS): _elsewhere,
    (Question.MOVED, Way.SCANS): _elsewhere,
}
