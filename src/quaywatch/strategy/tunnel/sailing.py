"""The closed loop: plan, look, learn, plan again; and traffickers who answer."""

from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.tunnel.looking import Belief
from quaywatch.strategy.tunnel.memory import Memory
from quaywatch.strategy.tunnel.policies import OTHERS, WATCHED, Plan, Policy, Task, today
from quaywatch.strategy.tunnel.scenario import QUARTER, Scenario
from quaywatch.strategy.tunnel.waters import Floats, Waters


@dataclass(frozen=True, slots=True)
class Voyage:
    """One run by [quarter, port]; but for looks, a last column is another way."""

    sent_kg: Floats
    seized_kg: Floats
    lots: Floats
    lost: Floats
    looks: Floats


def sail(
    waters: Waters, policy: Policy, scenario: Scenario, belief: Belief | None = None
) -> Voyage:
    """Sail through a world: as today until the policy begins, then by it, quarter by quarter."""
    ports = waters.ports
    port = np.array([ports.index(each) for each in waters.places.port], dtype=np.int64)
    memory, usual = Memory(waters.places, belief or Belief()), np.zeros(len(ports))
    told: list[Floats] = []
    looked: list[Floats] = []
    plan: Plan | None = None
    for month in range(scenario.months):
        rows = waters.expected()
        trade = np.bincount(port, rows * _usual_share(waters), minlength=len(ports))
        usual = np.where(usual > 0, usual, trade)
        if plan is None or month % QUARTER == 0 or scenario.turns(month):
            turned = np.array([scenario.hardened(each, month) for each in ports])
            task = Task(memory, rows, port, usual * turned * (trade > 0))
            plan = (policy if month >= scenario.begins else today)(task)
        seen, truth = waters.month(plan.targeted, plan.audited)
        memory.learn(seen, plan.targeted, plan.audited)
        told.append(np.array([truth.sent_kg, truth.seized_kg, truth.lots, truth.lost]))
        looks = np.bincount(port, seen.targeted + seen.audited, len(ports))
        looked.append(looks.astype(np.float64))
    by_quarter = np.array(told).reshape(-1, QUARTER, 4, len(ports) + 1).sum(axis=1)
    return Voyage(
        *(by_quarter[:, row] for row in range(4)),
        looks=np.array(looked).reshape(-1, QUARTER, len(ports)).sum(axis=1),
    )


def _usual_share(waters: Waters) -> Floats:
    return np.where(waters.places.watched, WATCHED, OTHERS)
