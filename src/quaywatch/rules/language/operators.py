"""Operators: which types they join."""

from quaywatch.rules.language.bound import Term
from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tree import Binary, Unary
from quaywatch.rules.language.types import Type
from quaywatch.rules.language.wordings import Wrong

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
        raise ExpressionError(
            Wrong.WANTS, node.at, sign=node.operator, wanted=wanted, type=operand.type
        )
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
            raise ExpressionError(Wrong.JOINS, node.at, sign=node.operator, type=side.type)
    return Term(_LOGIC[node.operator], Type.TRUTH, (left, right), at=node.at)


def _comparison(node: Binary, left: Term, right: Term) -> Term:
    allowed = _COMPARABLE if node.operator in {"==", "!="} else _ORDERED
    if left.type is not right.type or left.type not in allowed:
        raise ExpressionError(
            Wrong.NOT_COMPARED, node.at, sign=node.operator, type=left.type, other=right.type
        )
    if any(side.op == "literal" and side.value == "" for side in (left, right)):
        raise ExpressionError(Wrong.EMPTY_TEXT, node.at)
    return Term(node.operator, Type.TRUTH, (left, right), at=node.at)


def _membership(node: Binary, left: Term, right: Term) -> Term:
    pair = (left.type, right.type)
    if pair not in {(Type.TEXT, Type.TEXTS), (Type.NUMBER, Type.NUMBERS)}:
        raise ExpressionError(Wrong.NOT_WITHIN, node.at, type=left.type, other=right.type)
    if right.op == "literal":
        return Term("among", Type.TRUTH, (left,), right.value, node.at)
    return Term("within", Type.TRUTH, (left, right), at=node.at)


def _arithmetic(node: Binary, left: Term, right: Term) -> Term:
    gives = _SUMS.get((node.operator, left.type, right.type))
    if gives is None:
        raise ExpressionError(
            Wrong.NOT_JOINED, node.at, sign=node.operator, type=left.type, other=right.type
        )
    term = Term(node.operator, gives, (left, right), at=node.at)
    return Term("known", gives, (term,), at=node.at) if gives is Type.NUMBER else term
