"""How many audits and tests it takes; what was not begun in time cannot be had afterwards."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from quaywatch.strategy.audits import Assumed, Caveat, Question, Way, Wished, apart, interval, plan
from quaywatch.strategy.audits.counts import chances, table
from quaywatch.strategy.audits.mix import Costs, Ways
from quaywatch.strategy.audits.power import Change, least
from quaywatch.strategy.audits.precision import Stratum, looks, stratified
from quaywatch.strategy.audits.shifts import Corrected, Moved, told

SAMPLES = st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
    lambda of: st.tuples(
        st.tuples(st.integers(0, of[0]), st.integers(0, of[1])),
        st.just(of),
    )
)


def needs(question: Question, way: Way, **assumed: float):
    every = plan(Assumed(**assumed), Wished())
    return next(one for one in every if (one.question, one.way) == (question, way))


@given(SAMPLES)
def test_two_shares_are_told_apart_as_by_fishers_test_on_either_side(
    sample: tuple[tuple[int, int], tuple[int, int]],
):
    hits, of = sample
    rows = [[hits[0], of[0] - hits[0]], [hits[1], of[1] - hits[1]]]
    sides = [fisher_exact(rows, alternative=side).pvalue for side in ("less", "greater")]
    assert apart(hits, of) == pytest.approx(min(1, 2 * min(sides)), rel=1e-6, abs=1e-12)


@given(SAMPLES)
def test_who_is_called_before_and_who_after_changes_nothing(
    sample: tuple[tuple[int, int], tuple[int, int]],
):
    hits, of = sample
    assert apart(hits, of) == pytest.approx(apart(hits[::-1], of[::-1]), rel=1e-9)


@given(st.integers(1, 80).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_is_the_exact_one(found: tuple[int, int]):
    exact = binomtest(*found).proportion_ci(method="exact")
    assert interval(*found) == pytest.approx((exact.low, exact.high))


@settings(max_examples=25)
@given(st.integers(5, 400), st.integers(5, 400), st.floats(0.01, 0.6))
def test_no_change_is_told_no_oftener_than_the_level_allows(first: int, second: int, share: float):
    one, other = chances(first, share), chances(second, share)
    told_apart = table((first, second), (len(one), len(other)))
    assert told_apart.power(one, other, 0.05) <= 0.05 + 1e-9


@pytest.mark.parametrize(("error", "audits"), [(0.5, 1481), (0.3, 4115), (0.2, 9259), (0.1, 37037)])
def test_a_prevalence_of_three_in_a_thousand_takes_thousands_of_audits(error: float, audits: int):
    assert looks(0.0027, error) == pytest.approx(audits, rel=0.003)


@pytest.mark.parametrize(("detection", "tests"), [(0.15, 142), (0.1, 225), (0.6, 17)])
def test_the_less_is_found_the_more_tests_it_takes_to_know_how_much(detection: float, tests: int):
    assert looks(detection, 0.2) == tests


def test_where_all_are_looked_at_nothing_is_left_to_chance():
    assert looks(0.0027, 0.001, among=5000) <= 5000
    assert looks(0.5, 0.2, among=1) == 1


@pytest.mark.parametrize(("boxes", "loads", "gain"), [(0.15, 0.7, 0.69), (0.05, 0.9, 0.27)])
def test_strata_help_as_far_as_the_risk_is_concentrated(boxes: float, loads: float, gain: float):
    high, low = 0.0027 * loads / boxes, 0.0027 * (1 - loads) / (1 - boxes)
    spread = stratified((Stratum(boxes, high), Stratum(1 - boxes, low)), 0.2)
    assert spread.gain == pytest.approx(gain, abs=0.01)
    assert spread.total == pytest.approx(gain * looks(0.0027, 0.2), rel=0.02)


def test_no_stratum_is_taken_at_its_word():
    spread = stratified((Stratum(0.5, 0.01), Stratum(0.5, 0.0)), 0.3)
    assert min(spread.looks) == 2


@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 0.5), st.floats(0.2, 0.8), st.floats(0.5, 0.9))
def test_what_is_asked_for_is_enough_and_a_fifth_less_is_not(
    share: float, factor: float, power: float
):
    change = Change(share, share * factor)
    number = change.needed(power)
    assert number is not None
    assert change.power(number, number) >= power
    fewer = int(number * 0.8)
    if fewer >= 4:
        assert change.power(fewer, fewer) < power


def test_the_limit_for_many_counts_is_what_the_sum_comes_to(monkeypatch: pytest.MonkeyPatch):
    change, number = Change(0.02, 0.015), 12_000
    by_limit = change.power(number, number)
    one, other = chances(number, 0.02), chances(number, 0.015)
    summed = table((number, number), (len(one), len(other))).power(one, other, 0.05)
    assert by_limit == pytest.approx(summed, abs=0.004)


def test_who_begins_after_the_change_cannot_tell_it():
    only_after = needs(Question.FLOW_CHANGED, Way.ONLY_AFTER)
    assert not only_after.possible
    assert only_after.most == 0


def test_who_began_late_needs_more_after_and_sometimes_no_number_is_enough():
    change = Change(0.0027, 0.0027 * 0.4)
    enough = change.needed(0.8)
    assert enough is not None
    more = change.needed_after(int(enough * 0.8), 0.8)
    assert more is not None
    assert more > enough
    assert change.needed_after(enough // 4, 0.8) is None
    assert change.most_after(enough // 4) < 0.8


def test_some_six_hundred_tests_do_the_work_of_twenty_thousand_audits():
    audits = needs(Question.FLOW_CHANGED, Way.OPENINGS)
    tests = needs(Question.FLOW_CHANGED, Way.SEIZURES)
    assert 20_000 < audits.openings < 28_000
    assert 8 <= audits.openings / tests.tests <= 64


def test_tests_are_never_named_without_what_they_cannot_see():
    for one in plan(Assumed(), Wished()):
        if one.tests and one.way is not Way.INSERTED:
            assert Caveat.STALE in one.caveats


def test_where_seizures_are_few_no_number_of_tests_makes_them_more():
    few = Corrected(30, 0.4, (0.15, 0.15))
    assert few.needed(0.8) is None
    assert few.most < 0.8


def test_seizures_that_fell_because_less_was_found_are_no_smaller_flow():
    rng = np.random.default_rng(5)
    found = rng.binomial(300, 0.12, 4000), rng.binomial(300, 0.048, 4000)
    said = told((rng.poisson(130, 4000), rng.poisson(52, 4000)), found, 300)
    assert said.mean() < 0.065


def test_a_rise_that_is_everybodys_has_moved_from_nowhere():
    common = Moved(0.01, 0.01, rise=1.000001, trend=1.5)
    assert common.power(5000) < 0.055
    assert Moved(0.01, 0.01, rise=2.0, trend=1.5).power(9000) > 0.9


def test_openings_by_lot_stay_in_the_cheapest_mix():
    ways = Ways(0.003, 0.9, 0.6)
    mix = ways.cheapest(0.2, Costs(300, 20, 400), fewest=160)
    assert mix.openings == 160
    assert ways.error(mix.openings, mix.scans, mix.tests) <= 0.2
    dear = ways.cheapest(0.2, Costs(1, 20, 400), fewest=160)
    assert (dear.scans, dear.tests) == (0, 0)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 0.5), st.floats(10, 400), st.floats(0.5, 50), st.floats(5, 500))
def test_no_other_mix_of_the_same_error_is_much_cheaper(
    error: float, opening: float, scan: float, test: float
):
    ways, costs = Ways(0.003, 0.9, 0.6), Costs(opening, scan, test)
    mix = ways.cheapest(error, costs, 50)
    for scans in (0.7, 1.4):
        if not mix.scans:
            continue
        tests = next(
            (
                number
                for number in range(2, 4000)
                if ways.error(mix.openings, int(mix.scans * scans), number) <= error
            ),
            None,
        )
        if tests is not None:
            other = mix.openings * opening + int(mix.scans * scans) * scan + tests * test
            assert other >= 0.97 * mix.cost


def test_a_change_by_nothing_is_refused():
    with pytest.raises(ValueError, match="does not change"):
        plan(Assumed(factor=1.0), Wished())


def test_ways_to_one_answer_come_cheapest_first():
    every = plan(Assumed(), Wished())
    for question in Question:
        costs = [one.cost for one in every if one.question is question and one.possible]
        assert costs == sorted(costs)
        assert costs


def test_ups_and_downs_do_not_fool_the_search():
    assert least(lambda n: 0.9 if n in (5, 6) or n >= 8 else 0.0, 0.8) in (7, 8)
    assert least(lambda _: 0.0, 0.8, 1000) is None
