"""All that can honestly be said of a way to choose, on one sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
import numpy as np
import polars as pl

from quaywatch.inspections.evaluation import policy as policies
from quaywatch.inspections.evaluation.curves import (
    Bin,
    RankPoint,
    calibration,
    ranking,
    reliability,
)
from quaywatch.inspections.evaluation.effort import delay, finds_per_hour
from quaywatch.inspections.evaluation.estimate import Estimate, Reason
from quaywatch.inspections.evaluation.missing import Extremes, Missing, missing
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.sample import Floats, Sample
from quaywatch.inspections.evaluation.totals import Totals


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """What a way to choose is worth."""

    inspections: float
    hit_rate: Estimate
    """Finds an inspection, by Horvitz-Thompson."""
    normalised: Estimate
    """The same by Hájek."""
    robust: Estimate | None
    """The same, doubly robust; None without a model's probabilities."""
    uplift: Estimate
    """How many times as often as by lot."""
    recall: Estimate
    """Share of all finds that it makes."""
    per_hour: Estimate | None
    """Finds for each hour of scanners and bays."""
    delay: Estimate | None
    """Hours that an innocent box loses beyond its pick-up, on average."""


class Stratum(msgspec.Struct, frozen=True, kw_only=True):
    """How common finds are among the candidates of one stratum."""

    stratum: str
    candidates: float
    inspected: int
    found: int
    prevalence: Estimate


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """A way to choose beside chance and beside what was really done."""

    policy: str
    days: int
    first: date | None
    last: date | None
    candidates: float
    """Boxes that waited, each day counted; estimated where they are not all listed."""
    picked: int
    inspected: int
    found: int
    missing: Missing
    """What was drawn and never inspected."""
    prevalence: Estimate
    """Share of the candidates in which such looks would find something."""
    present: Estimate | None
    """Share that holds something, found or overlooked; None where detection is not known."""
    chosen: Worth
    live: Worth
    lot: Worth
    strata: tuple[Stratum, ...]
    """By size."""
    ranking: tuple[RankPoint, ...]
    reliability: tuple[Bin, ...]
    calibration: Estimate | None
    """Finds expected over finds there are."""
    reasons: tuple[Reason, ...]
    """What to keep in mind with all of it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What a model thinks of each candidate of a sample."""

    score: Floats
    probability: Floats


def evaluate(
    sample: Sample,
    room: Mapping[str, int],
    name: str,
    chosen: Policy | None = None,
    judge: Judge | None = None,
    *,
    taught: bool = False,
    assumed: bool = False,
) -> Evaluation:
    """Return what can be said of a policy.

    Args:
        sample: what could be inspected, and what was.
        room: inspections of each round.
        name: of the policy.
        chosen: the policy; without one, what was really done.
        judge: the model whose ranking and probabilities are judged, and by which the doubly robust
            estimate begins.
        taught: some of these outcomes taught that model.
        assumed: how much looks overlook is assumed and not measured.
    """
    totals, extremes = Totals(sample), Extremes(sample)
    every = policies.every(sample)
    live, lot = policies.live(sample), policies.evenly(sample, room)
    kept = sample.shown is not None
    days = sample.rows["day"]
    return Evaluation(
        policy=name,
        days=days.n_unique(),
        first=_day(days, 0),
        last=_day(days, -1),
        candidates=sample.size,
        picked=int(sample.picked.sum()),
        inspected=int(sample.seen.sum()),
        found=int(sample.found.sum()),
        missing=missing(sample, judge.probability if judge else None),
        prevalence=extremes.rate(totals.hit_rate(every), every),
        present=Totals(sample, present=True).hit_rate(every) if kept else None,
        chosen=_worth(totals, extremes, live if chosen is None else chosen, judge),
        live=_worth(totals, extremes, live, judge),
        lot=_worth(totals, extremes, lot, judge),
        strata=_strata(totals, extremes),
        ranking=ranking(totals, judge.score) if judge else (),
        reliability=reliability(totals, judge.probability) if judge else (),
        calibration=calibration(totals, judge.probability) if judge else None,
        reasons=_reasons(sample, judge, kept=kept, assumed=assumed, taught=taught),
    )


def _worth(totals: Totals, extremes: Extremes, chosen: Policy, judge: Judge | None) -> Worth:
    share = extremes.share(totals.share(chosen), chosen)
    return Worth(
        inspections=chosen.size,
        hit_rate=extremes.rate(totals.hit_rate(chosen), chosen),
        normalised=totals.self_normalised(chosen),
        robust=totals.doubly_robust(chosen, judge.probability) if judge else None,
        uplift=totals.uplift(chosen, share),
        recall=share,
        per_hour=finds_per_hour(totals, chosen),
        delay=delay(totals.sample, chosen),
    )


def _strata(totals: Totals, extremes: Extremes) -> tuple[Stratum, ...]:
    sample = totals.sample
    codes = sample.rows["stratum"].to_numpy()
    found: list[Stratum] = []
    for name in sample.strata():
        among = codes == name
        chosen = policies.of(sample, among.astype(np.float64))
        found.append(
            Stratum(
                stratum=name,
                candidates=chosen.size,
                inspected=int(sample.seen[among].sum()),
                found=int(sample.found[among].sum()),
                prevalence=extremes.rate(totals.hit_rate(chosen), chosen),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.candidates, each.stratum)))


def _reasons(
    sample: Sample, judge: Judge | None, *, kept: bool, assumed: bool, taught: bool
) -> tuple[Reason, ...]:
    said = {
        Reason.NO_INSPECTIONS: not sample.seen.any(),
        Reason.UNANSWERED: sample.unanswered,
        Reason.LEFT_OUT: sample.skipped,
        Reason.NO_DETECTION: not kept and bool(sample.seen.any()),
        Reason.ASSUMED_DETECTION: kept and assumed,
        Reason.NO_SCORES: judge is None,
        Reason.TAUGHT: taught,
    }
    return tuple(reason for reason, holds in said.items() if holds)


def _day(days: pl.Series, place: int) -> date | None:
    return None if days.is_empty() else days.sort().to_list()[place]
