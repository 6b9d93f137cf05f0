"""Fixtures that every part's tests may ask for."""

import os

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.sparking"]

# No test is timed: a busy machine is not a defect. The gate draws the same examples each time, so
# that it judges the change; on a developer's machine every run explores new ones.
settings.register_profile("quaywatch", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("quaywatch")
