"""Who leaves out what was drawn by lot can bend the estimates, but not beyond their limits."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given

from quaywatch.inspections.evaluation import (
    Extremes,
    Judge,
    Reason,
    Sample,
    Totals,
    evaluate,
    missing,
    policies,
)
from tests.inspections.evaluation.making import Port, frames, port, row, sample, seen


def skipped(one: Port, hiding: float, others: float, seed: int) -> Sample:
    """Return a port's days as they look where somebody skips what the lot chose.

    Args:
        one: the port.
        hiding: how often a box that hides something is left out.
        others: how often one that hides nothing is, for cover.
        seed: of who is left out.
    """
    drawn = one.sample.picked & (one.sample.chance < 0.5)
    share = np.where(one.finds, hiding, others)
    gone = drawn & (np.random.default_rng(seed).random(len(drawn)) < share)
    left = pl.Series(gone)
    return Sample(
        one.sample.rows.with_columns(
            found=pl.when(left).then(None).otherwise("found"), left_out=left
        )
    )


def test_a_corrupt_skipper_makes_the_interval_wrong_but_not_the_limits() -> None:
    held, within, warned = [], [], []
    for seed in range(40):
        one = port(seed, days=240)
        some = skipped(one, 1.0, 0.01, seed)
        every = policies.every(some)
        told = Extremes(some).rate(Totals(some).hit_rate(every), every)
        truth = one.finds.mean()
        assert told.least is not None
        assert told.most is not None
        assert told.high is not None
        held.append(told.low <= truth <= told.high)
        within.append(told.least <= truth <= told.most)
        warned.append(some.skipped)
    assert np.mean(held) < 0.5
    assert np.mean(within) >= 0.95
    assert np.mean(warned) > 0.5


def test_skipping_by_lot_leaves_estimates_right_and_they_are_still_bounded() -> None:
    held = []
    for seed in range(40):
        one = port(seed)
        some = skipped(one, 0.2, 0.2, seed)
        every = policies.every(some)
        told = Extremes(some).rate(Totals(some).hit_rate(every), every)
        held.append(told.low <= one.finds.mean() <= (told.high or 1.0))
        assert (told.least or 0.0) <= told.low
        assert (told.most or 0.0) >= (told.high or 0.0)
    assert np.mean(held) >= 0.85


def test_the_limits_of_targeting_allow_for_finds_in_all_that_was_left_out() -> None:
    one = port(3)
    some = skipped(one, 1.0, 0.1, 3)
    room = dict.fromkeys(some.rows["round"].to_list(), 14)
    told = evaluate(some, room, "live", judge=Judge(one.risk, one.risk))
    truth = one.finds[some.seen].mean() / one.finds.mean()
    uplift = told.live.uplift
    assert uplift.least is not None
    assert uplift.least < uplift.low
    assert uplift.least <= truth
    assert Reason.LEFT_OUT in told.reasons
    assert told.missing.left_out == told.missing.missing > 0


def test_what_is_missing_is_counted_and_compared_with_what_was_seen() -> None:
    some = sample(
        row("a", 0.1, picked=True, left_out=True),
        row("b", 0.1, picked=True),
        seen("c", 0.1),
        seen("d", 0.1),
        row("e", 1.0, picked=True),
    )
    told = missing(some, np.array([0.4, 0.2, 0.1, 0.1, 0.9]))
    assert (told.drawn, told.missing, told.left_out) == (4, 2, 1)
    assert told.risk == pytest.approx(3.0)
    assert missing(some, None).risk is None


def test_what_was_all_reported_on_has_no_further_limits() -> None:
    one = port(1)
    every = policies.every(one.sample)
    told = Totals(one.sample).hit_rate(every)
    assert Extremes(one.sample).rate(told, every) == told
    assert Extremes(one.sample).share(told, every) == told


@given(frames())
def test_limits_hold_what_any_answers_of_the_missing_would_make_of_a_figure(rows) -> None:
    some = Sample(rows)
    extremes, totals = Extremes(some), Totals(some)
    half = policies.of(some, (np.arange(len(some)) % 2).astype(float))
    share = extremes.share(totals.share(half), half)
    rate = extremes.rate(totals.hit_rate(half), half)
    for answer in (False, True):
        other = Totals(some.answering(np.full(len(some), answer)))
        for told, then in ((share, other.part(half)), (rate, other.finds(half).over(half.size))):
            if told.least is not None and told.most is not None and not then.withheld:
                assert told.least - 1e-9 <= then.value <= told.most + 1e-9
