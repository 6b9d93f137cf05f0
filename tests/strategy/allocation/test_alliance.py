"""What comes of planning apart, together and with one pool, and what a change of members does."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, minimize

from quaywatch.strategy.allocation import (
    Alliance,
    Because,
    Code,
    How,
    Proof,
    bought,
    compare,
    equilibrium,
    joined,
    lay,
    left,
    settle,
)
from quaywatch.strategy.allocation.equilibrium import Player
from tests.strategy.allocation.making import OPEN, PAPERS, SCAN, alliance

ALLIANCES = st.builds(
    alliance,
    st.integers(0, 10_000),
    st.integers(1, 4),
    st.integers(1, 6),
    st.integers(0, 2),
    looks=st.sampled_from([(SCAN,), (SCAN, OPEN, PAPERS)]),
    rationality=st.sampled_from([0.05, 0.3, 1.0]),
    share=st.floats(0.01, 0.6),
)


def total(made: Alliance, how: How) -> float:
    arriving = settle(made, how).arriving
    assert arriving is not None
    return arriving


@given(st.integers(0, 10_000), st.integers(2, 5), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=40)
def test_a_common_goal_lets_less_arrive_than_each_for_itself_and_a_pool_less_still(
    seed: int, members: int, rationality: float
) -> None:
    made = alliance(seed, members, rationality=rationality)
    assert total(made, How.COMMON) <= total(made, How.NATIONAL) + 1e-12
    assert total(made, How.COMMON) <= total(made, How.EVEN) + 1e-12
    assert total(made, How.POOLED) <= total(made, How.COMMON) + 1e-12


@given(ALLIANCES)
@settings(max_examples=40)
def test_every_plan_keeps_the_floors_and_to_its_minutes_and_proves_itself(made: Alliance) -> None:
    for how, outcome in compare(made).items():
        floors = [one.floor for member in made.ports for one in member.strata]
        assert (outcome.shares >= np.array(floors) - 1e-12).all()
        has = {at.port: at.has for at in outcome.ports}
        spent = {at.port: at.minutes for at in outcome.ports}
        together = {at.port for at in outcome.ports if at.member and how is How.POOLED}
        for port in has.keys() - together:
            assert spent[port] <= has[port] * (1 + 1e-9)
        pool = sum(has[port] for port in together)
        assert sum(spent[port] for port in together) <= pool * (1 + 1e-9)
        if outcome.certificate.proof is not Proof.NONE:
            assert outcome.certificate.gap == pytest.approx(0, abs=1e-9)


@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.5, 2.0]))
@settings(max_examples=20)
def test_no_port_lets_less_in_by_another_plan_of_its_own(seed: int, rationality: float) -> None:
    made = alliance(seed, 3, 4, rationality=rationality, floor=0.0)
    laid = lay(made)
    sites, d = laid.sites, laid.detection
    found = equilibrium(sites, d, rationality, 2.0, tuple(Player((port,)) for port in range(3)))
    for port in range(3):
        mine = sites.port == port

        def through(x: np.ndarray, mine: np.ndarray = mine) -> float:
            share = found.share.copy()
            share[mine] = x
            weight = np.exp(rationality * sites.value(share))
            kept = np.dot(weight[mine], 1 - d[mine] * x)
            return float(kept / (weight.sum() + np.exp(rationality * 2.0)))

        minutes = sites.minutes[mine] / sites.budgets[port]
        best = minimize(
            through,
            np.zeros(4),
            method="SLSQP",
            bounds=Bounds(0, 1),
            constraints=[LinearConstraint(minutes[None, :], -np.inf, 1.0)],
            options={"ftol": 1e-14, "maxiter": 500},
        ).fun
        assert found.arriving[port] <= best + 1e-8


@given(ALLIANCES)
@settings(max_examples=30)
def test_who_joins_and_leaves_again_has_changed_nothing(made: Alliance) -> None:
    if not made.outsiders:
        return
    first = joined(made, made.outsiders[-1].port)
    back = left(first.after.alliance, made.outsiders[-1].port)
    assert back.after.arriving == pytest.approx(first.before.arriving, abs=1e-9)


@given(ALLIANCES)
@settings(max_examples=30)
def test_minutes_more_never_let_more_in_that_plan_together(made: Alliance) -> None:
    inside = msgspec.structs.replace(made, outsiders=())
    change = bought(inside, inside.members[0].port, 500.0)
    assert change.before.arriving is not None
    assert change.after.arriving is not None
    assert change.after.arriving <= change.before.arriving + 1e-12
    worth = change.before.ports[0].price
    fell = bought(inside, inside.members[0].port, 1e-3)
    assert fell.before.arriving is not None
    assert fell.after.arriving is not None
    assert fell.before.arriving - fell.after.arriving == pytest.approx(1e-3 * worth, abs=1e-9)


def test_a_change_says_what_it_does_for_all_and_at_each_port() -> None:
    made = alliance(1, 5, 20, 3)
    change = joined(made, made.outsiders[0].port)
    assert change.reasons[0].code is Code.LESS_ARRIVES
    assert change.reasons[0].before == change.before.arriving
    lent = {one.port for one in change.reasons if one.code is Code.SPENDS_ELSEWHERE}
    taken = {one.port for one in change.reasons if one.code is Code.SPENDS_MORE}
    assert made.outsiders[0].port in taken
    assert lent


def test_each_stratum_says_why_it_is_looked_at_so_much() -> None:
    made = alliance(1, 5, 20)
    rows = settle(made, How.POOLED).rows(made.members[1].port)
    assert {row.because for row in rows} == {Because.FLOOR, Because.EVEN}
    assert all(row.share == pytest.approx(0.001) for row in rows if row.because is Because.FLOOR)
    rich = alliance(1, 5, 20, share=30.0)
    assert {row.because for row in settle(rich, How.POOLED).rows("XXAAX")} == {Because.CEILING}
    with pytest.raises(KeyError):
        settle(made, How.POOLED).rows("NLRTM")


def test_rational_traffickers_are_met_together_only() -> None:
    made = alliance(1, 3, rationality=None)
    assert set(compare(made)) == set(How) - {How.NATIONAL}
    levels = {how: outcome.level for how, outcome in compare(made).items()}
    assert levels[How.POOLED] <= levels[How.COMMON] <= levels[How.FLOORS]
    with pytest.raises(ValueError, match="members alone"):
        settle(made, How.NATIONAL)


def test_floors_that_nobody_can_pay_for_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="XXAAX: the floors take"):
        lay(alliance(1, 2, floor=0.9))


def test_a_port_that_is_there_twice_is_refused() -> None:
    made = alliance(1, 2)
    twice = msgspec.structs.replace(made, outsiders=made.members[:1])
    with pytest.raises(ValueError, match="twice"):
        lay(twice)


def test_every_port_has_one_player() -> None:
    laid = lay(alliance(1, 2))
    with pytest.raises(ValueError, match="one player"):
        equilibrium(laid.sites, laid.detection, 0.3, 2.0, (Player((0,)),))
    assert replace(laid.sites).port.max() == 1
