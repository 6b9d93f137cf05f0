"""Which values of an ordered kind are left: a range, open or closed at either end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from quaywatch.rules.language.bound import Term
from quaywatch.rules.lint.cases import Claim

_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_LEAST = {"count": 0.0, "length": 0.0, "size": 1.0}
"""What counts does not go below nought; an empty text is a missing one."""


@dataclass(frozen=True, slots=True)
class Span:
    """The values from `low` to `high`; None: without end."""

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        if self.low is None or self.high is None:
            return False
        at_all = self.low == self.high and not (self.low_open or self.high_open)
        return not (self.low < self.high or at_all)

    def within(self, other: "Span") -> bool:
        """Whether every value of this span is one of the other."""
        return other.cut(self) == self

    def cut(self, other: "Span") -> "Span":
        """Return what is left of this span within the other."""
        left = self
        if other.low is not None and (
            left.low is None or (other.low, other.low_open) > (left.low, left.low_open)
        ):
            left = replace(left, low=other.low, low_open=other.low_open)
        if other.high is not None and (
            left.high is None or (other.high, left.high_open) < (left.high, other.high_open)
        ):
            left = replace(left, high=other.high, high_open=other.high_open)
        return left


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value compared with a constant."""

    subject: Term
    sign: str
    constant: Any

    @property
    def span(self) -> Span:
        """Which values are meant; all where the sign is `!=`."""
        match self.sign:
            case "==":
                return Span(self.constant, self.constant)
            case "<" | "<=":
                return Span(high=self.constant, high_open=self.sign == "<")
            case ">" | ">=":
                return Span(low=self.constant, low_open=self.sign == ">")
            case _:
                return Span()


def natural(subject: Term) -> Span:
    """Return the values that `subject` can have at all."""
    return Span(low=_LEAST.get(subject.op))


def bounded(claim: Claim) -> Bounded | None:
    """Return `claim` as a comparison of an ordered value with a constant, if it is one."""
    op = claim.term.op
    if op not in _OPPOSITE:
        return None
    left, right = claim.term.parts
    if left.op == "literal":
        left, right, op = right, left, _MIRRORED[op]
    ordered = isinstance(right.value, (float, datetime, timedelta))
    if right.op != "literal" or left.op == "literal" or not ordered:
        return None
    return Bounded(left, op if claim.holds else _OPPOSITE[op], right.value)
