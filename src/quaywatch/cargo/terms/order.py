"""Comparisons of two known values: as Polars orders them, with no number above all numbers."""

from typing import Any


def equal(one: Any, other: Any) -> bool:
    """Whether two values are the same; no number is the same as no number."""
    return bool(one == other) or (one != one and other != other)


def different(one: Any, other: Any) -> bool:
    """Whether two values differ."""
    return not equal(one, other)


def less(one: Any, other: Any) -> bool:
    """Whether the first comes before the second."""
    return bool(one < other) or (other != other and one == one)


def greater(one: Any, other: Any) -> bool:
    """Whether the first comes after the second."""
    return less(other, one)


def at_most(one: Any, other: Any) -> bool:
    """Whether the first does not come after the second."""
    return not less(other, one)


def at_least(one: Any, other: Any) -> bool:
    """Whether the first does not come before the second."""
    return not less(one, other)
