"""Fixtures that every part's tests may ask for."""

import os

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.places", "tests.sparking"]

# No test is timed: a busy machine is not a defect. Every run draws the same examples, so that it
# judges the change and not the luck of the draw; `EXPLORE=1 make test` draws new ones.
settings.register_profile("quaywatch", deadline=None, derandomize="EXPLORE" not in os.environ)
settings.load_profile("quaywatch")
