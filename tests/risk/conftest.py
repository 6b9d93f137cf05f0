"""Leaves out what rests on trees where these cannot be loaded."""

from tests.trees import LOADED

_ON_TREES = [
    "test_learned.py",
    "test_inputs.py",
    "telling/test_sentences.py",
    "spark/test_spark.py",
]
collect_ignore = [] if LOADED else _ON_TREES
