"""One run against another with the same seeds, with intervals over seeds."""

from importlib import import_module
from typing import Any

import msgspec
import numpy as np

from quaywatch.strategy.tunnel.record import BadRun, Run
from quaywatch.strategy.tunnel.scenario import QUARTER
from quaywatch.strategy.tunnel.waters import Floats

_stats: Any = import_module("scipy.stats")  # without types
LEVEL = 0.95
SETTLING = 4
"""Quarters after a policy begins that are left out of its sums: traffickers still move."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """A mean over seeds with its interval (Student); without one from a single seed."""

    mean: float
    low: float | None
    high: float | None


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """What B does beside A, over the quarters after both have settled, seed by seed."""

    seeds: int
    reduction: Interval
    """By how much less is delivered in all, by whatever way: a share of A's."""
    reduction_ports: Interval
    """The same of what is delivered in containers through the ports alone."""
    displaced: Interval | None
    """Of what left ports, the share that turned up at others; none where nothing left."""
    looks: Interval
    """B's looks over A's."""


def interval(values: Floats) -> Interval:
    """Return the mean of values, one a seed, and its interval."""
    mean, count = float(values.mean()), len(values)
    if count < 2:
        return Interval(mean=mean, low=None, high=None)
    half = float(_stats.t.ppf((1 + LEVEL) / 2, count - 1) * values.std(ddof=1) / np.sqrt(count))
    return Interval(mean=mean, low=mean - half, high=mean + half)


def against(a: Run, b: Run) -> Against:
    """Compare B with A on the seeds and quarters they share.

    Raises:
        BadRun: they share no seed, no port, or no quarter after both have settled.

    """
    ports = [port for port in a.ports if port in b.ports]
    shared = _shared(a, b)
    settled = max(a.scenario.begins, b.scenario.begins) // QUARTER + SETTLING
    ends = min(a.scenario.months, b.scenario.months) // QUARTER
    if not shared or not ports or settled >= ends:
        raise BadRun(f"{a.name} and {b.name} share no seed, port or quarter")
    sums = [_sums(run, shared, slice(settled, ends)) for run in (a, b)]
    (sent_a, got_a, looks_a), (sent_b, got_b, looks_b) = sums
    return Against(
        seeds=len(shared),
        reduction=interval(1 - got_b.sum(axis=1) / got_a.sum(axis=1)),
        reduction_ports=interval(1 - got_b[:, :-1].sum(axis=1) / got_a[:, :-1].sum(axis=1)),
        displaced=_moved(sent_a[:, : len(ports)], sent_b[:, : len(ports)]),
        looks=interval(looks_b / looks_a),
    )


def displaced(a: Run, b: Run) -> list[Interval | None]:
    """Return by quarter, over the year that it ends, what share of what left ports is at others."""
    ports = [port for port in a.ports if port in b.ports]
    shared = _shared(a, b)
    ends = min(a.scenario.months, b.scenario.months) // QUARTER
    years = [slice(max(0, quarter - 3), quarter + 1) for quarter in range(ends)]
    sent = [run.cube("sent_t")[_rows(run, shared), :, : len(ports)] for run in (a, b)]
    return [_moved(*(each[:, year].sum(axis=1) for each in sent)) for year in years]


def _moved(a: Floats, b: Floats) -> Interval | None:
    """Return the share over seeds, from what is sent by [seed, port]; none where nothing left."""
    change = b - a
    falls, rises = -np.minimum(change, 0).sum(axis=1), np.maximum(change, 0).sum(axis=1)
    left = falls > 0
    return interval(rises[left] / falls[left]) if left.any() else None


def _rows(run: Run, seeds: list[int]) -> list[int]:
    return [place for seed in seeds for place, one in enumerate(run.seeds) if one.seed == seed]


def _shared(a: Run, b: Run) -> list[int]:
    return sorted({one.seed for one in a.seeds} & {one.seed for one in b.seeds})


def _sums(run: Run, seeds: list[int], quarters: slice) -> tuple[Floats, Floats, Floats]:
    """Return sent and delivered by [seed, port], and looks by seed."""
    at = _rows(run, seeds)
    sent = run.cube("sent_t")[at, quarters].sum(axis=1)
    seized = run.cube("seized_t")[at, quarters].sum(axis=1)
    return sent, sent - seized, run.cube("looks")[at, quarters].sum(axis=(1, 2))
