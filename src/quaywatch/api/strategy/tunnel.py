"""Runs of the wind tunnel as shapes."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.api.strategy.telling import places
from quaywatch.api.strategy.tunnel_shapes import (
    TunnelAgainst,
    TunnelInterval,
    TunnelListed,
    TunnelPair,
    TunnelPlace,
    TunnelPort,
    TunnelRun,
    TunnelRuns,
)
from quaywatch.strategy.tunnel import (
    POLICIES,
    BadRun,
    Interval,
    Run,
    against,
    displaced,
    interval,
    read,
    shipped,
    stored,
)

Floats = NDArray[np.float64]


def runs(folder: Path | None) -> TunnelRuns:
    """Return what is kept; a file that is no run is left out."""
    found: list[TunnelListed] = []
    for path in stored(folder) if folder is not None else ():
        try:
            run = read(path)
        except BadRun:
            continue
        found.append(
            TunnelListed(
                name=path.stem,
                scenario=run.scenario.name,
                policy=run.policy,
                seeds=len(run.seeds),
            )
        )
    return TunnelRuns(runs=found, scenarios=list(shipped()), policies=list(POLICIES))


def pair(folder: Path | None, a: str, b: str) -> TunnelPair:
    """Return two runs beside each other.

    Raises:
        KeyError: one of them is not kept.
        BadRun: the file of one cannot be read.

    """
    kept = {path.stem: path for path in stored(folder)} if folder is not None else {}
    first, second = read(kept[a]), read(kept[b])
    try:
        found, moved = against(first, second), displaced(first, second)
    except BadRun:
        found, moved = None, []
    lie = places({*first.ports, *second.ports})
    return TunnelPair(
        a=_run(first),
        b=_run(second),
        against=TunnelAgainst(**msgspec.to_builtins(found)) if found is not None else None,
        displaced=[None if one is None else _shape(one) for one in moved],
        places=[TunnelPlace(**one.model_dump(exclude={"country"})) for one in lie],
    )


def _run(run: Run) -> TunnelRun:
    scenario, sent, seized = run.scenario, run.cube("sent_t"), run.cube("seized_t")
    names = (*run.ports, "other")
    return TunnelRun(
        name=run.name,
        scenario=scenario.name,
        policy=run.policy,
        traffickers=scenario.traffickers,
        seeds=len(run.seeds),
        consignments_per_year=scenario.consignments_per_year,
        quarters=[f"{scenario.start + n // 4} Q{n % 4 + 1}" for n in range(scenario.months // 3)],
        begins=scenario.begins // 3,
        delivered=_by_quarter((sent - seized).sum(axis=2)),
        seized=_by_quarter(seized.sum(axis=2)),
        ports=[
            TunnelPort(
                port=port,
                sent=_means(sent[:, :, place]),
                seized=_means(seized[:, :, place]),
            )
            for place, port in enumerate(names)
        ],
    )


def _by_quarter(figure: Floats) -> list[TunnelInterval]:
    return [_shape(interval(quarter)) for quarter in figure.T]


def _means(figure: Floats) -> list[float]:
    return _rounded(float(mean) for mean in figure.mean(axis=0))


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(value, 3) for value in values]


def _shape(one: Interval) -> TunnelInterval:
    return TunnelInterval(mean=one.mean, low=one.low, high=one.high)
