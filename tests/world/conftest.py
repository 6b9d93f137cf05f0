"""One small world for all tests of this folder."""

import pytest

from quaywatch.world import Batch, Config, World, simulate

SMALL = Config(seed=5, months=3, scale=0.04, latam_share=0.5)


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(SMALL)


@pytest.fixture(scope="session")
def batch(world: World) -> Batch:
    return world.collect()
