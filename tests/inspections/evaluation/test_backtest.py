"""What a backtest tells, on days whose truth is known."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from quaywatch.inspections.evaluation import CANDIDATES, Backtest, Reason, backtest

DAYS = [date(2026, 5, 1) + timedelta(days=i) for i in range(4)]


def laid(rows: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=CANDIDATES, orient="row")


def drawn(truth: np.ndarray, chance: np.ndarray, random: np.random.Generator) -> pl.DataFrame:
    picked = random.random(len(truth)) < chance
    return laid(
        [
            (DAYS[i % 4], f"B{i}", chance[i], picked[i], bool(truth[i]) if picked[i] else None)
            for i in range(len(truth))
        ]
    )


def test_yield_and_what_is_added_are_right_on_average_whatever_the_plan_went_by() -> None:
    random = np.random.default_rng(5)
    truth = random.random(400) < 0.1
    # The plan is drawn to what hides something, so the raw rate of finds is far too high.
    chance = np.where(truth, 0.6, 0.15) * random.uniform(0.5, 1.0, 400)
    met = random.random(400) < 0.5
    capacity = dict.fromkeys(DAYS, 30)
    told = [backtest(drawn(truth, chance, random), met, capacity, {}) for _ in range(300)]
    assert np.mean([each.yield_.value for each in told]) == pytest.approx(
        truth[met].mean(), rel=0.08
    )
    left = ((1 - chance) * truth)[met].sum()
    assert np.mean([each.added for each in told]) == pytest.approx(left, rel=0.08)
    holds = [each.yield_.low <= truth[met].mean() <= each.yield_.high for each in told]
    assert np.mean(holds) >= 0.93


def small() -> pl.DataFrame:
    return laid(
        [
            (DAYS[0], "A", 1.0, True, True),
            (DAYS[0], "B", 0.5, True, False),
            (DAYS[0], "C", 0.5, False, None),
            (DAYS[1], "C", 0.25, True, True),
            (DAYS[1], "D", 0.25, True, None),
        ]
    )


def tried(met: list[bool], **others: list[bool]) -> Backtest:
    beside = {code: np.array(each) for code, each in others.items()}
    return backtest(small(), np.array(met), {DAYS[0]: 2, DAYS[1]: 1}, beside)


def test_no_day_takes_more_than_its_capacity() -> None:
    told = tried([True] * 5)
    assert (told.met, told.boxes, told.within, told.beyond) == (5, 4, 3, 2)
    assert (told.picked, told.unseen) == (4, 1)


def test_what_the_plan_is_sure_to_pick_adds_nothing() -> None:
    told = tried([True, False, False, False, False])
    assert told.yield_.value == 1.0
    assert told.added == 0.0
    assert (told.marginal.low, told.marginal.high) == (0.0, 1.0)


def test_an_outcome_counts_by_its_chance_and_for_the_picks_nobody_reported_on() -> None:
    rows = [
        (DAYS[0], "A", 0.25, True, True),
        (DAYS[1], "B", 0.25, True, None),
        *((DAYS[2], f"C{i}", 0.25, False, None) for i in range(10)),
    ]
    told = backtest(laid(rows), np.array([True] * 12), {}, {})
    assert told.yield_.value == pytest.approx(1 / 0.125 / 12)
    assert told.added == pytest.approx(0.75 / 0.125)
    assert Reason.FEW_FINDS in told.yield_.reasons


def test_rules_that_meet_the_same_are_named_most_first() -> None:
    told = tried(
        [True, True, True, False, False],
        one=[True, False, False, True, True],
        most=[True, True, False, False, False],
        none=[False, False, False, True, True],
    )
    assert [(each.code, each.boxes) for each in told.overlaps] == [("most", 2), ("one", 1)]


def test_a_rule_that_nothing_meets_tells_nothing() -> None:
    told = tried([False] * 5)
    assert (told.met, told.sample, told.expected) == (0, (), 0.0)
    assert (told.yield_.low, told.yield_.high) == (0.0, 1.0)


def test_the_hits_shown_are_spread_over_the_days() -> None:
    told = backtest(small(), np.array([True] * 5), {}, {}, shown=2)
    assert [(hit.day, hit.box_id, hit.found) for hit in told.sample] == [
        (DAYS[0], "A", True),
        (DAYS[1], "D", None),
    ]
