"""Operators: which types they join."""

from quaywatch.rules.language.bound import Term
from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tree import Binary, Unary
from quaywatch.rules.language.types import Type

_LOGIC = {"&&": "and", "||": "or"}
_COMPARE = ("==", "!=", "<", "<=", ">", ">=")
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


def unary(node: Unary, operand: Term) -> Term:
    """Negate a truth or a number."""
    wanted = Type.TRUTH if node.operator == "!" else Type.NUMBER
    if operand.type is not wanted:
        raise ExpressionError(f"{node.operator} wants {wanted}, not {operand.type}", node.at)
    return Term("not" if wanted is Type.TRUTH else "minus", wanted, (operand,), at=node.at)


def binary(node: Binary, left: Term, right: Term) -> Term:
    """Join two operands; raise ExpressionError when their types do not go together."""
    if node.operator in _LOGIC:
        return _logic(node, left, right)
    if node.operator == "in":
        return _membership(node, left, right)
    if node.operator in _COMPARE:
        return _comparison(node, left, right)
    return _arithmetic(node, left, right)


def _logic(node: Binary, left: Term, right: Term) -> Term:
    for side in (left, right):
        if side.type is not Type.TRUTH:
            raise ExpressionError(f"{node.operator} joins two yes-or-no, not {side.type}", node.at)
    return Term(_LOGIC[node.operator], Type.TRUTH, (left, right), at=node.at)


def _comparison(node: Binary, left: Term, right: Term) -> Term:
    allowed = _COMPARABLE if node.operator in {"==", "!="} else _ORDERED
    if left.type is not right.type or left.type not in allowed:
        raise ExpressionError(
            f"{node.operator} cannot compare {left.type} with {right.type}", node.at
        )
    if any(side.op == "literal" and side.value == "" for side in (left, right)):
        raise ExpressionError(
            "an empty text is a missing one, which equals nothing: ask has() instead", node.at
        )
    return Term(node.operator, Type.TRUTH, (left, right), at=node.at)


def _membership(node: Binary, left: Term, right: Term) -> Term:
    pair = (left.type, right.type)
    if pair not in {(Type.TEXT, Type.TEXTS), (Type.NUMBER, Type.NUMBERS)}:
        raise ExpressionError(f"in cannot look for {left.type} in {right.type}", node.at)
    if right.op == "literal":
        return Term("among", Type.TRUTH, (left,), right.value, node.at)
    return Term("within", Type.TRUTH, (left, right), at=node.at)


def _arithmetic(node: Binary, left: Term, right: Term) -> Term:
    gives = _SUMS.get((node.operator, left.type, right.type))
    if gives is None:
        raise ExpressionError(f"{node.operator} cannot join {left.type} with {right.type}", node.at)
    term = Term(node.operator, gives, (left, right), at=node.at)
    return Term("known", gives, (term,), at=node.at) if gives is Type.NUMBER else term
