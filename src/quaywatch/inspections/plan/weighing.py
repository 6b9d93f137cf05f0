"""A box as a plan weighed it: what each policy in each hour open to it brings and takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.plan.day import DayPlan
from quaywatch.inspections.plan.laying import complete
from quaywatch.inspections.plan.policies import Prospects, prospects
from quaywatch.inspections.plan.pricing import Tariff, tariff
from quaywatch.inspections.plan.problem import Booleans, Floats
from quaywatch.inspections.plan.turning import Lines
from quaywatch.inspections.why import Look
from quaywatch.ledger.instant import from_microseconds

_DIGITS = 6


def figure(number: float) -> float:
    """Return a number as it is kept: to six significant digits."""
    return float(f"{number:.{_DIGITS}g}") + 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One box."""

    plan: DayPlan
    box: int
    reefer: bool
    harm: float
    learns: float
    level: Floats
    """[policy, hour] what a choice would gain if the box surely hid nothing,"""
    slope: Floats
    """and how much more if it surely did."""
    open: Booleans
    """[policy, hour] whether somebody could look then."""
    at: Tariff

    @property
    def probability(self) -> float:
        """That it hides something."""
        return float(self.plan.day.boxes.probability[self.box])

    @property
    def group(self) -> int:
        """Terminal and sort."""
        return int(self.plan.day.boxes.group[self.box])

    def gains(self) -> Floats:
        """[policy, hour] what each choice gains, in its cheaper cell; -inf where it has none."""
        return np.where(self.open, self.level + self.slope * self.probability, -np.inf)

    def lines(self, policies: Booleans) -> Lines:
        """Return the choices of some policies."""
        policy, hour = np.nonzero(self.open & policies[:, None])
        return Lines(self.level[policy, hour], self.slope[policy, hour], policy)

    def look(self, policy: int, hour: int, cell: int | None = None) -> Look:
        """Return a choice with all that it brings and takes, in its cheaper cell or a given one."""
        plan, box, group = self.plan, self.box, self.group
        boxes, prices = plan.day.boxes, plan.solution.prices
        promised = boxes.prospects
        steps = plan.treatments.policy[policy].steps
        reached = 1.0, float(promised.second[box, policy]), float(promised.third[box, policy])
        entry = float(self.at.entry[group, policy, hour])
        if cell is not None:
            entry = float(prices.cells[cell]) + plan.problem.waiting * hour
        room = (
            entry
            + reached[1] * float(self.at.second[group, policy, hour])
            + reached[2] * float(self.at.third[group, policy, hour])
        )
        return self._look(steps, reached, hour, float(promised.detection[box, policy]), room)

    def bare(self, kind: InspectionKind, hour: int) -> Look:
        """Return a look of one kind, whatever it takes and whatever follows."""
        return self._look((kind,), (1.0,), hour, self.detection(kind), 0.0)

    def detection(self, kind: InspectionKind) -> float:
        """Return how often a look speaks up on what such a box hides."""
        of = self.plan.treatments.of(kind).detection
        return sum(share * of[way] for way, share in self.hiding.items())

    @property
    def hiding(self) -> dict[Concealment, float]:
        """Where such boxes hide what they hide."""
        hiding = self.plan.treatments.hiding
        return hiding.reefer if self.reefer else hiding.dry

    def _look(
        self,
        steps: tuple[InspectionKind, ...],
        reached: tuple[float, ...],
        hour: int,
        detection: float,
        room: float,
    ) -> Look:
        """Return a look of which each step is needed with some chance."""
        day, treatments = self.plan.day, self.plan.treatments
        done = [treatments.of(kind) for kind in steps]
        cost = sum(share * one.cost_eur for share, one in zip(reached, done, strict=False))
        delay = sum(share * one.delay_hours for share, one in zip(reached, done, strict=False))
        worth = treatments.worth
        hourly = worth.hour_eur * (worth.reefer_factor if self.reefer else 1.0)
        spent = (cost + hourly * delay) / worth.find_eur
        finds = self.probability * self.harm * detection
        strata = self.plan.solution.prices.strata
        beside = self.learns + float(strata[day.boxes.stratum[self.box]]) if done[0].counts else 0.0
        return Look(
            steps=steps,
            at=from_microseconds(int(day.room.hours[hour])),
            finds=figure(finds),
            cost_eur=figure(cost),
            delay_hours=figure(delay),
            spent=figure(spent),
            room=figure(room),
            gain=figure(finds + beside - spent - room),
        )


def weighed(plan: DayPlan, boxes: Sequence[int]) -> list[Weighed]:
    """Return some boxes of a plan, by number, at its prices."""
    facts = complete(plan.candidates).sort("box_id")[list(boxes)]
    at = tariff(plan.solution.prices, plan.problem.room, plan.problem.waiting)
    none, all_ = _promised(plan, facts, 0.0), _promised(plan, facts, 1.0)
    told = facts.select("reefer", "harm", "information").iter_rows()
    found: list[Weighed] = []
    for row, (reefer, harm, learns) in enumerate(told):
        box = boxes[row]
        level, full = _gains(plan, at, box, none, row), _gains(plan, at, box, all_, row)
        open_ = _open(plan, at, box)
        slope = np.where(open_, full - np.where(open_, level, 0.0), 0.0)
        found.append(Weighed(plan, box, reefer, harm, learns, level, slope, open_, at))
    return found


def _promised(plan: DayPlan, facts: pl.DataFrame, probability: float) -> Prospects:
    return prospects(
        plan.treatments,
        np.full(len(facts), probability),
        facts["reefer"].to_numpy(),
        facts["harm"].to_numpy(),
        facts["information"].to_numpy(),
    )


def _gains(plan: DayPlan, at: Tariff, box: int, promised: Prospects, row: int) -> Floats:
    boxes = plan.day.boxes
    group = boxes.group[box]
    asked = plan.solution.prices.strata[boxes.stratum[box]] * plan.day.room.starts
    return (
        (promised.value[row] + asked)[:, None]
        - at.entry[group]
        - promised.second[row][:, None] * at.second[group]
        - promised.third[row][:, None] * at.third[group]
    )


def _open(plan: DayPlan, at: Tariff, box: int) -> Booleans:
    boxes = plan.day.boxes
    hours = np.arange(len(plan.day.room.hours))
    within = (hours >= boxes.first[box][:, None]) & (hours <= boxes.last[box][:, None])
    return within & np.isfinite(at.entry[boxes.group[box]])
