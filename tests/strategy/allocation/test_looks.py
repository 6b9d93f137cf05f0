"""A container gets the cheaper look first, and looks that are not worth their minutes none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, minimize

from quaywatch.strategy.allocation import Look, Sites, lay, mixed, pieces, quantal, rational
from tests.strategy.allocation.making import OPEN, PAPERS, SCAN, alliance

LOOKS = st.lists(
    st.builds(
        lambda detection, minutes: (round(detection, 3), round(minutes, 2)),
        st.floats(0.01, 1.0),
        st.floats(0.1, 100.0),
    ),
    min_size=1,
    max_size=5,
    unique=True,
).map(
    lambda pairs: tuple(
        Look(name=f"L{place}", detection=d, minutes=m) for place, (d, m) in enumerate(pairs)
    )
)


@given(LOOKS, st.floats(0, 1).map(lambda share: round(share, 4)))
def test_no_mixture_of_looks_finds_as_much_in_fewer_minutes(
    looks: tuple[Look, ...], share: float
) -> None:
    found = pieces(looks)
    minutes = sum(one.minutes * max(min(share, one.ends) - one.begins, 0) for one in found)
    wanted = share * max(look.detection for look in looks)
    cheapest = linprog(
        [look.minutes for look in looks],
        A_ub=[[-look.detection for look in looks], [1.0] * len(looks)],
        b_ub=[-wanted, 1.0],
    )
    assert minutes == pytest.approx(cheapest.fun, rel=1e-7, abs=1e-9)


@given(LOOKS, st.floats(0, 1))
def test_the_shares_of_looks_find_what_was_asked(looks: tuple[Look, ...], share: float) -> None:
    shares = mixed(pieces(looks), share)
    assert all(-1e-9 <= part <= 1 + 1e-9 for part in shares.values())
    assert sum(shares.values()) <= 1 + 1e-9
    found = sum(shares.get(look.name, 0.0) * look.detection for look in looks)
    assert found == pytest.approx(share * max(look.detection for look in looks), abs=1e-9)


def test_a_dearer_look_that_finds_less_is_never_used() -> None:
    worse = Look(name="worse", detection=0.5, minutes=5.0)
    assert [piece.look for piece in pieces((worse, SCAN, OPEN))] == [SCAN, OPEN]


def test_a_stratum_that_nothing_can_look_at_is_refused() -> None:
    with pytest.raises(ValueError, match="looked at in some way"):
        pieces(())


@given(st.integers(0, 10_000), st.integers(1, 3), st.floats(0.02, 3.0))
@settings(max_examples=40)
def test_with_several_looks_no_linear_programme_brings_the_best_site_lower(
    seed: int, ports: int, share: float
) -> None:
    looks = (SCAN, OPEN, PAPERS)
    made = alliance(seed, ports, 3, looks=looks, share=share, floor=0.0)
    sites = lay(made).sites
    strata = [(p, one) for p, member in enumerate(made.members) for one in member.strata]
    count = len(strata) * len(looks)
    above = np.zeros((len(strata), count + 1))
    once = np.zeros((len(strata), count + 1))
    minutes = np.zeros((ports, count + 1))
    for place, (port, one) in enumerate(strata):
        for which, look in enumerate(looks):
            at = place * len(looks) + which
            above[place, at] = -look.detection * (one.gain + one.penalty)
            once[place, at] = 1
            minutes[port, at] = look.minutes * one.containers
        above[place, -1] = -1
    solved = linprog(
        [*np.zeros(count), 1.0],
        A_ub=np.vstack([above, once, minutes]),
        b_ub=[
            *(-one.gain for _, one in strata),
            *np.ones(len(strata)),
            *(member.minutes for member in made.members),
        ],
        bounds=[*[(0, None)] * count, (None, None)],
    )
    plan = rational(sites)
    assert plan.level == pytest.approx(solved.fun, rel=1e-8, abs=1e-8)
    assert plan.bound == pytest.approx(plan.level, abs=1e-9)
    assert sites.value(plan.share)[sites.settled(plan.share)].max() <= plan.level + 1e-9
    assert (sites.spent(plan.share) <= sites.budgets * (1 + 1e-12)).all()


@given(st.integers(0, 10_000), st.floats(0.05, 2.0), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=20)
def test_with_several_looks_a_general_solver_lets_no_less_arrive(
    seed: int, share: float, rationality: float
) -> None:
    looks = (SCAN, OPEN)
    made = alliance(seed, 2, 2, looks=looks, share=share, floor=0.0)
    laid = lay(made)
    plan = quantal(laid.sites, laid.detection, rationality, stay=2.0)
    strata = [(p, one) for p, member in enumerate(made.members) for one in member.strata]

    def arriving(x: np.ndarray) -> float:
        found = x.reshape(len(strata), 2) @ [look.detection for look in looks]
        value = np.array(
            [s.gain - d * (s.gain + s.penalty) for (_, s), d in zip(strata, found, strict=True)]
        )
        weight = np.exp(rationality * value)
        return float(np.dot(weight, 1 - found) / (weight.sum() + np.exp(rationality * 2.0)))

    rows = np.zeros((2, 2 * len(strata)))
    for place, (port, one) in enumerate(strata):
        for which, look in enumerate(looks):
            rows[port, 2 * place + which] = (
                look.minutes * one.containers / made.members[port].minutes
            )
    once = np.kron(np.eye(len(strata)), np.ones((1, 2)))
    best = min(
        minimize(
            arriving,
            np.full(2 * len(strata), start),
            method="SLSQP",
            bounds=Bounds(0, 1),
            constraints=[LinearConstraint(np.vstack([rows, once]), -np.inf, 1.0)],
            options={"ftol": 1e-14, "maxiter": 500},
        ).fun
        for start in (0.0, 0.05)
    )
    assert plan.arriving <= best + 1e-7
    assert plan.bound == pytest.approx(plan.arriving, rel=1e-9)


def test_rows_of_a_site_that_do_not_follow_each_other_are_refused() -> None:
    made = lay(alliance(1, 1, 1, looks=(SCAN, OPEN), floor=0.0)).sites
    with pytest.raises(ValueError, match="follow each other"):
        Sites(
            gain=made.gain,
            loss=made.loss,
            minutes=made.minutes,
            port=made.port,
            budget=made.budget,
            budgets=made.budgets,
            floor=made.floor,
            ceiling=made.ceiling,
            begins=np.array([0.0, 0.99]),
        )
