"""Fixtures that every part's tests may ask for."""

pytest_plugins = ["tests.postgres"]
