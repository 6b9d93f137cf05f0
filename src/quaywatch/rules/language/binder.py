"""Names and types of a syntax tree settled."""

from quaywatch.rules.language import operators
from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.bound import Bound, Needs, Term
from quaywatch.rules.language.error import ExpressionError, closest
from quaywatch.rules.language.functions import CONVERSIONS, TESTS, duration, instant, pattern
from quaywatch.rules.language.scope import ElementScope, ItemScope, Lists, Scope
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary
from quaywatch.rules.language.types import Collection, Type

_FUNCTIONS = (*KINDS, "duration", "finding", "has", "size", "timestamp")


def bind(node: Node, lists: Lists | None = None) -> Bound:
    """Settle a profile's expression; raise ExpressionError where names or types are wrong."""
    needs = Needs()
    term = _settled(node, Scope(needs, lists or {}))
    if term.type is not Type.TRUTH:
        raise ExpressionError(f"a profile asks a yes-or-no question; this is {term.type}", node.at)
    if not (needs.fields or needs.findings or needs.collections):
        raise ExpressionError("this asks nothing of the consignment", node.at)
    return Bound(term, needs)


def _settled(node: Node, scope: Scope) -> Term:
    match node:
        case Literal():
            return _literal(node)
        case Listing():
            return _listing(node)
        case Name():
            return scope.name(node)
        case Unary(_, operand):
            return operators.unary(node, _settled(operand, scope))
        case Binary(_, left, right):
            return operators.binary(node, _settled(left, scope), _settled(right, scope))
        case Call(receiver=receiver):
            return _method(node, receiver, scope) if receiver else _function(node, scope)


def _literal(node: Literal) -> Term:
    kinds = {str: Type.TEXT, float: Type.NUMBER, bool: Type.TRUTH}
    return Term("literal", kinds[type(node.value)], value=node.value, at=node.at)


def _listing(node: Listing) -> Term:
    values = tuple(item.value for item in node.items)
    kinds = {type(value) for value in values}
    if kinds not in ({str}, {float}):
        raise ExpressionError("a list holds only texts or only numbers, at least one", node.at)
    kind = Type.TEXTS if str in kinds else Type.NUMBERS
    return Term("literal", kind, value=values, at=node.at)


def _function(node: Call, scope: Scope) -> Term:
    argument = _only_argument(node)
    match node.function:
        case "has":
            return _has(node, argument, scope)
        case "finding":
            return scope.finding(_text(node, argument), node.at)
        case "duration":
            length = duration(_text(node, argument), argument.at)
            return Term("literal", Type.DURATION, value=length, at=node.at)
        case "timestamp":
            moment = instant(_text(node, argument), argument.at)
            return Term("literal", Type.INSTANT, value=moment, at=node.at)
        case "size":
            return _size(node, argument, scope)
        case _:
            return _aggregate(node, argument, scope)


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


def _has(node: Call, argument: Node, scope: Scope) -> Term:
    if not isinstance(argument, Name):
        raise ExpressionError("has() takes the name of a field", argument.at)
    value = scope.name(argument)
    if value.type is Type.COLLECTION or value.op == "literal":
        raise ExpressionError("has() takes the name of a field: ask size() of this", node.at)
    op = "has any" if value.type is Type.TEXTS else "has"
    return Term(op, Type.TRUTH, (value,), at=node.at)


def _size(node: Call, argument: Node, scope: Scope) -> Term:
    value = _settled(argument, scope)
    if value.type is Type.TEXTS and value.op != "literal":
        return Term("length", Type.NUMBER, (value,), at=node.at)
    if value.type is not Type.COLLECTION or not isinstance(argument, Name):
        raise ExpressionError(f"size() counts a list or a collection, not {value.type}", node.at)
    if isinstance(scope, ItemScope):
        raise ExpressionError(f"size() stands outside {scope.function}()", node.at)
    always = Term("literal", Type.TRUTH, value=True, at=node.at)
    return _asked(Term("count", Type.NUMBER, (always,), argument.path, node.at), scope)


def _aggregate(node: Call, argument: Node, scope: Scope) -> Term:
    if isinstance(scope, ItemScope):
        raise ExpressionError(f"{node.function}() cannot stand in {scope.function}()", node.at)
    inner, kind = ItemScope(scope, node.function), KINDS[node.function]
    value = _settled(argument, inner)
    if value.type is not kind.takes:
        raise ExpressionError(f"{node.function}() takes {kind.takes}, not {value.type}", node.at)
    if inner.collection is None:
        raise ExpressionError(f"{node.function}() asks nothing of goods or equipment", node.at)
    return _asked(Term(node.function, kind.gives, (value,), inner.collection, node.at), scope)


def _asked(term: Term, scope: Scope) -> Term:
    scope.needs.collections[Collection(str(term.value))] = None
    return term


def _method(node: Call, receiver: Node, scope: Scope) -> Term:
    text = _settled(receiver, scope)
    if node.function == "matches":
        return _matches(node, text)
    if node.function == "exists":
        return _exists(node, text, scope)
    if node.function not in {*TESTS, *CONVERSIONS}:
        names = (*TESTS, *CONVERSIONS, "matches", "exists")
        raise ExpressionError(
            f"no method is named {node.function}", node.at, closest(node.function, names)
        )
    if text.type is not Type.TEXT or text.op == "literal":
        raise ExpressionError(f"{node.function}() is asked of a text field", node.at)
    given = [_settled(argument, scope) for argument in node.arguments]
    wanted = [Type.TEXT] if node.function in TESTS else []
    if [value.type for value in given] != wanted:
        raise ExpressionError(
            f"{node.function}() takes {'one text' if wanted else 'nothing'} between its brackets",
            node.at,
        )
    if wanted:
        return Term(node.function, Type.TRUTH, (text, given[0]), at=node.at)
    return Term(node.function, CONVERSIONS[node.function], (text,), at=node.at)


def _matches(node: Call, text: Term) -> Term:
    if text.type is not Type.TEXT or text.op == "literal" or len(node.arguments) != 1:
        raise ExpressionError("matches() is asked of a text field with one pattern", node.at)
    argument = node.arguments[0]
    searched = pattern(_text(node, argument), argument.at)
    return Term("matches", Type.TRUTH, (text,), searched, node.at)


def _exists(node: Call, texts: Term, scope: Scope) -> Term:
    if texts.type is not Type.TEXTS or texts.op == "literal":
        raise ExpressionError("exists() is asked of a field that is a list of texts", node.at)
    match node.arguments:
        case (Name(variable), body):
            inner = _settled(body, ElementScope(scope, variable))
        case _:
            raise ExpressionError("exists() takes a name and a yes-or-no: exists(x, …)", node.at)
    if inner.type is not Type.TRUTH:
        raise ExpressionError(f"exists() takes a yes-or-no, not {inner.type}", body.at)
    return Term("exists", Type.TRUTH, (texts, inner), at=node.at)
