import numpy as np
import pytest

from quaywatch.world.scanner.boxes import BOXES
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.makes import MAKES, make, met
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.wear import SWEEPINGS_KG


def empty(size_type: str, seed: int, number: int | None = None) -> Scene:
    return load(Declared(size_type, None, 0, 0.0), seed, None if number is None else make(number))


@pytest.mark.parametrize("number", range(MAKES + 4))
@pytest.mark.parametrize("size_type", sorted(BOXES))
def test_an_empty_container_of_any_maker_weighs_about_its_tare(size_type: str, number: int) -> None:
    scene = empty(size_type, number, number)
    assert scene.mass_kg() == pytest.approx(
        scene.box.tare_kg, rel=0.2 if size_type == "22R1" else 0.1
    )
    assert not scene.loaded


def test_the_trade_meets_every_maker_and_no_other() -> None:
    assert {met(seed).number for seed in range(200)} == set(range(MAKES))


@pytest.mark.parametrize("size_type", sorted(BOXES))
def test_a_maker_builds_alike_and_no_two_build_the_same(size_type: str) -> None:
    assert make(3) == make(3)
    one, again, other = (empty(size_type, 5, number) for number in (3, 3, 4))
    assert np.array_equal(one.solids.bounds, again.solids.bounds)
    assert not np.array_equal(one.solids.bounds[:40], other.solids.bounds[:40])


@pytest.mark.parametrize("number", range(MAKES))
@pytest.mark.parametrize("size_type", ["22G1", "42G1"])
def test_the_walls_of_a_van_have_no_gap_from_post_to_post(size_type: str, number: int) -> None:
    scene = empty(size_type, 1, number)
    steel = scene.materials.index("steel")
    bounds = scene.solids.bounds[scene.solids.material == steel]
    # What stands in the way of a level ray at half height, by centimetres along the container.
    crossed = bounds[(bounds[:, 4] < 1.25) & (bounds[:, 5] > 1.35)]
    for low, high in ((0.0, 0.5), (1.9, 2.438)):
        wall = crossed[(crossed[:, 2] >= low) & (crossed[:, 3] <= high)]
        for x in np.arange(0.03, scene.box.length - 0.03, 0.01):
            assert ((wall[:, 0] <= x) & (wall[:, 1] > x)).any(), x


@pytest.mark.parametrize("seed", range(20))
def test_an_empty_container_holds_sweepings_at_most(seed: int) -> None:
    scene = empty("42G1", seed)
    x0, x1, y0, y1, z0, z1 = scene.box.inside
    bounds, wood = scene.solids.bounds, scene.materials
    inside = (bounds[:, 0] >= x0) & (bounds[:, 1] <= x1) & (bounds[:, 2] >= y0)
    inside &= (bounds[:, 3] <= y1) & (bounds[:, 4] >= z0) & (bounds[:, 5] <= z1)
    if "wood" in wood:
        inside &= scene.solids.material == wood.index("wood")
        assert scene.solids.mass_kg[inside].sum() <= SWEEPINGS_KG


def test_another_maker_changes_the_container_and_not_its_load() -> None:
    papers = declared("090111")
    one, other = load(papers, 2, make(1)), load(papers, 2, make(2))
    assert np.array_equal(one.of(Role.GOODS).solids.bounds, other.of(Role.GOODS).solids.bounds)
    assert not np.array_equal(
        one.of(Role.STRUCTURE).solids.bounds[:40], other.of(Role.STRUCTURE).solids.bounds[:40]
    )
