"""Policies sailing with the same seeds, and the measures of the wind tunnel's benchmark."""

import time
from collections.abc import Callable

import numpy as np
from msgspec.structs import replace

from quaywatch.cli.sailing import waters
from quaywatch.strategy.tunnel import POLICIES, Interval, Run, Scenario, against, extend, interval
from quaywatch.world.waterbed import Months

_SHUT = 1e-9
"""Share of the flow that goes another way while nobody is worried, where there is none."""


def shut(scenario: Scenario, seed: int) -> Months:
    """Return the world of a scenario without another way than containers."""
    return Months(replace(waters(scenario, seed).config, outside_share=_SHUT))


def sailed(
    scenario: Scenario,
    policy: str,
    seeds: int,
    world: Callable[[Scenario, int], Months] = waters,
) -> tuple[Run, float]:
    """Return a run over seeds 0 to `seeds` - 1, and the processor minutes of its slowest decade."""
    run: Run | None = None
    slowest = 0.0
    begin = time.process_time()
    for run in extend(None, scenario, policy, range(seeds), world):  # noqa: B007
        taken, begin = time.process_time() - begin, time.process_time()
        slowest = max(slowest, taken)
    assert run is not None
    return run, slowest / 60 * 120 / scenario.months


def table(scenario: Scenario, seeds: int) -> dict[str, Run]:
    """Return a run of every policy."""
    return {policy: sailed(scenario, policy, seeds)[0] for policy in POLICIES}


def row(base: Run, run: Run) -> dict[str, object]:
    """Return what a policy does beside the base."""
    found = against(base, run)
    after = slice(run.scenario.begins // 3 + 4, None)
    sent, seized = (run.cube(what)[:, after] for what in ("sent_t", "seized_t"))
    inside = np.s_[:, :, :-1]
    return {
        "reduction": told(found.reduction),
        "reduction_ports": told(found.reduction_ports),
        "looks": round(found.looks.mean, 3),
        "interception": round(float(seized[inside].sum() / sent[inside].sum()), 3),
        "other_way": round(float(sent[:, :, -1].sum() / sent.sum()), 3),
    }


def at_equal_share(base: Run, run: Run) -> Interval:
    """Return by how much less got through, had the other way carried in `run` what it did in base.

    What each run loses of that which goes either way stays as it was: arithmetic, no new years.
    """
    after = slice(run.scenario.begins // 3 + 4, None)
    shares: list[np.ndarray] = []
    through: list[np.ndarray] = []
    for one in (base, run):
        sent, seized = (one.cube(what)[:, after].sum(axis=1) for what in ("sent_t", "seized_t"))
        ways = [np.s_[:, :-1], np.s_[:, -1:]]
        by_way = [(sent[way].sum(axis=1), seized[way].sum(axis=1)) for way in ways]
        through.append(np.array([1 - lost / all_ for all_, lost in by_way]))
        shares.append(by_way[1][0] / sent.sum(axis=1))
    got = [(1 - shares[0]) * inside + shares[0] * other for inside, other in through]
    return interval(1 - got[1] / got[0])


def told(found: Interval) -> list[float | None]:
    """Return a mean and its bounds, rounded."""
    return [None if one is None else round(one, 4) for one in (found.mean, found.low, found.high)]
