"""Policies sailing with the same seeds, and the measures of the wind tunnel's benchmark."""

import time

import numpy as np

from quaywatch.cli.sailing import waters
from quaywatch.strategy.tunnel import POLICIES, Interval, Run, Scenario, against, extend


def sailed(scenario: Scenario, policy: str, seeds: int) -> tuple[Run, float]:
    """Return a run over seeds 0 to `seeds` - 1, and the processor minutes of its slowest decade."""
    run: Run | None = None
    slowest = 0.0
    begin = time.process_time()
    for run in extend(None, scenario, policy, range(seeds), waters):  # noqa: B007
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


def told(found: Interval) -> list[float | None]:
    """Return a mean and its bounds, rounded."""
    return [None if one is None else round(one, 4) for one in (found.mean, found.low, found.high)]
