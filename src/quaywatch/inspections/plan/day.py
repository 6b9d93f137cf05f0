"""The plan of a day: best expected finds within the room there is, and a random audit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind, SelectionBasis
from quaywatch.inspections.drawing import Label
from quaywatch.inspections.lottery import Lottery, chances_of
from quaywatch.inspections.plan.ascent import ascend
from quaywatch.inspections.plan.audit import audit
from quaywatch.inspections.plan.greedy import greedy
from quaywatch.inspections.plan.laying import Day, lay
from quaywatch.inspections.plan.master import Solution, solve
from quaywatch.inspections.plan.pieces import whole
from quaywatch.inspections.plan.pricing import Choices, choose, tariff
from quaywatch.inspections.plan.problem import NONE, Booleans, Boxes, Floats, Ints, Problem
from quaywatch.inspections.plan.programme import Columns
from quaywatch.inspections.plan.selection import SELECTION_SCHEMA, validate
from quaywatch.inspections.plan.standing import Standing, picks_in, prices_in, prices_of
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.strata import Covered, Shortfall
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.windows import ONE
from quaywatch.ledger.instant import from_microseconds

_HARDLY = 0.01
"""Boxes too few that are not worth telling."""
_PASSES_AGAIN = 6
_PROVEN_AGAIN = 3e-3
"""Planning again has to be quick: it is content sooner."""
_WAITING = 1e-8
"""Finds that an hour of waiting costs: next to nothing, but it decides between equals."""
_SHORTAGE = 0.05
"""Finds that a box too few of an asked stratum costs."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The chances of a day before the draw, and what they were chosen by."""

    candidates: pl.DataFrame
    day: Day
    problem: Problem
    solution: Solution
    choices: Choices
    """What each box gains most by at the final prices."""
    columns: Columns
    """Choices taken, beside the audit."""
    amounts: Floats
    audited: tuple[Piece, ...]
    lottery: Lottery
    treatments: Treatments

    @property
    def places(self) -> list[int]:
        """Row in `candidates` of each box of the lottery."""
        rows = {name: row for row, name in enumerate(self.candidates["box_id"])}
        return [rows[name] for name in self.day.boxes.names]

    @property
    def labels(self) -> tuple[Label, ...]:
        """What each slot of the lottery is."""
        room, terminals = self.day.room, [*self.day.terminals, EVERYWHERE]
        kinds = [kind.value for kind in InspectionKind]
        return tuple(
            Label(terminal=terminals[terminal], kinds=(kinds[kind],), at=from_microseconds(hour))
            for terminal, kind in zip(
                list[int](room.pool_terminal.tolist()),
                list[int](room.pool_kind.tolist()),
                strict=True,
            )
            for hour in list[int](room.hours.tolist())
        )

    def chances(self) -> Ints:
        """Chance of each box of the day, by name, in units of 2**-32."""
        return np.array(self.lottery.chances(), dtype=np.int64)

    def audits(self) -> Ints:
        """The part of it that it owes to the audit."""
        return np.array(chances_of(self.audited, self.lottery.boxes), dtype=np.int64)

    def prices(self) -> pl.DataFrame:
        """What one slot more is worth, as `standing.PRICES` says."""
        return prices_of(self.day, self.solution.prices)

    def covered(self) -> tuple[Covered, ...]:
        """What was asked of strata and what they get, by name."""
        boxes, chance = self.day.boxes, self.chances() / ONE
        open_ = _open(boxes)
        count = len(self.day.strata)
        sizes = np.bincount(boxes.stratum[open_], minlength=count)
        reached = np.bincount(boxes.stratum, chance, minlength=count)
        return tuple(
            Covered(
                stratum=name,
                boxes=int(sizes[place]),
                asked=float(self.problem.ask[place]),
                reached=float(reached[place]),
                price=float(self.solution.prices.strata[place]),
                short=self._short(place, float(reached[place])),
            )
            for place, name in enumerate(self.day.strata)
            if self.problem.ask[place] > 0
        )

    def _short(self, stratum: int, reached: float) -> Shortfall | None:
        """Return why a stratum gets less than was asked."""
        asked = float(self.problem.ask[stratum])
        if reached >= asked - _HARDLY:
            return None
        room, boxes = self.problem.room, self.day.boxes
        members = np.flatnonzero(boxes.stratum == stratum)
        cells: set[int] = set()
        for policy in np.flatnonzero(room.starts):
            for box in members:
                hours = slice(int(boxes.first[box, policy]), int(boxes.last[box, policy]) + 1)
                for entries in (room.entry, room.other):
                    cells.update(entries[boxes.group[box], policy, hours].tolist())
        slots = room.capacity.ravel()[sorted(cells - {NONE})].sum()
        return Shortfall.WORTH_MORE_ELSEWHERE if slots >= asked else Shortfall.NO_ROOM

    def draw(self, seed: bytes) -> pl.DataFrame:
        """Choose by the lots of this seed; all candidates come back, in the order given."""
        drawn = self.lottery.draw(seed)
        chance, audited = self.chances(), self.audits()
        room, kinds = self.day.room, [kind.value for kind in InspectionKind]
        rows: dict[str, tuple[str | None, str | None, int | None, float]] = {}
        for box, name in enumerate(self.day.boxes.names):
            cell = drawn.get(box)
            if cell is None:
                rows[name] = (None, None, None, int(chance[box]) / ONE)
                continue
            pool, hour = divmod(cell, len(room.hours))
            targeted = chance[box] > 2 * audited[box]
            basis = SelectionBasis.TARGETED if targeted else SelectionBasis.RANDOM_AUDIT
            kind = kinds[int(room.pool_kind[pool])]
            rows[name] = (basis.value, kind, int(room.hours[hour]), int(chance[box]) / ONE)
        wanted = ["basis", "kind", "slot_at", "selection_probability"]
        picked = pl.DataFrame(
            [rows[name] for name in self.candidates["box_id"]],
            schema={n: SELECTION_SCHEMA[n] for n in wanted} | {"slot_at": pl.Int64()},
            orient="row",
        )
        return picked.with_columns(
            self.candidates["box_id"],
            self.candidates["terminal"].cast(pl.String),
            pl.from_epoch("slot_at", time_unit="us").dt.replace_time_zone("UTC"),
        ).select(pl.col(name).cast(kind) for name, kind in SELECTION_SCHEMA.items())


def select(
    candidates: pl.DataFrame, work: pl.DataFrame, *, audit_share: float, seed: bytes
) -> pl.DataFrame:
    """Choose the boxes of a day and how each is looked at: `plan_day`, then `DayPlan.draw`."""
    return plan_day(candidates, work, Treatments.load(), audit_share=audit_share).draw(seed)


def plan_day(
    candidates: pl.DataFrame,
    work: pl.DataFrame,
    treatments: Treatments,
    *,
    audit_share: float,
    coverage: Mapping[str, float] | None = None,
    standing: Standing | None = None,
    played: Collection[str] = (),
) -> DayPlan:
    """Fix the chance of every candidate of a day, before any lot is drawn.

    Of every cell the share `audit_share` is for the audit; in the rest the plan seeks what is worth
    most. What the audit leaves is then filled with what gains most.

    Args:
        candidates: as `CANDIDATES` says, a box once.
        work: as `WORK_SCHEMA` says, less what is taken.
        treatments: what can be done with a box.
        audit_share: 0 to 1.
        coverage: the share of each stratum's boxes that is to be looked at, at least.
        standing: the plan in force, if any: where this one starts from.
        played: boxes that have had their lot in an audit of the day, and get no other.

    Raises:
        ValueError: for a box named twice, a probability outside 0 to 1 or a share outside 0 to 1.
    """
    validate(candidates, audit_share)
    day = lay(candidates, work, treatments)
    problem = posed(day, audit_share, coverage or {})
    solution = _solved(day, problem, standing, treatments)
    frame = ~np.isin(np.array(day.boxes.names, dtype=str), list(played))
    return settle(candidates, day, problem, solution, treatments, audit_share, frame)


def _solved(
    day: Day, problem: Problem, standing: Standing | None, treatments: Treatments
) -> Solution:
    if standing is None:
        return solve(problem, ascend(problem))
    bids = ascend(problem, prices_in(day, standing), _PASSES_AGAIN)
    return solve(problem, bids, picks_in(day, problem, standing, treatments), _PROVEN_AGAIN)


def posed(day: Day, audit_share: float, coverage: Mapping[str, float]) -> Problem:
    """Return what is to be solved: the day less the audit's share of it."""
    boxes, room = day.boxes, day.room
    sizes = np.bincount(boxes.stratum[_open(boxes)], minlength=len(day.strata))
    shares = np.array([coverage.get(name, 0.0) for name in day.strata])
    return Problem(
        boxes=boxes,
        room=replace(room, capacity=room.capacity * (1 - audit_share)),
        ask=sizes.astype(np.float64) * shares,
        limit=np.ones(len(boxes.names)),
        waiting=_WAITING,
        shortage=_SHORTAGE,
    )


def settle(
    candidates: pl.DataFrame,
    day: Day,
    problem: Problem,
    solution: Solution,
    treatments: Treatments,
    audit_share: float,
    frame: Booleans,
) -> DayPlan:
    """Deal the audit, fill what is left, and lay all chances out."""
    at = tariff(solution.prices, problem.room, problem.waiting)
    choices = choose(problem, solution.prices, at)
    count = len(day.boxes.names)
    chance = np.bincount(solution.columns.box, solution.amounts, minlength=count)
    slots = day.room.capacity.ravel().astype(np.int64)
    audited = audit(day.boxes, day.room, _counts(treatments), audit_share, frame & (chance < 1e-6))
    pieces = [
        *audited,
        *whole(solution.columns, solution.amounts, slots, audited, count),
    ]
    more, amounts = _filled(day, problem, solution, choices, pieces)
    pieces += whole(more, amounts, slots, pieces, count)
    lottery = Lottery(
        slots=tuple(slots.tolist()),
        strata=tuple(day.boxes.stratum.tolist()),
        pieces=tuple(sorted(_merged(pieces))),
    )
    return DayPlan(
        candidates,
        day,
        problem,
        solution,
        choices,
        solution.columns.beside(more),
        np.concatenate([solution.amounts, amounts]),
        tuple(audited),
        lottery,
        treatments,
    )


def _filled(
    day: Day, problem: Problem, solution: Solution, choices: Choices, pieces: list[Piece]
) -> tuple[Columns, Floats]:
    """Return what still fits beside the pieces, what gains most first."""
    count = len(day.boxes.names)
    left = day.room.capacity.ravel().copy()
    given = np.array(chances_of(pieces, count)) / ONE
    for _, cell, amount in pieces:
        left[cell] -= amount / ONE
    columns = solution.columns
    later = np.zeros_like(left)
    group = day.boxes.group[columns.box]
    for cells, share in (
        (day.room.second, day.boxes.prospects.second),
        (day.room.third, day.boxes.prospects.third),
    ):
        needed = cells[group, columns.policy, columns.hour]
        there = needed >= 0
        amounts = share[columns.box, columns.policy] * solution.amounts
        np.add.at(later, needed[there], amounts[there])
    left = np.maximum(np.round(left - later, 6), 0.0)
    rest = replace(
        problem,
        room=replace(day.room, capacity=left.reshape(day.room.capacity.shape)),
        limit=np.where(given > 1 - 1e-6, 0.0, 1 - given),
    )
    return greedy(rest, solution.prices, choices, np.zeros_like(left), parts=True)


def _merged(pieces: list[Piece]) -> list[Piece]:
    sums: dict[tuple[int, int], int] = {}
    for box, cell, amount in pieces:
        sums[box, cell] = sums.get((box, cell), 0) + amount
    return [Piece(box, cell, amount) for (box, cell), amount in sums.items()]


def _open(boxes: Boxes) -> Booleans:
    """Return which boxes could be looked at."""
    return np.any(boxes.first <= boxes.last, axis=1)


def _counts(treatments: Treatments) -> Booleans:
    declared = {one.kind: one.counts for one in treatments.treatment}
    return np.array([declared.get(kind, False) for kind in InspectionKind])
