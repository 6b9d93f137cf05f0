"""Shares of finds, of policies that ran and that never did, beside the truth where it is known."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given

from quaywatch.inspections.evaluation import (
    Estimate,
    Reason,
    Sample,
    Totals,
    policies,
)
from tests.inspections.evaluation.making import MONDAY, frames, port, row, sample, seen

ROOM = {f"{MONDAY}": 2}


def test_where_everything_was_inspected_for_certain_figures_are_plain_counts() -> None:
    told = Totals(sample(*(seen(f"b{i}", found=i < 3) for i in range(12))))
    for estimate in (
        told.hit_rate(policies.every(told.sample)),
        told.self_normalised(policies.every(told.sample)),
    ):
        assert (estimate.value, estimate.low, estimate.high) == (0.25, 0.25, 0.25)


def test_a_find_that_was_seldom_looked_for_stands_for_many() -> None:
    told = Totals(sample(seen("a", 0.1, found=True), *(row(f"b{i}", 0.1) for i in range(99))))
    every = told.unseen.total(policies.every(told.sample))
    assert every.value == pytest.approx(10.0)
    assert every.draws.mean() == pytest.approx(10.0, rel=0.05)


@given(frames())
def test_the_order_of_candidates_changes_no_figure(rows: pl.DataFrame) -> None:
    one, other = Totals(Sample(rows)), Totals(Sample(rows.reverse()))
    assert one.hit_rate(policies.every(one.sample)) == other.hit_rate(policies.every(other.sample))
    assert one.uplift(policies.live(one.sample)) == other.uplift(policies.live(other.sample))


@given(frames())
def test_with_a_model_that_expects_nothing_the_robust_estimate_is_the_weighted_one(
    rows: pl.DataFrame,
) -> None:
    told = Totals(Sample(rows))
    every = policies.every(told.sample)
    assert told.doubly_robust(every, np.zeros(len(rows))) == told.hit_rate(every)


@given(frames())
def test_a_figure_lies_within_its_limits_and_a_share_between_none_and_all(
    rows: pl.DataFrame,
) -> None:
    told = Totals(Sample(rows))
    for chosen in (policies.every(told.sample), policies.live(told.sample)):
        for estimate in (told.hit_rate(chosen), told.share(chosen)):
            assert estimate.low >= 0
            assert estimate.high is not None
            assert estimate.low <= estimate.high <= 1


@given(frames())
def test_a_draw_by_lot_is_exactly_as_good_as_a_draw_by_lot(rows: pl.DataFrame) -> None:
    told = Totals(Sample(rows))
    lot = policies.of(told.sample, np.full(len(rows), 0.25))
    over = told.uplift(lot)
    if over.value is not None:
        assert (over.value, over.low, over.high) == pytest.approx((1.0, 1.0, 1.0))


def test_what_was_really_done_is_known_and_not_estimated() -> None:
    told = Totals(sample(seen("a", 0.1, found=True), seen("b", 0.2), row("c", 0.3)))
    live = told.hit_rate(policies.live(told.sample))
    assert (live.value, live.low, live.high) == (0.5, 0.5, 0.5)


def test_an_overlooked_load_is_there_all_the_same() -> None:
    half = sample(*(seen(f"b{i}", found=i < 40, detection=0.5) for i in range(200)))
    finds, present = Totals(half), Totals(half, present=True)
    assert finds.hit_rate(policies.every(half)).value == 0.2
    there = present.hit_rate(policies.every(half))
    assert there.value == pytest.approx(0.4)
    assert 0.25 < there.low < 0.4
    assert there.high is not None
    assert 0.4 < there.high < 0.6


def test_without_knowing_what_looks_overlook_nothing_is_said_of_what_is_there() -> None:
    with pytest.raises(ValueError, match="overlooks"):
        Totals(sample(seen("a")), present=True)


def test_those_reported_on_stand_for_those_that_were_not() -> None:
    some = sample(
        *(seen(f"a{i}", found=i < 4) for i in range(10)),
        *(row(f"b{i}", 1.0, picked=True) for i in range(10)),
    )
    every = Totals(some).hit_rate(policies.every(some))
    assert every.value == pytest.approx(0.4)
    assert every.low < 0.4
    assert Reason.UNANSWERED in every.reasons


def covered(estimates: list[tuple[Estimate, float]]) -> float:
    held = [e.low <= truth <= (e.high or np.inf) for e, truth in estimates if e.value is not None]
    return float(np.mean(held))


@pytest.fixture(scope="module")
def judged() -> dict[str, list[tuple[Estimate, float]]]:
    """Eighty ports: each estimate with the truth."""
    found: dict[str, list[tuple[Estimate, float]]] = {}
    for seed in range(80):
        one = port(seed)
        told = Totals(one.sample)
        room = dict.fromkeys(one.sample.rows["round"].to_list(), 14)
        best = policies.best(one.sample, one.risk, room)
        rate = float(one.finds @ best.chance / best.size)
        for name, estimate, truth in (
            ("prevalence", told.hit_rate(policies.every(one.sample)), one.finds.mean()),
            ("weighted", told.hit_rate(best), rate),
            ("robust", told.doubly_robust(best, one.risk), rate),
            ("recall", told.share(best), one.finds @ best.chance / one.finds.sum()),
            ("uplift", told.uplift(best), rate / one.finds.mean()),
        ):
            found.setdefault(name, []).append((estimate, float(truth)))
    return found


@pytest.mark.parametrize("name", ["prevalence", "weighted", "robust", "recall", "uplift"])
def test_intervals_hold_the_truth_no_less_often_than_they_say(
    judged: dict[str, list[tuple[Estimate, float]]], name: str
) -> None:
    assert covered(judged[name]) >= 0.90


@pytest.mark.parametrize("name", ["prevalence", "weighted", "robust"])
def test_a_policy_that_never_ran_is_judged_without_bias(
    judged: dict[str, list[tuple[Estimate, float]]], name: str
) -> None:
    errors = np.array([e.value - truth for e, truth in judged[name] if e.value is not None])
    assert abs(errors.mean()) < 4 * errors.std() / np.sqrt(len(errors))
