"""Outcomes are what officers could know: inspected boxes only, each with its chance."""

import numpy as np
import polars as pl
import pytest

from quaywatch.world import Batch, Config, Targeting, World, simulate
from quaywatch.world.enforcement import inspect
from quaywatch.world.month import make_month


def test_only_inspected_boxes_have_an_outcome(world: World, batch: Batch) -> None:
    selected = 0
    for number in range(world.config.months):
        selected += int(inspect(world.setting, make_month(world.setting, number)).selected.sum())
    assert batch.outcomes.height == selected < batch.frames.equipment.height
    assert batch.outcomes.select("consignment_id", "equipment_number").is_unique().all()


def test_what_was_found_is_what_was_hidden(batch: Batch) -> None:
    found = batch.outcomes.filter(result="found")
    keys = ["consignment_id", "equipment_number", "mass_kg", "concealment"]
    assert found.height > 0
    assert found.join(batch.truth.filter("found"), on=keys).height == found.height
    clean = batch.outcomes.filter(pl.col("result") != "found")
    assert clean["mass_kg"].null_count() == clean.height


def test_some_hiding_boxes_pass_a_look_and_most_are_never_looked_at(batch: Batch) -> None:
    assert batch.truth.filter(~pl.col("inspected")).height > batch.truth.height / 2
    assert not batch.truth.filter(pl.col("found") & ~pl.col("inspected")).height


def test_chances_are_chances_and_add_up_to_the_looks(batch: Batch) -> None:
    looked = batch.outcomes.filter(pl.col("basis") != "officer")
    assert looked["selection_probability"].is_between(0, 1, closed="right").all()
    # Horvitz-Thompson: the weights of the looked-at estimate the number of all boxes.
    estimate = (1 / looked["selection_probability"]).sum()
    assert estimate == pytest.approx(batch.frames.equipment.height, rel=0.2)


def test_looks_happen_between_discharge_and_planned_pick_up(batch: Batch) -> None:
    plan = batch.movements.filter(kind="gate_out", classifier="planned")
    joined = batch.outcomes.join(plan.select("equipment_number", until="at"), on="equipment_number")
    assert joined.height == batch.outcomes.height
    assert (joined["at"] <= joined["until"]).all()


def test_contraband_hides_in_latin_american_boxes_at_the_configured_rate() -> None:
    world = simulate(Config(seed=3, months=1, scale=0.3, latam_share=1.0))
    month = make_month(world.setting, 0)
    assert (month.contraband.scheme >= 0).mean() == pytest.approx(0.0031, rel=0.25)
    assert month.shipments.box_latam[month.contraband.scheme >= 0].all()


def test_capacity_follows_the_configuration() -> None:
    policy = Targeting(coverage_latam=0.3, coverage_other=0.05)
    world = simulate(Config(seed=3, months=1, scale=0.05, latam_share=0.5, targeting=policy))
    month = make_month(world.setting, 0)
    selected = inspect(world.setting, month).selected
    assert selected[month.shipments.box_latam].mean() == pytest.approx(0.3, rel=0.1)
    assert np.mean(selected[~month.shipments.box_latam]) == pytest.approx(0.05, rel=0.2)
