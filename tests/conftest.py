"""Fixtures that every part's tests may ask for."""

from hypothesis import settings

pytest_plugins = ["tests.postgres"]

# No test is timed: a busy machine is not a defect.
settings.register_profile("quaywatch", deadline=None)
settings.load_profile("quaywatch")
