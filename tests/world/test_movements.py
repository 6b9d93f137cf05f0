"""A container is in one place at a time, and things happen in their order."""

import polars as pl

from quaywatch.world import Batch, World
from quaywatch.world.month import make_month
from quaywatch.world.pickup import make_pickup


def test_a_container_never_makes_two_journeys_at_once(world: World, batch: Batch) -> None:
    parts: list[pl.DataFrame] = []
    for number in range(world.config.months):
        month = make_month(world.setting, number)
        owner = month.shipments.box_consignment
        parts.append(
            pl.DataFrame(
                {
                    "start": month.legs.departure[owner] - 21,
                    "end": make_pickup(world.setting, month).gate_out + 30,
                }
            )
        )
    journeys = pl.concat(parts).with_columns(number=batch.frames.equipment["number"])
    overlap = journeys.sort("number", "start").filter(
        (pl.col("number") == pl.col("number").shift(1)) & (pl.col("start") < pl.col("end").shift(1))
    )
    assert overlap.is_empty()


def test_actual_events_of_a_journey_come_in_order(batch: Batch) -> None:
    """gate in, loaded, discharged (perhaps at a hub, then loaded again), gate out, dropped off"""
    actual = batch.movements.filter(classifier="actual")
    step = {"gate_in": 0, "loaded": 1, "discharged": 2, "gate_out": 3, "dropped_off": 4}
    ordered = actual.with_columns(step=pl.col("kind").replace_strict(step)).sort(
        "equipment_number", "at"
    )
    before = pl.col("step").shift(1).over("equipment_number")
    wrong = ordered.with_columns(before=before).filter(
        (pl.col("step") <= pl.col("before"))
        & ~((pl.col("step") == 1) & pl.col("before").is_in([1, 2]))
        & ~((pl.col("step") == 2) & (pl.col("before") == 2))
    )
    assert wrong.is_empty()


def test_plans_are_known_before_they_come_true(batch: Batch) -> None:
    planned = batch.movements.filter(pl.col("classifier") != "actual")
    assert (planned["known_at"] < planned["at"]).all()
    actual = batch.movements.filter(classifier="actual")
    assert (actual["known_at"] >= actual["at"]).all()


def test_every_box_has_a_planned_pick_up_at_a_terminal_of_the_port(batch: Batch) -> None:
    planned = batch.movements.filter(kind="gate_out", classifier="planned")
    assert planned.height == batch.frames.equipment.height
    assert planned["facility"].null_count() == 0
    assert (planned["location"] == "BEANR").all()


def test_ships_leave_before_they_arrive(batch: Batch) -> None:
    papers = batch.frames.consignments
    assert (papers["departure_at"] < papers["arrival_at"]).all()
    assert (papers["received_at"] < papers["arrival_at"]).all()
