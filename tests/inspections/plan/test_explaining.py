"""What a plan says of its reasons is true of it, and of other plans where it speaks of them."""

from dataclasses import replace

import msgspec
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.plan.ascent import ascend
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.explaining import Told, reasons
from quaywatch.inspections.plan.master import solve
from quaywatch.inspections.plan.policies import first_kinds
from quaywatch.inspections.plan.pricing import Choices, bound, choose, tariff
from quaywatch.inspections.plan.problem import Problem
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.why import Bound, Pick, Why
from tests.inspections.ports import candidates, days, hour, slots

TREATMENTS = Treatments.load()
SEED = b"lots"
SHARES = st.sampled_from([0.0, 0.1, 0.5])
WORTH = TREATMENTS.worth
NEAR = 2e-5
"""Figures are kept to six digits."""


def plan(day: tuple[pl.DataFrame, pl.DataFrame], share: float, **more: object) -> DayPlan:
    work = day[1].with_columns(
        resource=pl.col("kind") + pl.col("terminal"), dangerous_goods=pl.lit(True)
    )
    return plan_day(day[0], work, TREATMENTS, audit_share=share, **more)


def why(made: DayPlan) -> dict[str, Why]:
    pick_up = dict(made.candidates.select("box_id", "deadline_at").iter_rows())
    return reasons(made, made.lottery.draw(SEED), Told("2026-06-01/1", {}, pick_up))


def explained(day: tuple[pl.DataFrame, pl.DataFrame], share: float) -> tuple[DayPlan, dict]:
    made = plan(day, share)
    return made, why(made)


@given(days(boxes=20), SHARES)
@settings(max_examples=60, deadline=None)
def test_each_drawn_box_has_its_reasons_and_no_other_box_has(day, share) -> None:
    made, told = explained(day, share)
    drawn = made.draw(SEED).filter(pl.col("basis").is_not_null())
    assert set(told) == set(drawn["box_id"])
    for row in drawn.to_dicts():
        one = told[row["box_id"]]
        assert one.look.steps[0].value == row["kind"]
        assert one.look.at == row["slot_at"]
        assert (one.pick is Pick.AUDIT) == (row["basis"] == "random_audit")
        assert (one.lot is not None) == (one.pick is Pick.AUDIT)


@given(days(boxes=20), SHARES)
@settings(max_examples=60, deadline=None)
def test_the_figures_of_every_look_add_up(day, share) -> None:
    for one in explained(day, share)[1].values():
        for look in filter(None, (one.look, one.next, one.heavier)):
            counts = TREATMENTS.of(look.steps[0]).counts
            beside = one.learns * counts + (one.asked.worth if one.asked and counts else 0.0)
            parts = look.finds + beside - look.spent - look.room
            assert look.gain == pytest.approx(parts, rel=NEAR, abs=NEAR * (look.finds + look.room))
            weighed = (look.cost_eur + WORTH.hour_eur * look.delay_hours) / WORTH.find_eur
            assert look.spent == pytest.approx(weighed, rel=NEAR)


@given(days(boxes=20), SHARES)
@settings(max_examples=60, deadline=None)
def test_what_was_chosen_is_worth_as_much_as_the_next_best_and_as_any_later_hour(
    day, share
) -> None:
    made, told = explained(day, share)
    unproven = made.solution.bound - made.solution.worth
    for name, one in told.items():
        if one.pick is not Pick.WORTH:
            continue
        # What a box loses by its choice, times its part in the plan, the plan loses on its bound.
        part = max(made.amounts[made.columns.box == made.day.boxes.names.index(name)])
        least = one.look.gain + unproven / part + NEAR * one.look.finds + 1e-12
        assert all(look.gain <= least for look in (one.next, one.heavier) if look)
        assert one.look.gain >= -(unproven / part) - NEAR * one.look.finds - 1e-12
        assert -one.window.waiting <= unproven / part + NEAR * one.look.finds + 1e-12


class Lowered:
    """The same day, were one box less probable: planned anew, and at the prices as they were."""

    def __init__(
        self, made: DayPlan, day: tuple[pl.DataFrame, pl.DataFrame], name: str, to: float
    ) -> None:
        less = pl.when(pl.col("box_id") == name).then(to).otherwise("probability")
        self.anew = plan((day[0].with_columns(probability=less), day[1]), 0.0)
        self.box = made.day.boxes.names.index(name)
        self.prices = made.solution.prices
        self.begins = first_kinds(TREATMENTS)

    def best(self, policies: np.ndarray) -> float:
        """What the box gains most by some policies, at the prices as they were."""
        boxes = self.anew.problem.boxes
        value = np.where(policies, boxes.prospects.value, -np.inf)
        few = replace(boxes, prospects=replace(boxes.prospects, value=value))
        return float(self.chosen(replace(self.anew.problem, boxes=few)).gain[self.box])

    def chosen(self, problem: Problem) -> Choices:
        at = tariff(self.prices, problem.room, problem.waiting)
        return choose(problem, self.prices, at)

    def lead(self, kind: InspectionKind) -> float:
        """How much more it gains by a kind of look than by all else, at the prices as they were."""
        same = self.begins == kind.value
        return self.best(same) - max(self.best(~same), 0.0)

    def taken(self, kind: InspectionKind) -> float:
        """How much of the box the plan made anew gives to a kind of look."""
        solution = self.anew.solution
        own = solution.columns.box == self.box
        own &= self.begins[solution.columns.policy] == kind.value
        return float(solution.amounts[own].sum())

    def unproven(self) -> float:
        """What the prices as they were leave open of the plan made anew."""
        problem = self.anew.problem
        limit = bound(problem, self.prices, self.chosen(problem))
        return limit - self.anew.solution.worth


def turning(day: tuple[pl.DataFrame, pl.DataFrame]) -> tuple[DayPlan, list[tuple[str, Why, float]]]:
    """The plan without audit, and its boxes with the probability at which their look turns."""
    made, told = explained(day, 0.0)
    return made, [(n, one, one.keeps.probability) for n, one in told.items() if one.keeps]


@given(days(boxes=12))
@settings(max_examples=40, deadline=None)
def test_just_above_the_stated_probability_the_look_leads_and_just_below_it_does_not(day) -> None:
    made, turns = turning(day)
    for name, one, at in turns:
        kind = one.look.steps[0]
        if at * 1.0001 < one.probability:
            assert Lowered(made, day, name, at * 1.0001).lead(kind) > 0
        assert Lowered(made, day, name, at * 0.9999).lead(kind) < 0


@given(days(boxes=12), st.floats(0.05, 0.95))
@settings(max_examples=40, deadline=None)
def test_above_the_stated_probability_a_new_plan_keeps_the_look_but_for_what_is_unproven(
    day, part
) -> None:
    made, turns = turning(day)
    for name, one, at in turns:
        kind = one.look.steps[0]
        less = Lowered(made, day, name, at + part * (one.probability - at))
        lead = less.lead(kind)
        if lead > 1e-9:
            assert less.taken(kind) >= 1 - (less.unproven() + 1e-9) / lead


def crowded() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two places at a scanner; of the two likely boxes and the two like ones one has to wait."""
    rows = [(p, "K1", hour(0), hour(1), "x") for p in (0.5, 0.3, 0.3)]
    return candidates(rows), slots([("K1", "scan", hour(0), 2)])


def test_where_a_box_like_the_last_one_waits_the_stated_probability_is_where_the_box_drops() -> (
    None
):
    made, told = explained(crowded(), 0.0)
    keeps = told["b00"].keeps
    assert keeps is not None
    assert keeps.probability == pytest.approx(0.3, rel=1e-4)
    assert keeps.steps == ()
    assert Lowered(made, crowded(), "b00", 0.3001).taken(InspectionKind.SCAN) == pytest.approx(1)
    assert Lowered(made, crowded(), "b00", 0.2999).taken(InspectionKind.SCAN) == pytest.approx(0)
    assert told["b00"].proven


@given(days(boxes=12), SHARES)
@settings(max_examples=30, deadline=None)
def test_without_a_box_that_is_proven_to_belong_no_plan_is_worth_as_much(day, share) -> None:
    made, told = explained(day, share)
    for name in (n for n, one in told.items() if one.proven):
        limit = made.problem.limit.copy()
        limit[made.day.boxes.names.index(name)] = 0.0
        without = replace(made.problem, limit=limit)
        assert solve(without, ascend(without)).worth < made.solution.worth


def test_the_same_plan_has_the_same_reasons_bit_for_bit_whatever_the_order_of_its_boxes() -> None:
    boxes, room = crowded()
    one, other = (explained((frame, room), 0.2)[1] for frame in (boxes, boxes.reverse()))
    assert msgspec.json.encode(one) == msgspec.json.encode(other)


def test_the_hours_of_a_box_say_what_opens_and_ends_them_and_what_it_could_not_have() -> None:
    rows = [(0.2, "K1", hour(2), hour(5), "x"), (0.1, "K1", hour(-1), None, "x")]
    room = slots([("K1", "scan", hour(h), 1) for h in range(8)])
    told = explained((candidates(rows), room), 0.0)[1]
    tight, wide = told["b00"].window, told["b01"].window
    assert (tight.since, tight.since_by) == (hour(2), Bound.DISCHARGED)
    assert (tight.until, tight.until_by) == (hour(4), Bound.PICK_UP)
    assert (tight.hours, tight.early, tight.late, tight.barred) == (3, 2, 3, 0)
    assert (wide.since, wide.since_by, wide.until_by) == (hour(0), Bound.DAY, Bound.DAY)
    assert (wide.hours, wide.early, wide.late) == (8, 0, 0)


def test_hours_of_resources_that_may_not_take_dangerous_goods_are_told_apart() -> None:
    boxes = candidates([(0.2, "K1", hour(0), None, "x")]).with_columns(dangerous_goods=True)
    room = slots([("K1", "scan", hour(h), 1) for h in range(4)]).with_columns(
        resource=pl.lit("s"), dangerous_goods=pl.col("slot_at") == hour(2)
    )
    made = plan_day(boxes, room, TREATMENTS, audit_share=0.0)
    window = why(made)["b00"].window
    assert (window.hours, window.barred) == (1, 3)


def test_a_vessel_that_is_loaded_ends_the_hours_of_a_look_at_documents() -> None:
    boxes = candidates([(0.2, "K1", None, hour(7), "x")]).with_columns(
        cutoff_at=pl.lit(hour(3)).cast(pl.Datetime("us", "UTC"))
    )
    room = slots([("", "documents", hour(h), 1) for h in range(8)])
    window = explained((boxes, room), 0.0)[1]["b00"].window
    assert (window.until, window.until_by) == (hour(2), Bound.CUT_OFF)


def test_where_a_reefer_waits_no_longer_before_its_pick_up_its_patience_ends_its_hours() -> None:
    boxes = candidates([(0.2, "K1", hour(0), hour(3), "x")]).with_columns(reefer=True)
    made = plan((boxes, slots([("K1", "scan", hour(h), 1) for h in range(8)])), 0.0)
    for pick_up, ends in ((hour(3), Bound.PICK_UP), (hour(9), Bound.PATIENCE)):
        told = Told("2026-06-01/1", {}, {"b00": pick_up})
        window = reasons(made, made.lottery.draw(SEED), told)["b00"].window
        assert (window.until, window.until_by) == (hour(2), ends)


def test_a_lot_of_the_audit_names_its_stratum_and_among_how_many_it_fell() -> None:
    rows = [(0.0, "K1", hour(0), None, "xxy"[i % 3]) for i in range(9)]
    room = slots([("K1", "scan", hour(h), 1) for h in range(4)])
    made, told = explained((candidates(rows), room), 1.0)
    assert told
    for name, one in told.items():
        stratum = made.candidates.row(by_predicate=pl.col("box_id") == name, named=True)["stratum"]
        lot = one.lot
        assert lot is not None
        assert (lot.stratum, lot.size, lot.of) == (stratum, {"x": 6, "y": 3}[stratum], 9)
        assert one.next is one.keeps is None
        assert one.draw == "2026-06-01/1"


def test_what_coverage_asks_for_is_told_with_its_worth() -> None:
    rows = [(0.0, "K1", hour(0), None, "x"), (0.5, "K1", hour(0), None, "y")]
    room = slots([("K1", "scan", hour(0), 2)])
    one = why(plan((candidates(rows), room), 0.0, coverage={"x": 1.0}))["b00"]
    assert one.asked is not None
    assert (one.asked.stratum, one.asked.boxes, one.asked.of) == ("x", 1, 1)
    assert one.asked.worth > one.look.spent
