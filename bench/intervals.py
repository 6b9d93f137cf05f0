"""Simulated years: how often intervals of what targeting is worth hold the truth."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from bench._usual import weighted_count, wilson
from bench._years import Floats, Year, year
from bench.result import Result
from quaywatch.inspections.evaluation import (
    Estimate,
    Policy,
    Sample,
    Totals,
    calibration,
    delay,
    finds_per_hour,
    policies,
    reliability,
)
from quaywatch.inspections.evaluation.curves import parts

TITLE = "intervals: how often they hold the truth over simulated years, and the naive rate's error"

YEARS, QUICK_YEARS = 400, 40
LOWEST, HIGHEST = 0.93, 0.97
LOOKED = 0.01

Told = tuple[str, Estimate, float]
"""Which estimate, what it says, and the truth."""


@dataclass(slots=True)
class Tally:
    """How an estimate did over the years."""

    held: list[bool] = field(default_factory=list[bool])
    bounds: list[bool] = field(default_factory=list[bool])
    """Of bounds that stood in place of figures."""
    errors: list[float] = field(default_factory=list[float])
    """Of figures, relative to the truth."""

    def add(self, told: Estimate, truth: float) -> None:
        """Count one more year."""
        held = told.low <= truth and (told.high is None or truth <= told.high)
        (self.bounds if told.value is None else self.held).append(held)
        if told.value is not None and truth:
            self.errors.append(told.value / truth - 1)


def run(quick: bool) -> Result:
    """Judge every estimate by the truth of each year."""
    years = QUICK_YEARS if quick else YEARS
    tallies: dict[str, Tally] = defaultdict(Tally)
    usual: dict[str, list[bool]] = defaultdict(list)
    naive: list[float] = []
    for seed in range(years):
        one = year(seed)
        sample = Sample(one.rows)
        for name, told, truth in _told(one, sample):
            tallies[name].add(told, truth)
        for name, held in _usual(one, sample):
            usual[name].append(held)
        naive.append(float(sample.found.sum() / sample.seen.sum() / one.finds.mean() - 1))
    coverage = {name: _share(each.held) for name, each in tallies.items() if each.held}
    overall = float(np.mean([share for share, _ in coverage.values()]))
    figures: dict[str, object] = {
        "years": years,
        "coverage": coverage,
        "coverage_overall": round(overall, 4),
        "bound_coverage": {n: _share(t.bounds) for n, t in tallies.items() if t.bounds},
        "withheld": {n: len(t.bounds) for n, t in tallies.items() if t.bounds},
        "bias": {n: _mean(t.errors) for n, t in tallies.items() if t.errors},
        "naive_error": round(float(np.mean(naive)), 3),
    }
    peers: dict[str, object] = {name: _share(held) for name, held in usual.items()}
    # An estimate misses only by more than chance over so many years allows.
    holds = {
        "overall": LOWEST <= overall <= HIGHEST,
        **{name: _holds(share, error) for name, (share, error) in coverage.items()},
    }
    return Result("intervals", figures, peers, holds)


def _told(one: Year, sample: Sample) -> Iterator[Told]:
    found, present = Totals(sample), Totals(sample, present=True)
    lot = policies.evenly(sample, one.room)
    other = policies.best(sample, one.other, one.room)
    first = policies.first(sample, one.other, LOOKED)
    rate, rate_other = float(one.finds.mean()), _rate(one, other)
    done = float(sample.found.sum() / sample.seen.sum())
    yield "prevalence_found", found.hit_rate(lot), rate
    yield "prevalence_present", present.hit_rate(lot), float(one.hides.mean())
    yield "prevalence_normalised", found.self_normalised(lot), rate
    yield "prevalence_robust", found.doubly_robust(lot, one.expected), rate
    yield "hit_rate", found.hit_rate(other), rate_other
    yield "hit_rate_normalised", found.self_normalised(other), rate_other
    yield "hit_rate_robust", found.doubly_robust(other, one.expected), rate_other
    yield "uplift_live", found.uplift(policies.live(sample)), done / rate
    yield "uplift_other", found.uplift(other), rate_other / rate
    yield "precision_1pct", found.hit_rate(first), _rate(one, first)
    yield "recall_1pct", found.share(first), float(one.finds @ first.chance / one.finds.sum())
    yield "calibration", calibration(found, one.expected), float(one.expected.mean()) / rate
    yield from _parts(one, sample, found)
    hours = one.rows["hours"].drop_nulls().mean()
    assert isinstance(hours, float)
    per_hour = finds_per_hour(found, other)
    if per_hour is not None:
        yield "finds_per_scanner_hour", per_hour, rate_other / hours
    for name, policy in (("delay_lot", lot), ("delay_other", other)):
        lost = delay(sample, policy)
        if lost is not None:
            yield name, lost, _delay(one, policy)


def _parts(one: Year, sample: Sample, found: Totals) -> Iterator[Told]:
    """Yield prevalence by stratum, and the reliability curve."""
    stratum = one.rows["stratum"].to_numpy()
    for name in sample.strata():
        among = stratum == name
        chosen = policies.of(sample, among.astype(np.float64))
        yield "prevalence_stratum", found.hit_rate(chosen), float(one.finds[among].mean())
    for part, each in zip(
        parts(sample, one.expected), reliability(found, one.expected), strict=True
    ):
        yield "reliability", each.found, float(one.finds[part].mean())


def _usual(one: Year, sample: Sample) -> Iterator[tuple[str, bool]]:
    """Yield whether usual intervals of the prevalence of finds hold it."""
    truth = float(one.finds.mean())
    chance, hits = sample.chance, sample.found
    weight = 1 / (chance[hits] * len(sample))
    heaviest = float((1 / (chance[sample.seen] * len(sample))).max())
    half = 1.96 * float((weight**2 * (1 - chance[hits])).sum()) ** 0.5
    yield "wald", abs(float(weight.sum()) - truth) <= half
    low, high = weighted_count(weight.tolist(), heaviest, 0.95)
    yield "fay_feuer_1997", low <= truth <= high
    low, high = wilson(int(hits.sum()), int(sample.seen.sum()), 0.95)
    yield "naive_hit_rate", low <= truth <= high


def _rate(one: Year, policy: Policy) -> float:
    return float(policy.chance @ one.finds / policy.size)


def _delay(one: Year, policy: Policy) -> float:
    innocent: Floats = policy.chance * ~one.finds
    return float(innocent @ one.delay / innocent.sum())


def _share(held: list[bool]) -> tuple[float, float]:
    """Return how often it held, and by how much so many years may be off."""
    share = float(np.mean(held))
    return round(share, 4), round((share * (1 - share) / len(held)) ** 0.5, 4)


def _holds(share: float, error: float) -> bool:
    return LOWEST - 2 * error <= share <= HIGHEST + 2 * error


def _mean(errors: list[float]) -> float:
    return round(float(np.mean(errors)), 4)
