"""The folds of history beside the same features as window queries, and live beside bulk.

Two years of invented filings with outcomes. Our time runs from columns of texts to columns of
features; that of the peer from keys that are worked out already, so the ratio is taken from the
same start too. Speeds are per second of processor time. The peer's answers are compared with ours
feature by feature, and thousands of small histories, most of whose events share an instant, are
followed one event at a time in shuffled order and held against the bulk form to the bit. A longer
past goes through in stretches, and the peak of memory is noted on the way.
"""

import multiprocessing
import time
from collections.abc import Callable
from statistics import median

import numpy as np
import polars as pl

from bench import _past_sql
from bench._past import past, stretch
from bench._reading import peak_mb
from bench.result import Result
from quaywatch.cargo import Frames
from quaywatch.history import CATALOGUE, History, features
from quaywatch.history.encoding import filed, judged
from quaywatch.history.events import Events, together

TITLE = "features of the past: folds beside window queries, live beside bulk"
ROWS, QUICK_ROWS = 1_000_000, 200_000
PEER_ROWS, QUICK_PEER_ROWS = 200_000, 50_000
CASES, QUICK_CASES = 10_000, 500
LONG_ROWS, QUICK_LONG_ROWS = 10_000_000, 500_000
_STRETCHES = 10
_SHOWN = (1, 2, 5, 10)
"""Stretches after which memory is looked at."""
_CORES = 2
_BAR, _RATIO = 250_000, 10.0
_LIVE_MS = 0.2
_CLOSE = 1e-9
_WARM_UP = 2_000
_EVENTS = 12
"""Events of one small history."""
Figures = dict[str, float]


def run(quick: bool) -> Result:
    """Measure bulk, peer and live, each in a process of its own."""
    rows, peer_rows = (QUICK_ROWS, QUICK_PEER_ROWS) if quick else (ROWS, PEER_ROWS)
    ours, same = _apart(_bulk, rows), _apart(_bulk, peer_rows)
    peer = _apart(_duckdb, peer_rows)
    live = _apart(_live, 20_000)
    long = _apart(_long, QUICK_LONG_ROWS if quick else LONG_ROWS)
    cases = QUICK_CASES if quick else CASES
    differing = _differing(cases)
    per_core = rows / ours["all_s"]
    ratio = peer["cpu_s"] / same["fold_s"]
    figures: dict[str, object] = {
        "features": len(CATALOGUE),
        "rows": rows,
        "rows_per_s": round(_CORES * per_core),
        "rows_per_core_s": round(per_core),
        "fold_rows_per_core_s": round(rows / ours["fold_s"]),
        "wall_s": round(ours["wall_s"], 2),
        "keys": int(ours["keys"]),
        "state_mb": round(ours["state_mb"]),
        "ratio_duckdb": round(ratio, 1),
        "ratio_duckdb_with_texts": round(peer["cpu_s"] / same["all_s"], 1),
        "live_ms": round(live["median_ms"], 3),
        "peak_mb_after_rows": long,
        "cases": cases,
        "equal_to_the_bit": differing == 0,
    }
    return Result(
        "folds",
        figures,
        {
            "duckdb_rows_per_core_s": round(peer_rows / peer["cpu_s"]),
            "duckdb_rows": peer_rows,
            "duckdb_furthest_off": peer["furthest"],
        },
        {
            "rows_per_s": _CORES * per_core >= _BAR,
            "ratio_duckdb": ratio >= _RATIO,
            "duckdb_agrees": peer["furthest"] <= _CLOSE,
            "live_ms": live["median_ms"] <= _LIVE_MS,
            "equal_to_the_bit": differing == 0,
        },
    )


def _apart(work: Callable[[int], Figures], rows: int) -> Figures:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (rows,))


def _bulk(rows: int) -> Figures:
    features(*past(_WARM_UP * 3))  # loads or compiles
    frames, outcomes = past(rows)
    wall, start = time.perf_counter(), time.process_time()
    features(frames, outcomes)
    all_s, wall_s = time.process_time() - start, time.perf_counter() - wall
    events = _events(frames, outcomes)
    history = History()
    start = time.process_time()
    history.run(events, rows).frame()
    return {
        "all_s": all_s,
        "wall_s": wall_s,
        "fold_s": time.process_time() - start,
        "keys": history.keys(),
        "state_mb": len(history.dump()) / 1e6,
    }


def _long(rows: int) -> Figures:
    """Return the peak of memory after some stretches of a past that is read piece by piece."""
    history = History()
    peaks: Figures = {}
    for number in range(_STRETCHES):
        history.through(*stretch(rows // _STRETCHES, number, _STRETCHES))
        if number + 1 in _SHOWN:
            peaks[f"{rows // _STRETCHES * (number + 1):,}"] = round(peak_mb())
    return peaks


def _events(frames: Frames, outcomes: pl.DataFrame) -> Events:
    filings = filed(frames)
    return together([filings, judged(frames, outcomes, filings)])


def _duckdb(rows: int) -> Figures:
    frames, outcomes = past(rows)
    table = _past_sql.table(_events(frames, outcomes))
    start = time.process_time()
    theirs = _past_sql.query(table, rows)
    spent = time.process_time() - start
    ours = features(frames, outcomes)
    furthest = max(_off(ours[name], theirs[name].cast(pl.Float64)) for name in ours.columns)
    return {"cpu_s": spent, "furthest": furthest}


def _off(ours: pl.Series, theirs: pl.Series) -> float:
    """Return how far two columns lie apart, of the larger of one and the value."""
    if (ours.is_null() != theirs.is_null()).any():
        return float("inf")
    one, other = ours.drop_nulls().to_numpy(), theirs.drop_nulls().to_numpy()
    return float(np.max(np.abs(one - other) / np.maximum(1.0, np.abs(one)), initial=0.0))


def _live(rows: int) -> Figures:
    """Return what one filing costs from columns of one row to its features, with its update."""
    frames, outcomes = past(rows)
    history = History()
    history.through(frames, outcomes)
    ones = [frames.alone(row) for row in range(_WARM_UP)]
    later = 4_000_000_000_000_000
    spent: list[float] = []
    for number, one in enumerate(ones):
        at = np.array([later + number * 2_000])
        start = time.process_time()
        history.read(one, at)
        spent.append(time.process_time() - start)
    return {"median_ms": median(spent[len(spent) // 2 :]) * 1000}


def _differing(cases: int) -> int:
    """Return how many of so many small histories differ between live and bulk in any bit."""
    random = np.random.default_rng(3)
    frames, outcomes = past(400)
    pool = _events(frames, outcomes)
    pool = pool._replace(keys=np.where(pool.keys == 0, 0, pool.keys % 3 + 1))
    days = np.array([0, 0, 1, 2, 90, 400, 1_500], dtype=np.int64) * 86_400_000_000
    differing = 0
    for _ in range(cases):
        places = random.integers(0, len(pool.at), random.integers(2, _EVENTS))
        drawn = pool.only(places)
        drawn = drawn._replace(at=random.choice(days, len(places)))
        differing += not _same(drawn, random)
    return differing


def _same(drawn: Events, random: np.random.Generator) -> bool:
    bulk = History()
    expected = bulk.run(drawn, len(drawn.at)).values
    order = random.permutation(len(drawn.at))
    order = order[np.argsort(drawn.at[order], kind="stable")]
    restart = int(random.integers(0, len(order)))
    live = History()
    for step, place in enumerate(order):
        if step == restart:
            live = History.load(live.dump())
        found = live.run(drawn.only(np.array([place])), 1).values[0]
        if drawn.what[place] <= 1 and found.tobytes() != expected[place].tobytes():
            return False
    return bulk.dump() == live.dump()
