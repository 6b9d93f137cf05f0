"""A container is in one place at a time, and things happen in their order."""

import polars as pl

from quaywatch.world import Batch, Config, World, simulate
from quaywatch.world.evidence import QUAY_FLAGS, Flag
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
    step = {"gate_in": 0, "loaded": 1, "discharged": 2, "gate_out": 3, "dropped_off": 4}
    elsewhere = batch.movements.filter(_seen_elsewhere(batch.movements))["equipment_number"]
    actual = batch.movements.filter(
        pl.col("kind").is_in(list(step)), ~pl.col("equipment_number").is_in(elsewhere.implode())
    ).filter(classifier="actual")
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


def _seen_elsewhere(movements: pl.DataFrame) -> pl.Expr:
    return (pl.col("message") == "codeco") & pl.col("facility").is_null()


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


def test_terminals_and_lines_agree_on_a_box_unless_another_story_is_planted() -> None:
    told = _told(quay_flags=()).filter(classifier="actual")
    boxes = told.group_by("equipment_number").agg(
        pl.col("seals").drop_nulls().n_unique(),
        pl.col("gross_mass_kg").drop_nulls().n_unique(),
        pl.col("stowage").drop_nulls().n_unique(),
        kinds=pl.col("kind").sort().implode().list.join(" ").first(),
    )
    assert boxes.height > 100
    assert set(boxes["kinds"].str.replace(" weighed", "")) == {"discharged gate_in loaded stowed"}
    assert (boxes.select("seals", "gross_mass_kg", "stowage") == 1).to_numpy().all()


def test_no_two_boxes_stand_in_one_place_aboard() -> None:
    told = _told(quay_flags=())
    for plan in (told.filter(kind="stowed"), told.filter(message="movins")):
        assert plan.height > 100
        assert plan.select("vessel_name", "voyage", "stowage").is_unique().all()


def test_planted_stories_are_as_frequent_as_declared() -> None:
    often = tuple(Flag(name=f.name, careful=0.3, careless=0.3, effects={}) for f in QUAY_FLAGS)
    told = _told(quay_flags=often).filter(classifier="actual")
    boxes = told.group_by("equipment_number").agg(
        (pl.col("seals").drop_nulls().n_unique() > 1).alias("seal_changes"),
        (pl.col("gross_mass_kg").drop_nulls().n_unique() > 1).alias("mass_drifts"),
        (~(pl.col("kind") == "loaded").any()).alias("load_unreported"),
        _seen_elsewhere(told).any().alias("seen_elsewhere"),
    )
    for flag in often:
        assert 0.2 < boxes[flag.name].mean() < 0.4, flag.name


def _told(quay_flags: tuple[Flag, ...]) -> pl.DataFrame:
    world = simulate(Config(seed=5, months=1, scale=0.02, quay_flags=quay_flags))
    return world.month(0).movements.filter(pl.col("message").is_not_null())
