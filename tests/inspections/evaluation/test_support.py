"""Where too little carries a figure there is none, only a bound that holds."""

import numpy as np
import pytest

from quaywatch.inspections.evaluation import Reason, Totals, policies
from tests.inspections.evaluation.making import port, row, sample, seen


def test_a_handful_of_audits_gives_a_bound_and_no_figure() -> None:
    some = sample(
        seen("a", 0.01, found=True), *(row(f"b{i}", 0.01) for i in range(99)), seen("z", 0.01)
    )
    every = Totals(some).hit_rate(policies.every(some))
    assert every.value is None
    assert Reason.FEW_FINDS in every.reasons
    assert every.low >= 1 / 101
    assert every.high == pytest.approx(100 / 101)


def test_what_no_chance_could_show_may_hold_anything() -> None:
    some = sample(
        *(seen(f"a{i}", found=i < 20) for i in range(50)), *(row(f"b{i}", 0.0) for i in range(50))
    )
    every = Totals(some).hit_rate(policies.every(some))
    assert (every.value, every.low, every.high) == (None, 0.2, 0.7)
    assert every.reasons == (Reason.NO_CHANCE,)


def test_a_policy_that_was_hardly_ever_followed_by_chance_says_so() -> None:
    some = sample(
        *(seen(f"a{i}", found=i < 30) for i in range(90)),
        *(seen(f"b{i}", 0.02) for i in range(5)),
        *(row(f"c{i}", 0.02) for i in range(245)),
    )
    chosen = policies.of(some, (some.chance < 0.5).astype(float))
    assert Reason.SMALL_CHANCES in Totals(some).hit_rate(chosen).reasons


def test_of_nothing_inspected_nothing_is_said() -> None:
    none = Totals(sample(row("a", 0.5), row("b", 0.5)))
    every = none.hit_rate(policies.every(none.sample))
    assert (every.value, every.low, every.high) == (None, 0.0, 1.0)
    assert every.reasons == (Reason.NO_INSPECTIONS,)
    assert none.uplift(policies.live(none.sample)).value is None


def test_whether_a_figure_is_shown_does_not_hang_on_whether_luck_made_it_large() -> None:
    shown: list[float] = []
    for seed in range(150):
        one = port(seed, days=12)
        few = np.arange(len(one.sample)) % 20 == 0
        told = Totals(one.sample).hit_rate(policies.of(one.sample, few.astype(float)))
        if told.value is not None:
            shown.append(told.value - one.finds[few].mean())
    assert not shown or abs(np.mean(shown)) < 4 * np.std(shown) / np.sqrt(len(shown))


def test_a_way_that_would_choose_nothing_is_neither_better_nor_worse_than_chance() -> None:
    told = Totals(sample(*(seen(f"a{i}", found=i < 20) for i in range(50))))
    nothing = policies.of(told.sample, np.zeros(50))
    uplift = told.uplift(nothing)
    assert (uplift.value, uplift.high, uplift.reasons) == (None, None, (Reason.NO_INSPECTIONS,))


@pytest.mark.parametrize("chance", [-0.1, 1.5])
def test_a_chance_is_between_none_and_certainty(chance: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        sample(row("a", chance))


def test_what_had_no_chance_was_not_picked() -> None:
    with pytest.raises(ValueError, match="no chance"):
        sample(seen("a", 0.0))


def test_a_box_waits_once_on_a_day() -> None:
    with pytest.raises(ValueError, match="twice"):
        sample(row("a"), row("a"))


def test_one_lucky_find_makes_no_figure() -> None:
    some = sample(
        seen("a", found=True),
        *(seen(f"b{i}", 0.05) for i in range(10)),
        *(row(f"c{i}", 0.05) for i in range(190)),
    )
    every = Totals(some).hit_rate(policies.every(some))
    assert every.value is None
    assert every.low >= 1 / 201
