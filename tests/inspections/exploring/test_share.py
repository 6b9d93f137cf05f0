"""Looks shared out among strata, and the chances within."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.exploring import even, looks
from quaywatch.inspections.windows import ONE


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.data())
def test_chances_lie_between_0_and_1_and_sum_to_the_looks_of_each_stratum(
    strata: list[int], data: st.DataObject
) -> None:
    own = np.array(strata, dtype=np.int64)
    sizes = np.bincount(own, minlength=6)
    given_looks = np.array([data.draw(st.integers(0, int(n))) for n in sizes], dtype=np.int64)
    chance = even(given_looks, own)
    assert ((chance >= 0) & (chance <= ONE)).all()
    for stratum, count in enumerate(given_looks):
        mine = chance[own == stratum]
        assert int(mine.sum()) == int(count) * ONE
        if len(mine):
            assert int(mine.max()) - int(mine.min()) <= 1


@given(
    st.lists(st.integers(0, 8), min_size=1, max_size=6),
    st.integers(0, 30),
    st.integers(0, 2**32 - 1),
)
def test_no_more_looks_are_given_than_there_are_slots_and_boxes(
    sizes: list[int], slots: int, seed: int
) -> None:
    worth = np.random.default_rng(seed).random((len(sizes), 8))
    shared = looks(worth, np.array(sizes, dtype=np.int64), slots, 0.0)
    assert (shared <= np.array(sizes)).all()
    assert shared.sum() == min(slots, sum(sizes))


def test_the_worthiest_looks_come_first_and_none_is_worth_less_than_the_rankings_last() -> None:
    worth = np.array([[0.05, 0.02, 0.001], [0.03, 0.001, 0.001]])
    sizes = np.array([3, 3], dtype=np.int64)
    assert looks(worth, sizes, 10, 0.01).tolist() == [2, 1]
    assert looks(worth, sizes, 2, 0.01).tolist() == [1, 1]


def test_a_stratum_is_not_given_more_looks_than_it_has_boxes() -> None:
    with pytest.raises(ValueError, match="more looks"):
        even(np.array([3], dtype=np.int64), np.zeros(2, dtype=np.int64))
