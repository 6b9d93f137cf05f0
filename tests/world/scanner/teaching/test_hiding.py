import numpy as np
import pytest

from quaywatch.cargo import ConcealmentPlace
from quaywatch.world.scanner.loading.recipes import Recipe
from quaywatch.world.scanner.loads import Declared, load
from quaywatch.world.scanner.scene import Grain, Role, Scene
from quaywatch.world.scanner.teaching.hiding import hidden
from quaywatch.world.scanner.threats import possible


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_threats_of_a_lesson_lie_at_different_places_each_by_itself(
    bananas: Scene, seed: int
) -> None:
    found = hidden(bananas, 4, np.random.default_rng(seed))
    places = [one.place for one in found]
    assert len(set(places)) == len(places) >= 3
    for one in found:
        assert one.added.mass_kg(Role.THREAT) == pytest.approx(one.kg)
        assert not one.added.of(Role.GOODS, Role.STRUCTURE).solids.density.any()


def test_an_empty_container_hides_nothing_among_goods(empty: Scene) -> None:
    goods = {ConcealmentPlace.AMONG_GOODS, ConcealmentPlace.IN_GOODS, ConcealmentPlace.DISSOLVED}
    for seed in range(8):
        found = hidden(empty, 3, np.random.default_rng(seed))
        assert not goods & {one.place for one in found}


def test_nothing_is_dissolved_in_packages_too_light_for_it() -> None:
    light = Recipe("assorted", "ferronickel", 0.26, 0.4, 0.2, Grain.COARSE)
    scene = load(Declared("22G1", "720260", 1300, 3100.0), 2000013, how=light)
    assert not possible(scene, ConcealmentPlace.DISSOLVED)
    for seed in range(8):
        places = {one.place for one in hidden(scene, 4, np.random.default_rng(seed))}
        assert ConcealmentPlace.DISSOLVED not in places


def test_what_is_moved_behind_the_doors_stays_in_the_hold(empty: Scene) -> None:
    inside = empty.box.inside
    for seed in range(25):
        for one in hidden(empty, 3, np.random.default_rng(seed)):
            if one.place is ConcealmentPlace.BEHIND_DOORS:
                bounds = one.added.solids.bounds
                assert bounds[:, 2].min() >= inside[2] - 1e-9
                assert bounds[:, 3].max() <= inside[3] + 1e-9
                assert bounds[:, 5].max() <= inside[5] + 1e-9
