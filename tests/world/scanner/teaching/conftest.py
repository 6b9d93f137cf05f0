"""One lesson, made once."""

import pytest

from quaywatch.world.scanner.loads import declared
from quaywatch.world.scanner.streaming import seed_of
from quaywatch.world.scanner.teaching.lessons import Lesson, lesson


@pytest.fixture(scope="session")
def coffee() -> Lesson:
    made = lesson(declared("090111"), seed_of(1, 3))
    assert made is not None
    return made
