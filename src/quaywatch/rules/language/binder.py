"""Names and types of a syntax tree settled, and its meaning as a Polars expression."""

import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.rules.language import operators
from quaywatch.rules.language.aggregate import AGGREGATES, SIZE, Aggregate, Kind
from quaywatch.rules.language.bound import Bound, Needs, Typed
from quaywatch.rules.language.error import ExpressionError, closest
from quaywatch.rules.language.functions import CONVERSIONS, TESTS, duration, instant, pattern
from quaywatch.rules.language.printer import unparse
from quaywatch.rules.language.scope import ElementScope, ItemScope, Lists, Scope
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary
from quaywatch.rules.language.types import Collection, Type

_FUNCTIONS = (*AGGREGATES, "duration", "finding", "has", "size", "timestamp")


def bind(node: Node, lists: Lists | None = None) -> Bound:
    """Settle a profile's expression; raise ExpressionError where names or types are wrong."""
    needs = Needs()
    typed = _typed(node, Scope(needs, lists or {}))
    if typed.type is not Type.TRUTH:
        raise ExpressionError(f"a profile asks a yes-or-no question; this is {typed.type}", node.at)
    if not (needs.fields or needs.findings or needs.aggregates):
        raise ExpressionError("this asks nothing of the consignment", node.at)
    return Bound(typed.expr, needs)


def _typed(node: Node, scope: Scope) -> Typed:
    match node:
        case Literal(value):
            return _literal(value)
        case Listing():
            return _listing(node)
        case Name():
            return scope.name(node)
        case Unary(_, operand):
            return operators.unary(node, _typed(operand, scope))
        case Binary(_, left, right):
            return operators.binary(node, _typed(left, scope), _typed(right, scope))
        case Call(receiver=receiver):
            return _method(node, receiver, scope) if receiver else _function(node, scope)


def _literal(value: str | float | bool) -> Typed:
    kinds = {str: Type.TEXT, float: Type.NUMBER, bool: Type.TRUTH}
    return Typed(kinds[type(value)], pl.lit(value), (value,))


def _listing(node: Listing) -> Typed:
    values = tuple(item.value for item in node.items)
    kinds = {type(value) for value in values}
    if kinds not in ({str}, {float}):
        raise ExpressionError("a list holds only texts or only numbers, at least one", node.at)
    return Typed(Type.TEXTS if str in kinds else Type.NUMBERS, pl.lit(None), values)


def _function(node: Call, scope: Scope) -> Typed:
    argument = _only_argument(node)
    match node.function:
        case "has":
            return _has(node, argument, scope)
        case "finding":
            return Typed(Type.TRUTH, scope.finding(_text(node, argument)))
        case "duration":
            length = duration(_text(node, argument), argument.at)
            return Typed(Type.DURATION, pl.lit(length, dtype=pl.Duration("us")))
        case "timestamp":
            moment = instant(_text(node, argument), argument.at)
            return Typed(Type.INSTANT, pl.lit(moment, dtype=INSTANT))
        case "size":
            return _size(node, argument, scope)
        case name:
            return _aggregate(node, AGGREGATES[name], argument, scope)


def _only_argument(node: Call) -> Node:
    if node.function not in _FUNCTIONS:
        raise ExpressionError(
            f"no function is named {node.function}", node.at, closest(node.function, _FUNCTIONS)
        )
    if len(node.arguments) != 1:
        raise ExpressionError(
            f"{node.function}() takes one argument, not {len(node.arguments)}", node.at
        )
    return node.arguments[0]


def _text(node: Call, argument: Node) -> str:
    if isinstance(argument, Literal) and isinstance(argument.value, str):
        return argument.value
    raise ExpressionError(f"{node.function}() takes a text between quotes", argument.at)


def _has(node: Call, argument: Node, scope: Scope) -> Typed:
    if not isinstance(argument, Name):
        raise ExpressionError("has() takes the name of a field", argument.at)
    value = scope.name(argument)
    if value.type is Type.COLLECTION or value.values is not None:
        raise ExpressionError("has() takes the name of a field: ask size() of this", node.at)
    if value.type is Type.TEXTS:
        return Typed(Type.TRUTH, _length(value.expr) > 0)
    return Typed(Type.TRUTH, value.expr.is_not_null())


def _length(texts: pl.Expr) -> pl.Expr:
    return texts.list.len().fill_null(0)


def _size(node: Call, argument: Node, scope: Scope) -> Typed:
    value = _typed(argument, scope)
    if value.type is Type.TEXTS and value.values is None:
        return Typed(Type.NUMBER, _length(value.expr).cast(pl.Float64))
    if value.type is not Type.COLLECTION or not isinstance(argument, Name):
        raise ExpressionError(f"size() counts a list or a collection, not {value.type}", node.at)
    if isinstance(scope, ItemScope):
        raise ExpressionError(f"size() stands outside {scope.function}()", node.at)
    return _asked(node, SIZE, value, Collection(argument.path), (), scope)


def _aggregate(node: Call, kind: Kind, argument: Node, scope: Scope) -> Typed:
    if isinstance(scope, ItemScope):
        raise ExpressionError(f"{node.function}() cannot stand in {scope.function}()", node.at)
    inner = ItemScope(scope, node.function)
    value = _typed(argument, inner)
    if value.type is not kind.takes:
        raise ExpressionError(f"{node.function}() takes {kind.takes}, not {value.type}", node.at)
    if inner.collection is None:
        raise ExpressionError(f"{node.function}() asks nothing of goods or equipment", node.at)
    return _asked(node, kind, value, inner.collection, tuple(inner.outer), scope)


def _asked(
    node: Call,
    kind: Kind,
    value: Typed,
    collection: Collection,
    outer: tuple[str, ...],
    scope: Scope,
) -> Typed:
    column = unparse(node)
    scope.needs.aggregates[column] = Aggregate(
        column, collection, kind, kind.encode(value.expr), outer
    )
    return Typed(kind.gives, kind.decode(pl.col(column)))


def _method(node: Call, receiver: Node, scope: Scope) -> Typed:
    text = _typed(receiver, scope)
    if node.function == "matches":
        return _matches(node, text)
    if node.function == "exists":
        return _exists(node, text, scope)
    if node.function not in {*TESTS, *CONVERSIONS}:
        names = (*TESTS, *CONVERSIONS, "matches", "exists")
        raise ExpressionError(
            f"no method is named {node.function}", node.at, closest(node.function, names)
        )
    if text.type is not Type.TEXT or text.values is not None:
        raise ExpressionError(f"{node.function}() is asked of a text field", node.at)
    given = [_typed(argument, scope) for argument in node.arguments]
    wanted = [Type.TEXT] if node.function in TESTS else []
    if [value.type for value in given] != wanted:
        raise ExpressionError(
            f"{node.function}() takes {'one text' if wanted else 'nothing'} between its brackets",
            node.at,
        )
    if wanted:
        return Typed(Type.TRUTH, TESTS[node.function](text.expr, given[0].expr))
    gives, convert = CONVERSIONS[node.function]
    return Typed(gives, convert(text.expr))


def _matches(node: Call, text: Typed) -> Typed:
    if text.type is not Type.TEXT or text.values is not None or len(node.arguments) != 1:
        raise ExpressionError("matches() is asked of a text field with one pattern", node.at)
    argument = node.arguments[0]
    return Typed(Type.TRUTH, text.expr.str.contains(pattern(_text(node, argument), argument.at)))


def _exists(node: Call, texts: Typed, scope: Scope) -> Typed:
    if texts.type is not Type.TEXTS or texts.values is not None:
        raise ExpressionError("exists() is asked of a field that is a list of texts", node.at)
    match node.arguments:
        case (Name(variable), body):
            inner = _typed(body, ElementScope(scope, variable))
        case _:
            raise ExpressionError("exists() takes a name and a yes-or-no: exists(x, …)", node.at)
    if inner.type is not Type.TRUTH:
        raise ExpressionError(f"exists() takes a yes-or-no, not {inner.type}", body.at)
    known = texts.expr.list.eval(inner.expr.fill_null(value=False)).list.any()
    return Typed(Type.TRUTH, known.fill_null(value=False))
