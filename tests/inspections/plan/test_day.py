"""A day's plan is near the best, honest about its chances, and never beyond the slots."""

from collections import Counter
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.inspections import Shortfall
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.plan.pricing import Prices, columns_near, tariff
from quaywatch.inspections.plan.problem import NONE, Problem
from quaywatch.inspections.plan.programme import UNIT, Columns, build, highs, rows_of
from quaywatch.inspections.treatments import Treatments
from tests.inspections.ports import candidates, days, hour

TREATMENTS = Treatments.load()
SHARES = st.sampled_from([0.0, 0.1, 0.5, 1.0])


def work(slots: pl.DataFrame, dangerous: bool = True) -> pl.DataFrame:
    return slots.with_columns(
        resource=pl.col("kind") + pl.col("terminal"), dangerous_goods=pl.lit(dangerous)
    )


def plan(day: tuple[pl.DataFrame, pl.DataFrame], share: float, **more: object) -> DayPlan:
    return plan_day(day[0], work(day[1]), TREATMENTS, audit_share=share, **more)


def everything(problem: Problem) -> Columns:
    free = Prices(np.zeros(problem.room.capacity.size), np.zeros(len(problem.ask)))
    none = np.full(len(problem.boxes.names), -1e300)
    at = tariff(free, problem.room, problem.waiting)
    box, policy, when = columns_near(problem, free, at, none)
    cells = problem.room.entry[problem.boxes.group[box], policy, when]
    others = problem.room.other[problem.boxes.group[box], policy, when]
    one, two = cells != NONE, others != NONE
    return Columns(box[one], policy[one], when[one], cells[one]).beside(
        Columns(box[two], policy[two], when[two], others[two])
    )


@given(days(boxes=20), SHARES)
@settings(max_examples=60, deadline=None)
def test_no_plan_within_the_room_is_worth_a_thousandth_more(day, share) -> None:
    made = plan(day, share)
    columns = everything(made.problem)
    best = 0.0
    if len(columns):
        solver = highs.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(
            build(made.problem, rows_of(made.problem, np.unique(columns.box)), columns)
        )
        solver.run()
        best = solver.getObjectiveValue() * UNIT
    assert made.solution.worth == pytest.approx(best, rel=2e-3, abs=1e-9)
    assert made.solution.bound >= best * (1 - 1e-6) - 1e-9


@given(days(boxes=20), SHARES, st.binary(max_size=4))
@settings(max_examples=100, deadline=None)
def test_each_box_gets_at_most_one_slot_in_its_window_and_no_slot_is_given_twice(
    day, share, seed
) -> None:
    boxes, capacity = day
    drawn = plan(day, share).draw(seed)
    assert drawn["box_id"].to_list() == boxes["box_id"].to_list()
    taken: Counter[tuple] = Counter()
    for row, box in zip(drawn.to_dicts(), boxes.to_dicts(), strict=True):
        if row["basis"] is None:
            continue
        assert box["available_at"] <= row["slot_at"]
        assert (
            box["deadline_at"] is None
            or row["slot_at"] + (hour(1) - hour(0)) <= (box["deadline_at"])
        )
        taken[row["terminal"], row["kind"], row["slot_at"]] += 1
    room = {tuple(key): slots for *key, slots in capacity.iter_rows()}
    assert all(count <= room[slot] for slot, count in taken.items())


@given(days(boxes=20), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=100, deadline=None)
def test_with_an_audit_every_box_that_somebody_could_look_at_has_a_chance(day, share) -> None:
    boxes, capacity = day
    made = plan(day, share)
    units = capacity.filter(pl.col("slots") > 0).to_dicts()
    by_name = dict(zip(made.day.boxes.names, made.chances().tolist(), strict=True))
    for box in boxes.to_dicts():
        reachable = box["available_at"] is not None and any(
            unit["terminal"] == box["terminal"]
            and unit["slot_at"] >= box["available_at"]
            and (
                box["deadline_at"] is None
                or unit["slot_at"] + (hour(1) - hour(0)) <= box["deadline_at"]
            )
            for unit in units
        )
        assert (by_name[box["box_id"]] > 0) == reachable


def port(count: int = 60) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [
        (
            0.0005 * (i * 37 % 101),
            "K1" if i % 3 else "K2",
            hour(i % 5),
            hour(7 + i % 4),
            "xyz"[i % 3],
        )
        for i in range(count)
    ]
    cells = [
        (terminal, kind, hour(h), slots)
        for h in range(10)
        for terminal in ("K1", "K2")
        for kind, slots in (("scan", 2), ("open", 1), ("dogs", 1))
    ]
    schema = ["terminal", "kind", "slot_at", "slots"]
    return candidates(rows), pl.DataFrame(cells, schema=schema, orient="row")


def test_over_many_draws_each_box_is_picked_as_often_as_its_stated_chance() -> None:
    made = plan(port(150), 0.3)
    draws = 600
    drawn = [made.draw(n.to_bytes(2, "big")) for n in range(draws)]
    stated = drawn[0]["selection_probability"].to_numpy()
    counts = np.sum([d["basis"].is_not_null().to_numpy() for d in drawn], axis=0)
    assert ((stated > 0) & (stated < 1)).sum() >= 15
    assert (counts[stated == 1] == draws).all()
    error = np.sqrt(stated * (1 - stated) / draws)
    assert (np.abs(counts / draws - stated) <= 4.5 * error).all()


def test_the_same_day_gives_the_same_plan_bit_for_bit_in_any_order() -> None:
    boxes, cells = port()
    one = plan((boxes, cells), 0.2)
    shuffled = (
        boxes.sample(fraction=1.0, shuffle=True, seed=3),
        cells.sample(fraction=1.0, shuffle=True, seed=4),
    )
    other = plan(shuffled, 0.2)
    assert one.lottery == other.lottery
    assert one.prices().equals(other.prices())


def test_room_is_kept_for_what_alarms_are_expected_to_need() -> None:
    made = plan(port(), 0.0)
    needed = np.zeros(made.day.room.capacity.size)
    columns, boxes = made.columns, made.day.boxes
    np.add.at(needed, columns.cell, made.amounts)
    at = boxes.group[columns.box], columns.policy, columns.hour
    for cells, share in (
        (made.day.room.second[at], boxes.prospects.second),
        (made.day.room.third[at], boxes.prospects.third),
    ):
        there = cells != NONE
        amounts = (share[columns.box, columns.policy] * made.amounts)[there]
        np.add.at(needed, cells[there], amounts)
    assert (needed <= made.day.room.capacity.ravel() + 1e-6).all()


def test_dangerous_goods_go_only_where_they_may() -> None:
    boxes, cells = port(12)
    boxes = boxes.with_columns(dangerous_goods=pl.lit(True))
    here = work(cells).with_columns(dangerous_goods=pl.col("kind") == "scan")
    drawn = plan_day(boxes, here, TREATMENTS, audit_share=0.3).draw(b"s")
    assert set(drawn["kind"].drop_nulls()) == {"scan"}


def test_documents_are_looked_at_before_the_box_is_there_and_the_ship_is_loaded() -> None:
    boxes = candidates([(0.3, "K1", None, None, "x"), (0.3, "K1", None, None, "x")])
    boxes = boxes.with_columns(cutoff_at=pl.Series([hour(3), hour(0.5)]))
    cells = pl.DataFrame(
        [("", "documents", hour(h), 1) for h in range(6)],
        schema=["terminal", "kind", "slot_at", "slots"],
        orient="row",
    )
    drawn = plan((boxes, cells), 0.0).draw(b"s")
    assert drawn["slot_at"].to_list() == [hour(0), None]
    assert drawn["kind"].to_list() == ["documents", None]


def test_what_is_asked_of_a_stratum_is_looked_at_though_others_are_riskier() -> None:
    boxes, cells = port()
    poor = boxes.with_columns(
        probability=pl.when(pl.col("stratum") == "x").then(1e-6).otherwise(pl.col("probability"))
    )
    asked = plan((poor, cells), 0.0, coverage={"x": 0.5})
    members = np.array(
        [name in set(poor.filter(stratum="x")["box_id"]) for name in asked.day.boxes.names]
    )
    assert asked.chances()[members].sum() / 2**32 >= 0.5 * members.sum() - 1e-3
    left = plan((poor, cells), 0.0)
    assert left.chances()[members].sum() / 2**32 < 0.5 * members.sum()


def test_a_price_is_what_one_slot_more_would_add() -> None:
    boxes, cells = port(150)
    made = plan((boxes, cells), 0.0)
    top = made.prices().sort("price", descending=True).row(0, named=True)
    here = (
        (pl.col("terminal") == top["terminal"])
        & (pl.col("kind") == top["kind"])
        & (pl.col("slot_at") == top["slot_at"])
    )
    more = cells.with_columns(slots=pl.col("slots") + here.cast(pl.Int64))
    gained = plan((boxes, more), 0.0).solution.worth - made.solution.worth
    assert gained == pytest.approx(top["price"], rel=0.3)
    assert replace(made.solution, rounds=0).bound >= made.solution.worth


def test_a_plan_says_what_it_gives_of_what_is_asked_and_what_that_costs() -> None:
    boxes, cells = port()
    poor = boxes.with_columns(
        probability=pl.when(pl.col("stratum") == "x").then(0.0).otherwise(pl.col("probability"))
    )
    made = plan((poor, cells), 0.1, coverage={"x": 0.5, "y": 0.0, "q": 1.0})
    (covered,) = made.covered()
    assert (covered.stratum, covered.boxes, covered.asked) == ("x", 20, 10.0)
    assert covered.reached >= 10.0 - 1e-6
    assert 0 < covered.price < 0.05
    assert plan((poor, cells), 0.1).covered() == ()


def test_what_no_room_can_give_costs_what_a_box_too_few_does() -> None:
    boxes, cells = port()
    made = plan((boxes, cells.filter(pl.col("kind") == "open")), 0.0, coverage={"x": 1.0, "y": 1.0})
    short = [each for each in made.covered() if each.reached < each.asked - 0.5]
    assert short
    assert all(each.price == pytest.approx(0.05) for each in short)
    assert {each.short for each in short} == {Shortfall.NO_ROOM}


def test_what_would_push_out_more_than_it_counts_for_is_told_as_that() -> None:
    boxes, cells = port()
    rich = boxes.with_columns(
        probability=pl.when(pl.col("stratum") == "x").then(0.0).otherwise(0.9),
        terminal=pl.lit("K1"),
    )
    opened = cells.filter(pl.col("kind") == "open")
    made = plan((rich, opened), 0.0, coverage={"x": 0.1})
    (covered,) = made.covered()
    assert covered.reached < covered.asked
    assert covered.short is Shortfall.WORTH_MORE_ELSEWHERE


@given(days(boxes=20), SHARES, st.dictionaries(st.sampled_from("xyzw"), st.floats(0, 1)))
@settings(max_examples=40, deadline=None)
def test_whatever_is_asked_the_chances_stay_exact_and_the_audit_is_dealt(
    day, share, coverage
) -> None:
    made = plan(day, share, coverage=coverage)
    chance = dict(zip(made.day.boxes.names, made.chances().tolist(), strict=True))
    assert all(0 <= each <= 2**32 for each in chance.values())
    for each in made.covered():
        members = [
            name for name, s in day[0].select("box_id", "stratum").iter_rows() if s == each.stratum
        ]
        assert each.reached == pytest.approx(sum(chance[name] for name in members) / 2**32)
        assert each.asked == pytest.approx(coverage[each.stratum] * each.boxes)
        assert 0 <= each.price <= 0.05 + 1e-9
