"""A small scanner and small loads, so that a test takes a picture in no time."""

from dataclasses import replace

import pytest

from quaywatch.world.scanner.installation import RELOCATABLE, Installation
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.scene import Scene


@pytest.fixture(scope="session")
def small() -> Installation:
    """Every fourth detector and every third line of a real one."""
    fan = replace(RELOCATABLE.fan, pitch=0.022, rows=222, line_spacing=0.015)
    return replace(RELOCATABLE, name="small", fan=fan)


@pytest.fixture(scope="session")
def bananas() -> Scene:
    return load(declared("080390"), 1)


@pytest.fixture(scope="session")
def empty() -> Scene:
    return load(Declared("22G1", None, 0, 0.0), 1)
