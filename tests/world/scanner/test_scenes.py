import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, ConcealmentPlace
from quaywatch.scans.physics.bricks import BRICK_KG
from quaywatch.scans.physics.materials import material
from quaywatch.world.reference import table
from quaywatch.world.scanner import streaming
from quaywatch.world.scanner.boxes import BOXES
from quaywatch.world.scanner.loading.packing import STYLES
from quaywatch.world.scanner.loading.recipes import Recipe, recipe
from quaywatch.world.scanner.loads import Declared, declared, drawn, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.scene import Grain, Role, Scene
from quaywatch.world.scanner.threats import hide

GOODS = table("goods")["hs_code"].to_list()


def test_a_container_that_is_not_simulated_is_refused() -> None:
    with pytest.raises(ValueError, match="20P1"):
        load(Declared("20P1", None, 0, 0.0), 1)


@pytest.mark.parametrize("hs_code", GOODS)
def test_goods_fill_the_hold_with_their_declared_mass(hs_code: str) -> None:
    papers = declared(hs_code)
    scene = load(papers, 7)
    wood = 600.0  # Pallets and dunnage, which papers count or do not.
    assert papers.mass_kg * 0.95 < scene.mass_kg(Role.GOODS) < papers.mass_kg * 1.05 + wood
    goods = scene.solids.where(scene.solids.role == Role.GOODS)
    inside = np.array(scene.box.inside)
    assert (goods.bounds[:, 0::2] > inside[0::2] - 0.06).all()
    assert (goods.bounds[:, 1::2] < inside[1::2] + 0.12).all()


@pytest.mark.parametrize("hs_code", GOODS)
def test_goods_are_hardly_denser_than_what_they_are_made_of(hs_code: str) -> None:
    scene = load(declared(hs_code), 7)
    goods = scene.solids.where(scene.solids.role == Role.GOODS)
    solid = np.array([material(name).density for name in scene.materials])
    assert (goods.density <= 1.35 * solid[goods.material]).all()


def test_every_way_of_packing_is_met_in_the_trade() -> None:
    assert {recipe(code).style for code in GOODS} == set(STYLES) - {"assorted"}


def test_unknown_goods_are_packed_somehow() -> None:
    assert recipe("999999").style in STYLES
    with pytest.raises(ValueError, match="999999"):
        declared("999999")


@pytest.mark.parametrize("place", list(ConcealmentPlace))
def test_whole_bricks_are_hidden_wherever_reports_say(
    bananas: Scene, place: ConcealmentPlace
) -> None:
    scene = hide(bananas, place, 12.0, 3)
    if place is ConcealmentPlace.DISSOLVED:
        assert scene.mass_kg(Role.THREAT) == pytest.approx(12.0)
    else:
        assert scene.mass_kg(Role.THREAT) == pytest.approx(12 * BRICK_KG, abs=BRICK_KG)
    assert scene.innocent.mass_kg() == pytest.approx(bananas.mass_kg())


@pytest.mark.parametrize("size_type", sorted(BOXES))
@pytest.mark.parametrize("place", list(ConcealmentPlace))
def test_no_container_is_too_short_to_hide_in(size_type: str, place: ConcealmentPlace) -> None:
    scene = load(declared("180100", size_type), 1)
    if place.concealment is Concealment.REEFER_UNIT and not scene.box.reefer:
        return
    assert hide(scene, place, 5.0, 2).mass_kg(Role.THREAT) == pytest.approx(5.0, abs=1.0)


@settings(max_examples=25)
@given(st.floats(1.0, 30.0), st.integers(0, 10**6))
def test_bricks_among_goods_push_no_more_aside_than_their_own_volume(kg: float, seed: int) -> None:
    scene = hide(load(declared("090111"), 1), ConcealmentPlace.AMONG_GOODS, kg, seed)
    threat = scene.solids.where(scene.solids.role == Role.THREAT)
    void = scene.solids.where(scene.solids.role == Role.VOID)
    densest = float(scene.solids.density[scene.solids.role == Role.GOODS].max())
    assert -void.mass_kg.sum() <= threat.volume.sum() * 1000 * 2.1 * densest
    assert scene.mass_kg(Role.VOID) <= 0


def test_a_scan_in_which_no_brick_found_room_is_an_honest_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(scene: Scene, *_: object) -> Scene:
        return scene

    monkeypatch.setattr(streaming, "hide", full)
    made = streaming.one(5, threats=1.0)
    assert made.place is None
    assert made.scene.mass_kg(Role.THREAT) == 0


def test_an_empty_van_has_neither_machine_nor_goods_to_hide_in(empty: Scene) -> None:
    with pytest.raises(ValueError, match="refrigeration"):
        hide(empty, ConcealmentPlace.EVAPORATOR, 5.0, 1)
    with pytest.raises(ValueError, match="goods"):
        hide(empty, ConcealmentPlace.AMONG_GOODS, 5.0, 1)
    with pytest.raises(ValueError, match="goods"):
        hide(empty, ConcealmentPlace.DISSOLVED, 5.0, 1)


def test_a_shifted_load_is_the_same_load_and_stays_in_the_hold(bananas: Scene) -> None:
    moved = shifted(bananas, 4, 0.03)
    assert moved.mass_kg() == pytest.approx(bananas.mass_kg())
    goods = moved.solids.role == Role.GOODS
    assert not np.array_equal(moved.solids.bounds[goods], bananas.solids.bounds[goods])
    assert np.array_equal(moved.solids.bounds[~goods], bananas.solids.bounds[~goods])
    assert np.allclose(np.diff(moved.solids.bounds[:, :2]), np.diff(bananas.solids.bounds[:, :2]))


def test_the_same_seed_draws_the_same_papers_and_scene() -> None:
    assert drawn(5) == drawn(5)
    assert len({drawn(seed).hs_code for seed in range(40)}) > 10
    one, other = load(drawn(5), 5), load(drawn(5), 5)
    assert one.solids.bounds.tobytes() == other.solids.bounds.tobytes()


@settings(deadline=None, max_examples=25)
@given(
    st.floats(0.25, 2.2), st.floats(0.25, 1.15), st.floats(0.1, 1.2),
    st.integers(1, 400), st.sampled_from(sorted(BOXES)), st.integers(0, 1000),
)  # fmt: skip
def test_bodies_of_no_trade_stand_within_the_hold_with_their_mass(
    length: float, width: float, height: float, packages: int, size_type: str, seed: int
) -> None:
    how = Recipe("assorted", "wood", length, width, height, Grain.EVEN)
    papers = Declared(size_type, GOODS[0], packages, 4000.0)
    scene = load(papers, seed, how=how)
    goods = scene.solids.where(scene.solids.role == Role.GOODS)
    inside = np.array(scene.box.inside)
    assert (goods.bounds[:, 1::2] > goods.bounds[:, 0::2]).all()
    assert (goods.bounds[:, 0::2] >= inside[0::2] - 1e-9).all()
    assert (goods.bounds[:, 1::2] <= inside[1::2] + 0.2).all()
    assert scene.mass_kg(Role.GOODS) > 0.95 * papers.mass_kg
    assert load(papers, seed, how=how).solids.bounds.tobytes() == scene.solids.bounds.tobytes()
