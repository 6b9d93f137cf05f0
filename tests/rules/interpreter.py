"""The expression language once more, one row at a time and as plainly as it can be said."""

import math
import operator
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from quaywatch.rules.language.functions import duration
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary

Row = Mapping[str, Any]
"""Fields by dotted name; `goods` and `equipment` are lists of such rows."""

COMPARE = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(node: Node, row: Row, findings: frozenset[str] = frozenset()) -> Any:
    """Return the value of `node`, None when it is unknown."""
    match node:
        case Literal(value):
            return value
        case Listing(items):
            return [item.value for item in items]
        case Name(path):
            return present(row.get(path))
        case Unary("!", operand):
            value = evaluate(operand, row, findings)
            return None if value is None else not value
        case Unary(_, operand):
            value = evaluate(operand, row, findings)
            return None if value is None else -value
        case Binary(sign, left, right):
            return join(sign, evaluate(left, row, findings), evaluate(right, row, findings))
        case Call(function, arguments, None):
            return call(function, arguments[0], row, findings)
        case Call(function, arguments, receiver):
            return method(function, evaluate(receiver, row, findings), arguments, row, findings)
    raise AssertionError(node)


def present(value: Any) -> Any:
    """Return None for what counts as missing."""
    if value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def join(sign: str, left: Any, right: Any) -> Any:
    if sign == "&&":
        return False if False in (left, right) else None if None in (left, right) else True
    if sign == "||":
        return True if True in (left, right) else None if None in (left, right) else False
    if sign == "in":
        return None if left is None else left in (right or [])
    if left is None or right is None:
        return None
    if sign in COMPARE:
        return COMPARE[sign](left, right)
    if sign == "/":
        return None if right == 0 else present(left / right)
    return present({"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](left, right))


def call(function: str, argument: Node, row: Row, findings: frozenset[str]) -> Any:
    if function == "has":
        value = present(row.get(argument.path))
        return value is not None and value != []
    if function == "finding":
        return argument.value in findings
    if function == "duration":
        return duration(argument.value, 0)
    if function == "timestamp":
        return datetime.fromisoformat(argument.value)
    if function == "size":
        return float(len(row.get(argument.path) or []))
    return gather(function, argument, row, findings)


def gather(function: str, argument: Node, row: Row, findings: frozenset[str]) -> Any:
    values = [evaluate(argument, {**row, **item}, findings) for item in row[collection(argument)]]
    if function == "count":
        return float(values.count(True))
    if function == "any":
        return True if True in values else None if None in values else False
    if function == "all":
        if False in values or not values:
            return False
        return None if None in values else True
    if None in values or not values:
        return None
    if function == "sum":
        if any(abs(value) * 1000 > 1e15 for value in values):
            return None  # No quantity is that large.
        return sum(round(value * 1000) for value in values) / 1000
    return min(values) if function == "min" else max(values)


def collection(node: Node) -> str:
    """Return the collection that the body of an aggregate speaks of."""
    found = re.search(r"\b(goods|equipment)\.", repr(node))
    assert found
    return found.group(1)


def method(
    function: str, value: Any, arguments: tuple[Node, ...], row: Row, findings: frozenset[str]
) -> Any:
    if function == "exists":
        variable, body = arguments
        return any(evaluate(body, {variable.path: each}, findings) for each in value or [])
    given = [evaluate(argument, row, findings) for argument in arguments]
    if value is None or None in given:
        return None
    return {
        "startsWith": lambda: value.startswith(given[0]),
        "endsWith": lambda: value.endswith(given[0]),
        "contains": lambda: given[0] in value,
        "matches": lambda: re.search(given[0], value) is not None,
        "lower": value.lower,
        "upper": value.upper,
        "size": lambda: float(len(value)),
        "country": lambda: value[:2],
    }[function]()
