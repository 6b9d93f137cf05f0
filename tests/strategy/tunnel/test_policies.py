"""What each policy does with the same looks."""

import numpy as np
import pytest

from quaywatch.strategy.tunnel.looking import Belief
from quaywatch.strategy.tunnel.memory import Memory
from quaywatch.strategy.tunnel.policies import POLICIES, Task, national, seizures, strategic, today
from tests.strategy.tunnel.waters import Still

_PORT = np.array([0, 0, 1, 1])


def _task(looks: tuple[float, float] = (2000.0, 1000.0)) -> Task:
    world = Still()
    memory = Memory(world.places, Belief())
    share, none = np.full(4, 0.05), np.zeros(4)
    for _ in range(12):
        memory.learn(world.month(share, none)[0], share, none)
    return Task(memory, world.expected(), _PORT, np.array(looks))


@pytest.mark.parametrize("name", POLICIES)
def test_each_spends_what_there_is_and_no_more(name: str) -> None:
    task = _task()
    plan = POLICIES[name](task)
    spent = ((plan.targeted + plan.audited) * task.rows).sum()
    assert 0.93 * task.looks.sum() <= spent <= task.looks.sum() + 1e-6
    assert (plan.targeted + plan.audited <= 1).all()


@pytest.mark.parametrize("name", ["today", "national", "common"])
def test_ports_with_their_own_looks_do_not_spend_those_of_others(name: str) -> None:
    task = _task()
    plan = POLICIES[name](task)
    spent = np.bincount(_PORT, (plan.targeted + plan.audited) * task.rows)
    assert (spent <= task.looks + 1e-6).all()


def test_today_looks_almost_only_at_routes_that_everybody_knows() -> None:
    plan = today(_task())
    assert plan.targeted[0] == pytest.approx(0.088 / 0.0018 * plan.targeted[1])


def test_following_seizures_goes_where_they_were_whatever_was_never_looked_at() -> None:
    plan = seizures(_task())
    assert plan.targeted[0] == pytest.approx(5 * plan.targeted[2], rel=0.1)


def test_the_strategic_plan_looks_most_where_most_is_estimated_and_by_lot_everywhere() -> None:
    plan = strategic(_task())
    assert plan.targeted[0] > plan.targeted[2] > plan.targeted[1]
    assert (plan.audited > 0).all()


def test_a_port_that_minds_only_itself_is_blind_to_where_its_lots_go() -> None:
    plan = national(_task())
    assert plan.targeted[2] > plan.targeted[3]


def test_a_port_that_stands_still_gets_no_looks() -> None:
    task = _task()
    rows = np.array([0.0, 0.0, 20_000.0, 200_000.0])
    for policy in POLICIES.values():
        plan = policy(Task(task.memory, rows, _PORT, np.array([0.0, 1000.0])))
        assert not plan.targeted[:2].any()
