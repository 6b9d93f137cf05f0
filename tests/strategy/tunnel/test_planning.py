"""Estimates come near what is, and the ranked game agrees with the exact one where both apply."""

import numpy as np
import pytest

from quaywatch.strategy.allocation import Sites, quantal
from quaywatch.strategy.tunnel.estimating import rates
from quaywatch.strategy.tunnel.looking import Belief
from quaywatch.strategy.tunnel.memory import Memory
from quaywatch.strategy.tunnel.ranked import Game, plan
from tests.strategy.tunnel.waters import Still


def test_estimates_come_near_the_rates_and_never_reach_zero() -> None:
    world, unranked = Still(), Belief(sharpness=0.0, tips=0.0)
    memory = Memory(world.places, unranked)
    share, none = np.full(4, 0.2), np.zeros(4)
    for _ in range(24):
        memory.learn(world.month(share, none)[0], share, none)
    found = rates(memory)
    assert found[0] == pytest.approx(0.01, rel=0.1)
    assert found[2] == pytest.approx(0.002, rel=0.2)
    assert (found > 0).all()


def test_a_site_without_a_look_is_thought_of_as_its_port_route_and_goods_are() -> None:
    memory = Memory(Still().places, Belief())
    memory.finds = np.array([40.0, 0.0, 0.0, 0.0])
    memory.exposure = np.array([4000.0, 4000.0, 0.0, 4000.0])
    found = rates(memory)
    assert found[2] > 3 * found[3]


def test_without_ranking_the_plan_is_that_of_the_exact_game() -> None:
    rng, count = np.random.default_rng(5), 60
    belief = Belief(sharpness=0.0, detection=0.7, response=4.0)
    flow, rows = rng.lognormal(0.0, 1.0, count), rng.uniform(100, 2000, count)
    looks, outside = 0.1 * float(rows.sum()), 0.06 * float(flow.sum())
    game = Game(flow, np.zeros(count), rows, np.zeros(count, dtype=np.int64), np.array([looks]))
    exact = quantal(
        Sites(
            gain=np.log(flow),
            loss=np.full(count, belief.response * belief.detection),
            minutes=rows,
            port=np.zeros(count, dtype=np.int64),
            budget=looks,
            budgets=np.array([np.inf]),
            floor=np.zeros(count),
            ceiling=np.full(count, 0.95),
        ),
        np.full(count, belief.detection),
        1.0,
        float(np.log(outside)),
    )
    share = plan(game, belief, outside)
    assert float(rows @ share) <= looks

    def arriving(shares: np.ndarray) -> float:
        drawn = flow * np.exp(-belief.response * belief.detection * shares)
        return float(drawn @ (1 - belief.detection * shares) / (drawn.sum() + outside))

    assert arriving(share) == pytest.approx(exact.arriving, rel=0.005)
    assert arriving(share) >= exact.bound - 1e-9


def test_looking_by_rank_finds_more_in_the_first_share_than_in_the_last() -> None:
    caught = Belief().caught(np.array([0.0, 0.088, 0.5, 1.0]))
    assert caught[0] == pytest.approx(0.0, abs=1e-6)
    assert 1.8 < caught[1] / (0.7 * 0.088) < 2.4
    assert caught[3] == pytest.approx(0.7)
