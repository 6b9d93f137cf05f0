"""Movements joined into trips and held against each other, beside plain SQL on the same columns.

One million containers make trips of ten events each: picked up, packed, weighed, gated in, loaded,
transhipped, discharged, gated out. Files of columns are read, encoded and told, one share of the
containers after another, on two threads; speeds are per second of processor time, so that they
hold on one core. The peer is a query of the data-frame library that
answers two of the questions: consecutive places too far apart in time, and masses that drift.
"""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from bench._journeys import write
from bench.result import Result
from quaywatch.story import Stories, tell
from quaywatch.story.columns import frame_rows

TITLE = "container movements joined into trips and checked, events per second"
CONTAINERS, QUICK_CONTAINERS = 1_000_000, 50_000
SHARES = 20
"""Files that the containers are dealt to."""
FOLLOWED = 2_000
"""Containers of which one share's events are also followed as they come, shuffled and doubled."""
_THREADS = 2
_MEGABYTE = 1_000_000

_SQL = """
WITH seen AS (
    SELECT equipment_number, at, location, verified_gross_mass_kg, gross_mass_kg,
           LAG(location) OVER (PARTITION BY equipment_number ORDER BY at) AS place_before,
           LAG(at) OVER (PARTITION BY equipment_number ORDER BY at) AS at_before
    FROM movements WHERE classifier = 'actual'
)
SELECT equipment_number,
       SUM(CASE WHEN location <> place_before AND at = at_before THEN 1 ELSE 0 END) AS jumps,
       MAX(COALESCE(verified_gross_mass_kg, gross_mass_kg)) AS most,
       MIN(COALESCE(verified_gross_mass_kg, gross_mass_kg)) AS least
FROM seen GROUP BY equipment_number
"""


def _tell(file: Path) -> tuple[int, int, int]:
    told = tell(frame_rows(pl.read_parquet(file)))
    return len(told.events), len(told.trips), len(told.findings)


def _all(folder: Path) -> dict[str, float]:
    """Tell every share; return what was told and what it took."""
    started = time.perf_counter()
    tell(frame_rows(pl.read_parquet(folder / "share-00.parquet").head(100)))
    ready = time.perf_counter()
    spent = time.process_time()
    with ThreadPoolExecutor(_THREADS) as pool:
        counts = list(pool.map(_tell, sorted(folder.glob("share-*.parquet"))))
    events, trips, findings = (sum(column) for column in zip(*counts, strict=True))
    return {
        "movements": events,
        "trips": trips,
        "contradictions": findings,
        "ready_s": ready - started,
        "wall_s": time.perf_counter() - ready,
        "cpu_s": time.process_time() - spent,
    }


def _by_sql(folder: Path) -> dict[str, float]:
    started, spent = time.perf_counter(), time.process_time()
    rows = 0
    for file in sorted(folder.glob("share-*.parquet")):
        movements = pl.read_parquet(file)
        rows += movements.height
        pl.SQLContext(movements=movements).execute(_SQL, eager=True)
    return {
        "movements": rows,
        "wall_s": time.perf_counter() - started,
        "cpu_s": time.process_time() - spent,
    }


def _measured(work: Callable[[Path], dict[str, float]], folder: Path) -> dict[str, float]:
    return work(folder) | {
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGABYTE
    }


def _apart(work: Callable[[Path], dict[str, float]], folder: Path) -> dict[str, float]:
    """Do the work in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, folder))


def _followed(folder: Path) -> bool:
    """Whether following events, shuffled and some doubled, ends where telling all at once does."""
    random = np.random.default_rng(5)
    events = frame_rows(pl.read_parquet(folder / "share-00.parquet"))
    some = np.unique(events["container"])[:FOLLOWED]
    events = events[np.isin(events["container"], some)]
    places = np.concatenate([np.arange(len(events)), random.integers(0, len(events), 500)])
    random.shuffle(places)
    stories = Stories()
    for part in np.array_split(places, 200):
        stories.add(events[part])
    pairs = zip(stories.told(), tell(events), strict=True)
    return all(one.tobytes() == other.tobytes() for one, other in pairs)


def run(quick: bool) -> Result:
    """Write the journeys, tell them, ask the peer, and follow some as they come."""
    containers = QUICK_CONTAINERS if quick else CONTAINERS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, containers, SHARES)
        ours, peer = _apart(_all, folder), _apart(_by_sql, folder)
        equal = _followed(folder)
    speed = ours["movements"] / ours["cpu_s"]
    seconds = ours["ready_s"] + 10_000_000 / speed
    return Result(
        name="joined",
        figures={
            "movements_per_s": round(speed),
            "wall_s": round(ours["wall_s"], 1),
            "seconds_10m": round(seconds, 1),
            "equal_to_the_bit": equal,
            "peak_mb": round(ours["peak_mb"]),
            "ready_s": round(ours["ready_s"], 2),
            "cpu_s": round(ours["cpu_s"], 1),
            "movements": int(ours["movements"]),
            "trips": int(ours["trips"]),
            "contradictions": int(ours["contradictions"]),
        },
        peers={
            "polars_sql": {
                "movements_per_s": round(peer["movements"] / peer["cpu_s"]),
                "cpu_s": round(peer["cpu_s"], 1),
                "peak_mb": round(peer["peak_mb"]),
            }
        },
        holds={
            "seconds_10m_120": seconds <= 120,
            "equal_to_the_bit": equal,
            "peak_4_gb": ours["peak_mb"] <= 4_000,
        },
    )
