"""Reckoning with two known values: numbers as IEEE 754 has them, instants and spans of time."""

import math
from datetime import UTC, datetime
from typing import Any


def plus(one: float, other: float) -> float:
    """Return the sum of two numbers."""
    return one + other


def minus(one: Any, other: Any) -> Any:
    """Return the difference of two numbers or instants, or an instant earlier by a span."""
    try:
        return one - other
    except OverflowError:  # Earlier than any calendar: the first instant stands for it.
        return datetime.min.replace(tzinfo=UTC)


def times(one: float, other: float) -> float:
    """Return the product of two numbers."""
    return one * other


def divided(one: float, other: float) -> float:
    """Return the quotient of two numbers; without end where the divisor is zero."""
    if other:
        return one / other
    if not one or one != one:
        return math.nan
    return math.copysign(math.inf, one) * math.copysign(1.0, other)


def rounded(number: float) -> float:
    """Return the next whole number, the even one of two; what has no end stays as it is."""
    return float(round(number)) if math.isfinite(number) else number
