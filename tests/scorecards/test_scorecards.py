"""Scorecards hold carriers to account and do not shame the small by noise."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.scorecards import Dimension, Direction, Tally, dimension_of, scorecards
from quaywatch.scorecards.card import own_priors, priors_of
from quaywatch.scorecards.dimension import WEIGHTS


def tally(name: str, filed: int, right: int, dimension: Dimension = Dimension.COMPLETE) -> Tally:
    return Tally(name=name, consignments=filed, judged={dimension: filed}, right={dimension: right})


PEERS = [tally(f"P{i}", 1000, 880 + 10 * i) for i in range(8)]

counts = st.integers(0, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def test_every_check_has_its_dimension() -> None:
    for check in checks.ALL:
        dimension_of(check.code)


def test_the_weights_make_a_whole() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert set(WEIGHTS) == set(Dimension)


def test_a_single_bad_filing_of_a_small_filer_shames_nobody() -> None:
    cards = {c.name: c for c in scorecards([*PEERS, tally("small", 1, 0), tally("big", 900, 300)])}
    small, big = cards["small"], cards["big"]
    assert big.score < 0.4 < small.score
    assert small.high - small.low > big.high - big.low
    assert small.low < cards["P0"].score


def test_who_filed_much_stands_for_themselves() -> None:
    cards = {c.name: c for c in scorecards([*PEERS, tally("big", 100_000, 50_000)])}
    assert cards["big"].score == pytest.approx(0.5, abs=0.01)


@given(st.lists(counts, min_size=1, max_size=20))
def test_a_measure_lies_within_its_interval_and_the_best_come_first(
    filed: list[tuple[int, int]],
) -> None:
    cards = scorecards([tally(f"C{i}", n, k) for i, (n, k) in enumerate(filed)])
    assert [c.score for c in cards] == sorted((c.score for c in cards), reverse=True)
    for card in cards:
        for measure in card.measures.values():
            assert 0 <= measure.low <= measure.value + 1e-9
            assert measure.value - 1e-9 <= measure.high <= 1


@given(st.lists(counts, min_size=6, max_size=20), st.randoms())
def test_the_order_of_the_input_changes_nothing(
    filed: list[tuple[int, int]], shuffled: random.Random
) -> None:
    tallies = [tally(f"C{i}", n, k) for i, (n, k) in enumerate(filed)]
    again = list(tallies)
    shuffled.shuffle(again)
    one, other = scorecards(tallies), scorecards(again)
    assert [c.name for c in one] == [c.name for c in other]
    for here, there in zip(one, other, strict=True):
        assert here.score == pytest.approx(there.score)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    draw = random.Random(7)
    held = total = 0
    for _ in range(60):
        truths = {f"C{i}": draw.betavariate(40, 5) for i in range(12)}
        tallies = []
        for name, truth in truths.items():
            n = draw.choice([5, 20, 80, 400])
            tallies.append(tally(name, n, sum(draw.random() < truth for _ in range(n))))
        for card in scorecards(tallies):
            measure = card.measures[Dimension.COMPLETE]
            held += measure.low <= truths[card.name] <= measure.high
            total += 1
    assert 0.86 <= held / total <= 0.96


def test_what_could_not_be_judged_leaves_its_share_to_the_rest() -> None:
    both = Tally(
        name="A",
        consignments=100,
        judged={Dimension.COMPLETE: 100, Dimension.ON_TIME: 0},
        right={Dimension.COMPLETE: 90, Dimension.ON_TIME: 0},
    )
    (card,) = scorecards([both])
    assert set(card.measures) == {Dimension.COMPLETE}
    assert card.score == pytest.approx(card.measures[Dimension.COMPLETE].value)


def test_a_trend_is_told_from_noise() -> None:
    now = [*PEERS, tally("better", 1000, 950), tally("noise", 12, 11)]
    before = [*PEERS, tally("better", 1000, 700), tally("noise", 12, 10)]
    cards = {c.name: c for c in scorecards(now, before)}
    better, noise, new = (cards[n].trend for n in ("better", "noise", "P1"))
    assert better is not None
    assert better.direction is Direction.BETTER
    assert noise is not None
    assert noise.direction is Direction.STEADY
    assert new is not None
    assert new.change == pytest.approx(0)
    assert scorecards([tally("first", 10, 9)])[0].trend is None


def test_a_percentile_needs_enough_peers() -> None:
    assert all(c.percentile is None for c in scorecards(PEERS[:4]))
    cards = scorecards(PEERS)
    assert [c.percentile for c in cards][::7] == [1.0, 0.0]


def test_a_lane_is_drawn_to_its_subject_and_not_to_the_peers() -> None:
    subject = tally("S", 1000, 500)
    lanes = [tally(f"L{i}", 100, 50 + i) for i in range(8)]
    own = own_priors(subject, priors_of([*PEERS, subject]), lanes)
    (lane,) = scorecards([tally("ECGYE>BEANR", 2, 2)], priors=own)
    assert lane.score < 0.6
    assert lane.percentile is None
