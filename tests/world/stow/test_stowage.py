"""Boxes stand where a planner would put them, but for those that somebody asked for."""

import numpy as np
import polars as pl
import pytest

from quaywatch.world import Config, simulate
from quaywatch.world.arrays import Floats
from quaywatch.world.month import make_month
from quaywatch.world.stow import Stowage, make_stowage
from quaywatch.world.worlds import write_frames

_ABUSED = Config(seed=3, months=1, scale=0.4, latam_share=1.0, contamination=0.02)


def _stowed(config: Config, *, hours_before_sailing: float = 72.0) -> tuple[Stowage, pl.DataFrame]:
    setting = simulate(config).setting
    month = make_month(setting, 0)
    frames = write_frames(setting, month)
    owner = month.shipments.box_consignment
    gate_in: Floats = month.legs.departure[owner] - hours_before_sailing / 24
    stowage = make_stowage(setting, month, gate_in, frames.equipment)
    place = stowage.sailed
    boxes = pl.DataFrame(
        {
            "ship": (month.legs.carrier * 1000 + month.legs.region)[owner] * 10_000
            + month.legs.week[owner],
            "origin": month.legs.origin[owner],
            "size_type": frames.equipment["size_type"],
            "mass": frames.equipment["gross_mass_kg"],
            "reefer": month.shipments.box_reefer,
            "rip_on": month.contraband.scheme == 0,
            "asked": stowage.asked,
            "cell": place,
            "bay": place.str.slice(0, 3).cast(pl.Int64),
            "row": place.str.slice(3, 2).cast(pl.Int64),
            "tier": place.str.slice(5, 2).cast(pl.Int64),
        }
    )
    return stowage, boxes


@pytest.fixture(scope="module")
def honest() -> pl.DataFrame:
    """Boxes of a world in which nobody asks for a place."""
    return _stowed(Config(seed=3, months=1, scale=0.15, placebo=True, contamination=0.2))[1]


@pytest.fixture(scope="module")
def abused() -> tuple[Stowage, pl.DataFrame]:
    return _stowed(_ABUSED)


def test_a_place_holds_one_box(honest: pl.DataFrame, abused: tuple[Stowage, pl.DataFrame]) -> None:
    for boxes in (honest, abused[1]):
        assert boxes.select("ship", "cell").is_unique().all()


def test_boxes_of_20_feet_stand_in_odd_bays_and_longer_ones_in_even(honest: pl.DataFrame) -> None:
    short = pl.col("size_type").str.starts_with("2")
    assert (honest.select(short).to_series() == (honest["bay"] % 2 == 1)).all()


def test_reefers_stand_at_sockets(honest: pl.DataFrame) -> None:
    assert set(honest.filter("reefer")["tier"]) == {82, 84, 86}


def test_heavier_boxes_stand_lower(honest: pl.DataFrame) -> None:
    dry = honest.filter(~pl.col("reefer"))
    mass, below = dry["mass"].to_numpy(), dry["tier"].to_numpy() < 80
    assert mass[below].mean() > mass[~below].mean() + 1000


def test_what_was_loaded_in_one_port_stands_together(honest: pl.DataFrame) -> None:
    blocks = honest.group_by("ship", "bay").agg(pl.col("origin").n_unique())
    assert (blocks["origin"] == 1).all()


def test_nobody_asks_for_a_place_where_hiding_leaves_no_traces() -> None:
    stowage, _ = _stowed(Config(seed=3, months=1, scale=0.05, placebo=True, contamination=0.2))
    assert not stowage.asked.any()


def test_who_is_helped_stands_in_the_lowest_tier_at_the_ships_side(
    abused: tuple[Stowage, pl.DataFrame],
) -> None:
    asked = abused[1].filter("asked")
    assert asked.height > 100
    hand = (asked["tier"].to_numpy() == 82) & (asked["row"].to_numpy() >= 11)
    assert hand.mean() > 0.85  # one helped box can push another out, and the planner moves some


def test_about_a_third_of_rip_on_loads_are_helped(abused: tuple[Stowage, pl.DataFrame]) -> None:
    asked = abused[1].filter("rip_on")["asked"].to_numpy()
    assert 0.3 < asked.mean() < 0.4


def test_half_of_the_helped_move_after_the_cut_off(abused: tuple[Stowage, pl.DataFrame]) -> None:
    stowage, boxes = abused
    moved = (stowage.planned != stowage.sailed).to_numpy()
    asked = boxes["asked"].to_numpy()
    assert 0.4 < moved[asked].mean() < 0.6
    assert moved[~asked].mean() < 0.08


def test_what_comes_after_the_cut_off_stands_in_no_plan_and_on_top() -> None:
    stowage, late = _stowed(Config(seed=3, months=1, scale=0.05), hours_before_sailing=12)
    assert stowage.planned.null_count() == late.height
    early, _ = _stowed(Config(seed=3, months=1, scale=0.05))
    assert early.planned.null_count() == 0


def test_the_same_world_is_stowed_the_same_again() -> None:
    one, other = (_stowed(Config(seed=8, months=1, scale=0.02))[0] for _ in range(2))
    assert one.sailed.equals(other.sailed)
    assert np.array_equal(one.asked, other.asked)
