"""What acting together gains is shared so that no member is worse off than alone."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.strategy.allocation import How, settle, split
from quaywatch.strategy.allocation.split import nearest, shapley
from tests.strategy.allocation.making import alliance


@given(st.integers(0, 10_000), st.integers(1, 5), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=25)
def test_nobody_is_worse_off_and_all_that_is_gained_is_shared(
    seed: int, members: int, rationality: float
) -> None:
    made = alliance(seed, members, rationality=rationality)
    found = split(made)
    assert found.worth >= -1e-12
    assert found.rational
    assert sum(found.parts.values()) == pytest.approx(found.worth, abs=1e-12)
    assert sum(found.transfers.values()) == pytest.approx(0, abs=1e-12)
    alone, pooled = settle(made, How.NATIONAL), settle(made, How.POOLED)
    for before, after in zip(alone.ports, pooled.ports, strict=True):
        assert before.arriving is not None
        assert after.arriving is not None
        falls = before.arriving - after.arriving
        assert found.direct[before.port] == pytest.approx(falls, abs=1e-9)
        # With what it is owed, a port is better off than alone by its part.
        assert falls + found.transfers[before.port] >= -1e-9


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8), st.floats(0.01, 2))
def test_where_a_part_falls_below_nothing_no_split_that_does_not_is_nearer(
    parts: list[float], whole: float
) -> None:
    given_parts = np.array(parts)
    found = nearest(given_parts, whole)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(whole)
    rng = np.random.default_rng(1)
    for _ in range(20):
        other = rng.dirichlet(np.ones(len(parts))) * whole
        assert np.sum((found - parts) ** 2) <= np.sum((other - given_parts) ** 2) + 1e-9


def test_the_shapley_value_is_that_of_the_glove_game() -> None:
    # Player 0 has a left glove, 1 and 2 a right one each; a pair is worth one.
    worth = np.array([0, 0, 0, 1, 0, 1, 0, 1], dtype=float)
    assert shapley(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_a_split_that_a_coalition_would_leave_says_which_and_by_how_much() -> None:
    made = alliance(1, 3)
    found = split(made)
    within = [one for one in made.members if one.port in found.envied_by]
    beside = [one for one in made.members if one.port not in found.envied_by]
    coalition = msgspec.structs.replace(made, members=tuple(within), outsiders=tuple(beside))
    apart, together = (
        sum(at.arriving or 0.0 for at in settle(coalition, how).ports if at.member)
        for how in (How.NATIONAL, How.POOLED)
    )
    parts = sum(found.parts[port] for port in found.envied_by)
    assert found.excess == pytest.approx(apart - together - parts, abs=1e-9)


def test_too_many_members_and_rational_traffickers_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        split(alliance(1, 13, 1))
    with pytest.raises(ValueError, match="rational"):
        split(alliance(1, 2, rationality=None))
