"""Policies as chances: what was done, by lot, by score, by profile."""

from datetime import timedelta

import numpy as np
import pytest

from quaywatch.inspections.evaluation import policies
from tests.inspections.evaluation.making import MONDAY, row, sample, seen

MON, TUE = (f"{MONDAY + timedelta(days=i)}" for i in (0, 1))
SOME = sample(
    seen("a", 0.5), row("b", 0.5), row("c", 0.5), row("d", 0.5, day=1), row("e", 0.5, day=1)
)


def test_a_draw_by_lot_gives_everybody_the_same_chance_within_the_room_of_the_day() -> None:
    lot = policies.evenly(SOME, {MON: 1, TUE: 5})
    assert lot.chance == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1, 1])


def test_the_best_of_each_day_are_chosen_and_equals_by_name() -> None:
    score = np.array([1.0, 3.0, 3.0, 2.0, 9.0])
    assert policies.best(SOME, score, {MON: 1, TUE: 1}).chance.tolist() == [0, 1, 0, 0, 1]
    assert policies.first(SOME, score, 0.5).chance.tolist() == [0, 1, 1, 0, 1]


def test_a_profile_chooses_by_lot_among_what_meets_it() -> None:
    met = np.array([True, False, True, False, False])
    chosen = policies.among(SOME, met, {MON: 1, TUE: 3})
    assert chosen.chance == pytest.approx([0.5, 0, 0.5, 0, 0])
    assert chosen.size == 1


def test_what_was_done_stands_for_nothing_else() -> None:
    live = policies.live(SOME)
    assert live.chance.tolist() == [1, 0, 0, 0, 0]
    assert not live.alike.any()


def test_where_only_inspections_are_listed_they_stand_for_all_that_waited() -> None:
    some = sample(
        seen("a", 0.1, listed=False, found=True),
        *(seen(f"b{i}", 0.5, listed=False) for i in range(9)),
    )
    assert some.size == pytest.approx(28)
    lot = policies.evenly(some, {f"{MONDAY}": 14})
    assert lot.chance == pytest.approx([0.5] * 10)
    best = policies.best(some, np.arange(10.0, 0.0, -1.0), {f"{MONDAY}": 5})
    assert best.chance == pytest.approx([0.5, *[0.0] * 9])
    assert best.size == pytest.approx(5)
