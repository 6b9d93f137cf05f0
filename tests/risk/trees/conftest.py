"""Leaves trees out where they cannot be loaded."""

from tests.trees import LOADED

collect_ignore_glob = [] if LOADED else ["test_*.py"]
