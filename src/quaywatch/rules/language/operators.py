"""Operators: which types they join and what they compile to."""

import operator
from collections.abc import Callable

import polars as pl

from quaywatch.rules.language.bound import Typed
from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tree import Binary, Unary
from quaywatch.rules.language.types import Type

_Join = Callable[[pl.Expr, pl.Expr], pl.Expr]

_COMPARE: dict[str, _Join] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ORDERED = {Type.NUMBER, Type.INSTANT, Type.DURATION}
_COMPARABLE = _ORDERED | {Type.TEXT}
_SUMS: dict[tuple[str, Type, Type], Type] = {
    ("+", Type.NUMBER, Type.NUMBER): Type.NUMBER,
    ("-", Type.NUMBER, Type.NUMBER): Type.NUMBER,
    ("*", Type.NUMBER, Type.NUMBER): Type.NUMBER,
    ("/", Type.NUMBER, Type.NUMBER): Type.NUMBER,
    ("+", Type.DURATION, Type.DURATION): Type.DURATION,
    ("-", Type.DURATION, Type.DURATION): Type.DURATION,
    ("+", Type.INSTANT, Type.DURATION): Type.INSTANT,
    ("-", Type.INSTANT, Type.DURATION): Type.INSTANT,
    ("-", Type.INSTANT, Type.INSTANT): Type.DURATION,
}


def _divide(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return pl.when(right != 0).then(left / right)


_ARITHMETIC: dict[str, _Join] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
}


def unary(node: Unary, operand: Typed) -> Typed:
    """Negate a truth or a number."""
    wanted = Type.TRUTH if node.operator == "!" else Type.NUMBER
    if operand.type is not wanted:
        raise ExpressionError(f"{node.operator} wants {wanted}, not {operand.type}", node.at)
    expr = ~operand.expr if wanted is Type.TRUTH else -operand.expr
    return Typed(wanted, expr)


def binary(node: Binary, left: Typed, right: Typed) -> Typed:
    """Join two operands; raise ExpressionError when their types do not go together."""
    if node.operator in {"&&", "||"}:
        return _logic(node, left, right)
    if node.operator == "in":
        return _membership(node, left, right)
    if node.operator in _COMPARE:
        return _comparison(node, left, right)
    return _arithmetic(node, left, right)


def _logic(node: Binary, left: Typed, right: Typed) -> Typed:
    for side in (left, right):
        if side.type is not Type.TRUTH:
            raise ExpressionError(f"{node.operator} joins two yes-or-no, not {side.type}", node.at)
    joined = left.expr & right.expr if node.operator == "&&" else left.expr | right.expr
    return Typed(Type.TRUTH, joined)


def _comparison(node: Binary, left: Typed, right: Typed) -> Typed:
    allowed = _COMPARABLE if node.operator in {"==", "!="} else _ORDERED
    if left.type is not right.type or left.type not in allowed:
        raise ExpressionError(
            f"{node.operator} cannot compare {left.type} with {right.type}", node.at
        )
    if ("",) in {left.values, right.values}:
        raise ExpressionError(
            "an empty text is a missing one, which equals nothing: ask has() instead", node.at
        )
    return Typed(Type.TRUTH, _COMPARE[node.operator](left.expr, right.expr))


def _membership(node: Binary, left: Typed, right: Typed) -> Typed:
    pair = (left.type, right.type)
    if pair not in {(Type.TEXT, Type.TEXTS), (Type.NUMBER, Type.NUMBERS)}:
        raise ExpressionError(f"in cannot look for {left.type} in {right.type}", node.at)
    if right.values is not None:
        return Typed(Type.TRUTH, left.expr.is_in(list(right.values)))
    found = right.expr.list.contains(left.expr).fill_null(value=False)
    return Typed(Type.TRUTH, pl.when(left.expr.is_not_null()).then(found))


def _arithmetic(node: Binary, left: Typed, right: Typed) -> Typed:
    gives = _SUMS.get((node.operator, left.type, right.type))
    if gives is None:
        raise ExpressionError(f"{node.operator} cannot join {left.type} with {right.type}", node.at)
    value = _ARITHMETIC[node.operator](left.expr, right.expr)
    return Typed(gives, value.fill_nan(None) if gives is Type.NUMBER else value)
