"""A table says what was put into it, in some 42 bits each, and hides how much that was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance.matching.table import (
    BITS,
    BadTable,
    coded,
    decoded,
    false_match,
    filled,
    fingerprints,
    held,
    padded,
)

NUMBERS = st.sets(st.integers(0, 2**BITS - 1), max_size=80)


def table(numbers: set[int]) -> np.ndarray:
    return np.array(sorted(numbers), dtype=np.uint64)


@given(NUMBERS)
def test_a_table_reads_back_as_it_was(numbers: set[int]) -> None:
    assert set(decoded(coded(table(numbers))).tolist()) == numbers


@given(NUMBERS, NUMBERS)
def test_it_holds_what_was_put_into_it_and_nothing_else(numbers: set[int], asked: set[int]) -> None:
    said = held(table(numbers), table(asked))
    assert set(table(asked)[said].tolist()) == numbers & asked


@given(NUMBERS, st.data())
def test_bytes_cut_or_changed_are_refused_or_of_another_table(
    numbers: set[int], data: st.DataObject
) -> None:
    said = coded(table(numbers))
    with pytest.raises(BadTable):
        decoded(said[: data.draw(st.integers(0, len(said) - 1))])
    at = data.draw(st.integers(0, 8 * len(said) - 1))
    changed = bytearray(said)
    changed[at // 8] ^= 1 << at % 8
    try:
        found = decoded(bytes(changed))
    except BadTable:
        return
    assert coded(found) == bytes(changed)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        found = decoded(data)
    except BadTable:
        return
    assert (found[1:] > found[:-1]).all()


@given(st.integers(1, 10**7), st.integers(1, 512))
def test_sizes_hide_counts_and_cost_at_most_half_as_much_again(count: int, least: int) -> None:
    size = padded(count, least)
    assert max(count, least) <= size
    assert size & (size - 1) == 0 or size % 3 == 0
    assert size <= 1.5 * max(count, least) or size <= 2
    assert padded(size) == size


def test_the_made_up_ones_are_as_many_as_are_wanted_and_always_the_same() -> None:
    few = fingerprints([bytes([n]) * 64 for n in range(5)])
    one, other = filled(few, 64, b"secret"), filled(few, 64, b"secret")
    assert len(one) == 64
    assert (one == other).all()
    assert held(one, few).all()
    assert not (one == filled(few, 64, b"another")).all()


def test_a_million_things_are_told_in_less_than_six_megabytes() -> None:
    drawn = np.random.default_rng(1).integers(0, 2**BITS, padded(10**6), dtype=np.uint64)
    found = np.unique(drawn)
    said = coded(found)
    assert len(said) < 6e6
    assert (decoded(said) == found).all()
    assert false_match(len(found)) * 10_000 < 1e-7
