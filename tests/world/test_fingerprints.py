"""Nothing but meaning gives hiding away: in a placebo world illicit rows look like all others."""

import numpy as np
import polars as pl
import pytest

from quaywatch.world import Batch, Config, simulate


@pytest.fixture(scope="module")
def placebo() -> Batch:
    """A world without traces where many boxes hide something, so that digits can be counted."""
    config = Config(seed=9, months=1, scale=0.12, latam_share=1.0, placebo=True, contamination=0.1)
    return simulate(config).month(0)


def _hides(placebo: Batch) -> pl.Series:
    keys = ["row", "index"]
    ride = placebo.truth.filter(~pl.col("scheme").is_in(["front", "hijacked", "reefer_unit"]))
    marked = placebo.frames.equipment.select(keys).join(
        ride.select(*keys, hides=pl.lit(value=True)), on=keys, how="left", maintain_order="left"
    )
    return marked["hides"].fill_null(value=False)


def _chi_square(values: np.ndarray, hides: np.ndarray) -> float:
    """Return the chi-square of digit x hiding, scaled to have mean 1."""
    observed = np.array([np.bincount(values[hides == h], minlength=10) for h in (False, True)])
    expected = observed.sum(1, keepdims=True) * observed.sum(0) / observed.sum()
    return float((((observed - expected) ** 2) / expected).sum() / 9)


@pytest.mark.parametrize("place", range(4, 11))
def test_digits_of_container_numbers_are_alike(placebo: Batch, place: int) -> None:
    digits = placebo.frames.equipment["number"].str.slice(place, 1).cast(pl.Int64).to_numpy()
    assert _chi_square(digits, _hides(placebo).to_numpy()) < 3.2  # p about 0.001 at 9 degrees


@pytest.mark.parametrize("place", range(4, 13))
def test_digits_of_bill_numbers_are_alike(placebo: Batch, place: int) -> None:
    bills = placebo.frames.consignments["reference"].gather(placebo.frames.equipment["row"])
    digits = bills.str.slice(place, 1).cast(pl.Int64).to_numpy()
    assert _chi_square(digits, _hides(placebo).to_numpy()) < 3.2


def test_minutes_and_masses_are_alike(placebo: Batch) -> None:
    hides = _hides(placebo).to_numpy()
    papers = placebo.frames.consignments[placebo.frames.equipment["row"].to_list()]
    minutes = papers["received_at"].dt.minute().to_numpy().astype(np.int64) // 6
    last = placebo.frames.equipment["gross_mass_kg"].cast(pl.Int64).to_numpy() % 10
    assert _chi_square(minutes, hides) < 3.2
    assert _chi_square(last, hides) < 3.2


def test_hidden_boxes_are_spread_evenly_over_the_order_of_rows(placebo: Batch) -> None:
    hides = _hides(placebo).to_numpy()
    tenth = np.arange(len(hides)) * 10 // len(hides)
    assert _chi_square(tenth, hides) < 3.2


def test_outside_a_placebo_red_flags_are_more_frequent_where_something_hides() -> None:
    """The control: the same count does see a difference where there is one."""
    config = Config(seed=9, months=1, scale=0.12, latam_share=1.0, contamination=0.1)
    world = simulate(config).month(0)
    hides = _hides(world).to_numpy()
    unsealed = world.frames.equipment["seals"].list.len().to_numpy() == 0
    assert unsealed[hides].mean() > 2 * unsealed[~hides].mean()
