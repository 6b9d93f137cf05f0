"""Every reader keeps its word on damaged input; `python -m tests.fuzz` tries for longer."""

import random

import pytest

from tests.fuzz.mutation.draw import drawn
from tests.fuzz.seeds import LONGEST
from tests.fuzz.target import TARGETS

_EACH = 60
_EACH_APART = 2
"""Every file of columns takes a process of its own."""


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_keeps_its_word_whatever_the_bytes(name: str) -> None:
    target, dice = TARGETS[name], random.Random(1)
    seeds = target.seeds()
    for _ in range(_EACH_APART if name in ("parquet", "arrow") else _EACH):
        target.promise(drawn(dice.choice(seeds), dice, seeds, target.mutators)[:LONGEST])
