"""The plan of a port day: how near to the best, how fast, how fast again, and how it grows.

The same model is given to HiGHS whole: every box, policy, hour and cell, first relaxed, then in
whole numbers. The better of the bounds that it proves within its time is what the plan is held
against; where it proves none, the plan's own bound by prices takes its place, and the result says
so.
"""

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

import msgspec
import numpy as np
import polars as pl

from bench import _port_day
from bench.result import Result
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.explaining import Told, reasons
from quaywatch.inspections.plan.pricing import Prices, columns_near, tariff
from quaywatch.inspections.plan.problem import NONE, Problem
from quaywatch.inspections.plan.programme import UNIT, Columns, Solver, build, highs, rows_of
from quaywatch.inspections.plan.rolling import replan, touched
from quaywatch.inspections.plan.standing import Standing
from quaywatch.inspections.treatments import Treatments

TITLE = "a day's plan of 20,000 boxes and 30 resources beside HiGHS on the same model"
GAP_BAR, COLD_BAR_S, REPLAN_BAR_MS = 0.01, 5.0, 300.0
_SEED = 1
_SHARE = 0.1
_CHANGES = 5


def run(quick: bool) -> Result:
    """Plan a day, change it, plan a longer one, and let HiGHS have the same model."""
    height = 2_000 if quick else 20_000
    treatments = Treatments.load()
    candidates, work = _day(height)
    plan_day(candidates[:200], work, treatments, audit_share=_SHARE)  # Compiles.
    plan, cold = _timed(candidates, work, treatments)
    again = median(_replanned(candidates, work, plan, treatments, n) for n in range(_CHANGES))
    grown = 4_000 if quick else 200_000
    large, large_s = _timed(*_day(grown), treatments)
    # Without an audit every cell holds whole boxes, as a programme in whole numbers needs.
    bare = plan_day(candidates, work, treatments, audit_share=0.0)
    peer = _peer(bare.problem, 80.0 if quick else 1200.0)
    worth, own = bare.solution.worth, bare.solution.bound
    limit = own if peer.bound is None else peer.bound
    gap = (limit - worth) / limit
    figures: dict[str, object] = {
        "boxes": height,
        "gap_to_milp": round(gap, 6),
        "bound_by": "own prices" if peer.bound is None else "HiGHS",
        "gap_to_own_bound": round(1 - worth / own, 6),
        "cold_s": round(cold, 2),
        "replan_ms": round(again * 1000, 1),
        "why": _why(plan),
        "growth": {
            "boxes": grown,
            "cold_s": round(large_s, 2),
            "times": round(large_s / cold, 1),
            "gap_to_own_bound": round(1 - large.solution.worth / large.solution.bound, 6),
        },
    }
    peers: dict[str, object] = {
        "highs_status": peer.status,
        "highs_columns": peer.columns,
        "highs_s": round(peer.seconds, 1),
        "highs_plan": None if peer.plan is None else round(peer.plan, 4),
        "highs_bound": None if peer.bound is None else round(peer.bound, 4),
        "our_plan": round(worth, 4),
        "our_bound": round(own, 4),
    }
    holds = {
        "gap_to_milp": gap <= GAP_BAR,
        "cold_s": cold <= COLD_BAR_S,
        "replan_ms": again * 1000 <= REPLAN_BAR_MS,
    }
    return Result("plan", figures, peers, holds)


def _day(height: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    capacity = _port_day.calendar(height)
    return _port_day.boxes(height, _SEED), capacity.work(_port_day.DAY)


def _why(plan: DayPlan) -> dict[str, object]:
    """What it takes to keep why each drawn box was picked."""
    drawn = plan.lottery.draw(b"why")
    begun = time.process_time()
    told = reasons(plan, drawn, Told("2026-06-01/1", {}, {}))
    seconds = time.process_time() - begun
    sizes = [len(msgspec.json.encode(why)) for why in told.values()]
    return {
        "boxes": len(told),
        "ms_a_box": round(seconds * 1000 / len(told), 3),
        "bytes_a_box": round(sum(sizes) / len(sizes)),
        "most_bytes": max(sizes),
    }


def _timed(
    candidates: pl.DataFrame, work: pl.DataFrame, treatments: Treatments
) -> tuple[DayPlan, float]:
    start = time.process_time()
    plan = plan_day(candidates, work, treatments, audit_share=_SHARE)
    plan.draw(b"bench")
    return plan, time.process_time() - start


def _replanned(
    candidates: pl.DataFrame,
    work: pl.DataFrame,
    plan: DayPlan,
    treatments: Treatments,
    n: int,
) -> float:
    """Return the seconds after one more filing at one of the terminals, a box that must be seen."""
    terminal = _port_day.TERMINALS[n % len(_port_day.TERMINALS)]
    one = candidates.filter(pl.col("terminal") == terminal)[n : n + 1]
    new = one.with_columns(box_id=pl.lit(f"new{n}"), probability=pl.lit(0.3))
    drawn = plan.draw(b"bench").filter(pl.col("basis") == "targeted")
    standing = Standing(plan.prices(), drawn.select("box_id", "kind", "slot_at"))
    changed = pl.concat([candidates, new])
    start = time.process_time()
    replan(
        changed,
        work,
        treatments,
        terminals=touched((candidates, work), (changed, work)),
        standing=standing,
        audit_share=_SHARE,
        played=candidates["box_id"].to_list(),
    ).draw(b"bench")
    return time.process_time() - start


@dataclass(frozen=True, slots=True)
class _Peer:
    """What HiGHS makes of the model."""

    status: str
    columns: int
    seconds: float
    plan: float | None
    bound: float | None


def _peer(problem: Problem, limit: float) -> _Peer:
    """Give HiGHS the relaxation, then the programme in whole numbers, half of the time each."""
    columns = _all(problem)
    rows = rows_of(problem, np.unique(columns.box))
    lp = build(problem, rows, columns)
    start = time.process_time()
    relaxed = _solver(limit / 2)
    relaxed.setOptionValue("solver", "ipm")
    relaxed.setOptionValue("run_crossover", "off")
    relaxed.passModel(lp)
    relaxed.run()
    bounds: list[float] = []
    if relaxed.getModelStatus() == highs.HighsModelStatus.kOptimal:
        bounds.append(float(relaxed.getObjectiveValue()) * UNIT)
    lp.integrality_ = [highs.HighsVarType.kContinuous] * len(rows.asked) + [
        highs.HighsVarType.kInteger
    ] * len(columns)
    solver = _solver(limit / 2)
    solver.setOptionValue("mip_rel_gap", 1e-4)
    solver.passModel(lp)
    solver.run()
    info = solver.getInfo()
    found = float(info.objective_function_value) * UNIT
    bounds.append(float(info.mip_dual_bound) * UNIT)
    proven = [bound for bound in bounds if np.isfinite(bound)]
    return _Peer(
        status=str(solver.modelStatusToString(solver.getModelStatus())),
        columns=len(columns),
        seconds=time.process_time() - start,
        plan=found if np.isfinite(found) and info.primal_solution_status else None,
        bound=min(proven) if proven else None,
    )


def _solver(limit: float) -> Any:
    solver: Any = Solver()
    for name, value in (("threads", 1), ("time_limit", limit)):
        solver.setOptionValue(name, value)
    return solver


def _all(problem: Problem) -> Columns:
    """Return every choice there is."""
    room = problem.room
    free = Prices(np.zeros(room.capacity.size), np.zeros(len(problem.ask)))
    at = tariff(free, room, problem.waiting)
    none = np.full(len(problem.boxes.names), -np.finfo(float).max)
    box, policy, hour = columns_near(problem, free, at, none)
    group = problem.boxes.group[box]
    cells = [entry[group, policy, hour] for entry in (room.entry, room.other)]
    there = [cell != NONE for cell in cells]
    one, two = (
        Columns(box[t], policy[t], hour[t], c[t]) for t, c in zip(there, cells, strict=True)
    )
    return one.beside(two)
