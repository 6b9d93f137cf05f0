"""Why a plan picked each box it picked, read from its prices and its lottery; nothing is solved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.plan import opened
from quaywatch.inspections.plan.day import DayPlan
from quaywatch.inspections.plan.laying import complete
from quaywatch.inspections.plan.policies import first_kinds
from quaywatch.inspections.plan.problem import NONE, Booleans, Ints
from quaywatch.inspections.plan.programme import Columns
from quaywatch.inspections.plan.turning import Lines, turn
from quaywatch.inspections.plan.weighing import Weighed, figure, weighed
from quaywatch.inspections.updating import Said, updated
from quaywatch.inspections.why import Alarm, Asked, Look, Lot, Pick, Turn, Why
from quaywatch.inspections.windows import ONE

_KINDS = tuple(InspectionKind)
_ROUNDING = 1e-9
"""Share of a plan's worth by which two sums of the same gains may differ."""
_DIGEST = 16
"""Hexadecimal digits of a digest that name it among those of a node."""


@dataclass(frozen=True)
class Told:
    """What else is told of picked boxes, by name."""

    draw: str
    """Name of the draw."""
    assessed: Mapping[str, str]
    """Digest of the assessment."""
    pick_up: Mapping[str, datetime | None]
    """When it is to be fetched, though a reefer's patience may end its hours before."""


def reasons(plan: DayPlan, drawn: Mapping[int, int], told: Told) -> dict[str, Why]:
    """Return why each drawn box was picked, by its name.

    Args:
        plan: the chances and what they were chosen by.
        drawn: what the lots gave: the cell of each box, by number (`Lottery.draw`).
        told: what the plan itself does not know.
    """
    seen = _Seen(plan, told)
    return {
        seen.name(one.box): _why(seen, one, drawn[one.box]) for one in weighed(plan, sorted(drawn))
    }


@dataclass(frozen=True)
class _Seen:
    """A plan, and what is asked of it again and again."""

    plan: DayPlan
    told: Told

    def name(self, box: int) -> str:
        return self.plan.day.boxes.names[box]

    @cached_property
    def facts(self) -> pl.DataFrame:
        return complete(self.plan.candidates).sort("box_id")

    @cached_property
    def ranks(self) -> Ints:
        """By box, from 1 for the highest probability."""
        order = np.argsort(-self.plan.day.boxes.probability, kind="stable")
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(1, len(order) + 1)
        return ranks

    @cached_property
    def audits(self) -> Ints:
        return self.plan.audits()

    @cached_property
    def chances(self) -> Ints:
        return self.plan.chances()

    @cached_property
    def thorough(self) -> Ints:
        """[policy] weight of the first step."""
        return np.array([InspectionKind(kind).weight for kind in self.begins])

    @cached_property
    def begins(self) -> np.ndarray:
        """[policy] kind of the first step."""
        return first_kinds(self.plan.treatments)

    def kind(self, cell: int) -> InspectionKind:
        """How a cell is looked in."""
        room = self.plan.day.room
        return _KINDS[int(room.pool_kind[cell // len(room.hours)])]

    @cached_property
    def taken(self) -> dict[tuple[int, int], list[int]]:
        """Which choices the plan took, by box and cell, the greatest part first."""
        found: dict[tuple[int, int], list[int]] = {}
        columns: Columns = self.plan.columns
        order = np.argsort(-self.plan.amounts, kind="stable")
        for i in order[self.plan.amounts[order] > 0].tolist():
            found.setdefault((int(columns.box[i]), int(columns.cell[i])), []).append(i)
        return found


def _why(seen: _Seen, one: Weighed, cell: int) -> Why:
    plan, box, name = seen.plan, one.box, seen.name(one.box)
    pick, policy = _picked(seen, one, cell)
    chosen = pick is not Pick.AUDIT
    hour = cell % len(plan.day.room.hours)
    look = one.look(policy, hour, cell) if chosen else one.bare(seen.kind(cell), hour)
    gains = one.gains()
    best = gains.argmax(axis=1)
    ranked = _ranked(gains, policy) if chosen else []
    beside = ranked[0] if ranked else NONE
    heavier = next((t for t in ranked if seen.thorough[t] > seen.thorough[policy]), NONE)

    def option(other: int) -> Look | None:
        return None if other == NONE else one.look(other, int(best[other]))

    keeps, out = _turns(seen, one, policy) if pick is Pick.WORTH else (None, None)
    unproven = max(plan.solution.bound - plan.solution.worth, 0.0)
    return Why(
        pick=pick,
        probability=figure(one.probability),
        rank=int(seen.ranks[box]),
        of=len(seen.ranks),
        look=look,
        alarm=_alarm(plan, one, look.steps[0]),
        window=opened.window(
            seen.facts, one, policy, cell, seen.told.pick_up.get(name), priced=chosen
        ),
        harm=one.harm,
        learns=figure(one.learns),
        next=option(beside),
        heavier=option(heavier) if heavier != beside else None,
        keeps=keeps,
        out=out,
        proven=pick is Pick.WORTH
        and float(gains.max()) > unproven + _ROUNDING * plan.solution.bound,
        asked=_asked(plan, box),
        lot=None if chosen else _lot(seen, box),
        draw=seen.told.draw,
        assessment=seen.told.assessed.get(name, "")[:_DIGEST],
    )


def _picked(seen: _Seen, one: Weighed, cell: int) -> tuple[Pick, int]:
    """Return by what a box was picked, and its policy, or one whose hours hold for it."""
    plan, box = seen.plan, one.box
    taken = seen.taken.get((box, cell), [])
    # As `DayPlan.draw` has it.
    if seen.chances[box] > 2 * seen.audits[box] and taken:
        planned = taken[0] < len(plan.solution.columns)
        return Pick.WORTH if planned else Pick.ROOM, int(plan.columns.policy[taken[0]])
    counts = plan.treatments.of(seen.kind(cell)).counts
    return Pick.AUDIT, int(np.argmax(plan.day.room.starts == counts))


def _ranked(gains: np.ndarray, policy: int) -> list[int]:
    """Return the other policies that have an hour, the best first."""
    best = gains.max(axis=1)
    order = np.argsort(-best, kind="stable")
    return [t for t in order.tolist() if t != policy and best[t] > -np.inf]


def _turns(seen: _Seen, one: Weighed, policy: int) -> tuple[Turn | None, Turn | None]:
    """Return where another kind of look comes first, and where none pays."""
    same: Booleans = seen.begins == seen.begins[policy]
    nothing = Lines(np.zeros(1), np.zeros(1), np.full(1, NONE))
    others = one.lines(~same)
    rivals = Lines(
        np.append(nothing.level, others.level),
        np.append(nothing.slope, others.slope),
        np.append(nothing.policy, others.policy),
    )
    keeps = _turn(seen, turn(one.lines(same), rivals, one.probability), rivals)
    every = one.lines(np.ones(len(same), dtype=np.bool_))
    out = _turn(seen, turn(every, nothing, one.probability), nothing)
    return keeps, out if out != keeps else None


def _turn(seen: _Seen, met: tuple[float, int], rivals: Lines) -> Turn | None:
    probability, line = met
    if line == NONE:
        return None
    policy = int(rivals.policy[line])
    steps = () if policy == NONE else seen.plan.treatments.policy[policy].steps
    return Turn(probability=figure(probability), steps=steps)


def _alarm(plan: DayPlan, one: Weighed, kind: InspectionKind) -> Alarm:
    treatment, probability = plan.treatments.of(kind), one.probability

    def after(*, spoke_up: bool) -> float:
        said = [Said(kind=kind, spoke_up=spoke_up)]
        return figure(updated(plan.treatments, said, probability, reefer=one.reefer).probability)

    speaks = one.detection(kind)
    chance = probability * speaks + (1 - probability) * treatment.false_alarm
    return Alarm(chance=figure(chance), alarmed=after(spoke_up=True), silent=after(spoke_up=False))


def _asked(plan: DayPlan, box: int) -> Asked | None:
    stratum = int(plan.day.boxes.stratum[box])
    boxes = float(plan.problem.ask[stratum])
    if boxes <= 0:
        return None
    there = plan.day.boxes.stratum == stratum
    reachable = (plan.day.boxes.first <= plan.day.boxes.last).any(axis=1)
    return Asked(
        stratum=plan.day.strata[stratum],
        boxes=figure(boxes),
        of=int((there & reachable).sum()),
        worth=figure(float(plan.solution.prices.strata[stratum])),
    )


def _lot(seen: _Seen, box: int) -> Lot:
    plan = seen.plan
    stratum = int(plan.day.boxes.stratum[box])
    had = seen.audits > 0
    return Lot(
        stratum=plan.day.strata[stratum],
        size=int((had & (plan.day.boxes.stratum == stratum)).sum()),
        of=int(had.sum()),
        chance=figure(int(seen.audits[box]) / ONE),
    )
