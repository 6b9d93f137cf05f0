"""Words are alike when a slip of the pen or a short form lies between them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quaywatch.links.letters import SCRATCH, distance, likeness

WORDS = st.text(alphabet="ABCD", max_size=16)


def letters(word: str):
    return np.frombuffer(word.encode().ljust(16, b"\0"), dtype=np.uint8)


def alike(one: str, other: str) -> float:
    scratch = np.zeros(SCRATCH, dtype=np.int64)
    return likeness(letters(one), len(one), letters(other), len(other), scratch)


@given(WORDS, WORDS)
def test_the_distance_is_that_of_the_reference(one: str, other: str) -> None:
    scratch = np.zeros(SCRATCH, dtype=np.int64)
    found = distance(letters(one), len(one), letters(other), len(other), scratch)
    assert found == OSA.distance(one, other)


@given(WORDS, WORDS)
def test_likeness_has_no_order(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("VULVAREL", "VULVARLE", True),
        ("VULVAREL", "VULAREL", True),
        ("VULV", "VULVAREL", True),
        ("VEX", "VEK", False),
        ("VULVAREL", "ZALMORA", False),
        ("1234", "1235", False),
    ],
)
def test_one_slip_is_forgiven_and_another_word_is_not(one: str, other: str, is_alike: bool) -> None:
    assert (alike(one, other) > 0.5) is is_alike
