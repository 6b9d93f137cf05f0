"""What a voyage does to a load: it slides as far as there is room, its parts nearly alike."""

import numpy as np
import pytest

from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.scene import Role, Scene


@pytest.fixture(scope="module", params=["080390", "090111", "160414", "410411"])
def loaded(request: pytest.FixtureRequest) -> Scene:
    return load(declared(request.param), 3)


def _moves(before: Scene, after: Scene) -> np.ndarray:
    goods = before.solids.role == Role.GOODS
    return (after.solids.bounds - before.solids.bounds)[goods]


def test_what_stands_side_by_side_moves_nearly_alike(loaded: Scene) -> None:
    for seed in range(8):
        moves = _moves(loaded, shifted(loaded, seed, 0.05))[:, 0]
        goods = loaded.solids.role == Role.GOODS
        order = np.argsort(loaded.solids.bounds[goods, :2].mean(axis=1))
        place = loaded.solids.bounds[goods, :2].mean(axis=1)[order]
        # Parts of one package, a few centimetres apart, stay together but for what the doors stop.
        near = np.diff(place) < 0.05
        assert np.abs(np.diff(moves[order]))[near].max() < 0.02


def test_a_load_that_fills_its_hold_does_not_slide_into_the_doors(loaded: Scene) -> None:
    inside = loaded.box.inside
    goods = loaded.solids.role == Role.GOODS
    room = max(inside[1] - loaded.solids.bounds[goods, 1].max(), 0.0)
    for seed in range(8):
        after = shifted(loaded, seed, 0.05)
        moves = _moves(loaded, after)[:, 0]
        # Beyond the room before the doors a part moves by its own gaps at most.
        assert moves.max() <= room + 4 * 0.05 / 3
        stood_in = loaded.solids.bounds[goods, 1] <= inside[1]
        assert (after.solids.bounds[goods, 1][stood_in] <= inside[1] + 1e-9).all()


def test_a_voyage_without_movement_changes_nothing(loaded: Scene) -> None:
    assert np.abs(_moves(loaded, shifted(loaded, 1, 0.0))).max() == 0.0
