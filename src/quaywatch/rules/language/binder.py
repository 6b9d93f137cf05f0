"""Names and types of a syntax tree settled."""

from quaywatch.rules.language import operators
from quaywatch.rules.language.aggregate import KINDS
from quaywatch.rules.language.bound import Bound, Needs, Term
from quaywatch.rules.language.error import ExpressionError, closest
from quaywatch.rules.language.functions import CONVERSIONS, TESTS, duration, instant, pattern
from quaywatch.rules.language.scope import ElementScope, ItemScope, Lists, Scope
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary
from quaywatch.rules.language.types import Collection, Type
from quaywatch.rules.language.wordings import Wrong

_FUNCTIONS = (*KINDS, "duration", "finding", "has", "size", "timestamp")


def bind(node: Node, lists: Lists | None = None) -> Bound:
    """Settle a profile's expression; raise ExpressionError where names or types are wrong."""
    needs = Needs()
    term = _settled(node, Scope(needs, lists or {}))
    if term.type is not Type.TRUTH:
        raise ExpressionError(Wrong.NO_QUESTION, node.at, type=term.type)
    if not (needs.fields or needs.findings or needs.collections):
        raise ExpressionError(Wrong.ASKS_NOTHING, node.at)
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
        raise ExpressionError(Wrong.MIXED_LIST, node.at)
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
        meant = closest(node.function, _FUNCTIONS)
        raise ExpressionError(Wrong.NO_FUNCTION, node.at, meant, name=node.function)
    if len(node.arguments) != 1:
        raise ExpressionError(
            Wrong.ONE_ARGUMENT, node.at, name=node.function, count=len(node.arguments)
        )
    return node.arguments[0]


def _text(node: Call, argument: Node) -> str:
    if isinstance(argument, Literal) and isinstance(argument.value, str):
        return argument.value
    raise ExpressionError(Wrong.QUOTED, argument.at, name=node.function)


def _has(node: Call, argument: Node, scope: Scope) -> Term:
    if not isinstance(argument, Name):
        raise ExpressionError(Wrong.HAS_FIELD, argument.at)
    value = scope.name(argument)
    if value.type is Type.COLLECTION or value.op == "literal":
        raise ExpressionError(Wrong.HAS_SIZE, node.at)
    op = "has any" if value.type is Type.TEXTS else "has"
    return Term(op, Type.TRUTH, (value,), at=node.at)


def _size(node: Call, argument: Node, scope: Scope) -> Term:
    value = _settled(argument, scope)
    if value.type is Type.TEXTS and value.op != "literal":
        return Term("length", Type.NUMBER, (value,), at=node.at)
    if value.type is not Type.COLLECTION or not isinstance(argument, Name):
        raise ExpressionError(Wrong.SIZE_OF, node.at, type=value.type)
    if isinstance(scope, ItemScope):
        raise ExpressionError(Wrong.SIZE_OUTSIDE, node.at, name=scope.function)
    always = Term("literal", Type.TRUTH, value=True, at=node.at)
    return _asked(Term("count", Type.NUMBER, (always,), argument.path, node.at), scope)


def _aggregate(node: Call, argument: Node, scope: Scope) -> Term:
    if isinstance(scope, ItemScope):
        raise ExpressionError(Wrong.NOT_INSIDE, node.at, name=node.function, outer=scope.function)
    inner, kind = ItemScope(scope, node.function), KINDS[node.function]
    value = _settled(argument, inner)
    if value.type is not kind.takes:
        raise ExpressionError(
            Wrong.TAKES, node.at, name=node.function, wanted=kind.takes, type=value.type
        )
    if inner.collection is None:
        raise ExpressionError(Wrong.OF_NO_ITEM, node.at, name=node.function)
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
        meant = closest(node.function, names)
        raise ExpressionError(Wrong.NO_METHOD, node.at, meant, name=node.function)
    if text.type is not Type.TEXT or text.op == "literal":
        raise ExpressionError(Wrong.OF_TEXT_FIELD, node.at, name=node.function)
    given = [_settled(argument, scope) for argument in node.arguments]
    wanted = [Type.TEXT] if node.function in TESTS else []
    if [value.type for value in given] != wanted:
        wrong = Wrong.TAKES_ONE_TEXT if wanted else Wrong.TAKES_NOTHING
        raise ExpressionError(wrong, node.at, name=node.function)
    if wanted:
        return Term(node.function, Type.TRUTH, (text, given[0]), at=node.at)
    return Term(node.function, CONVERSIONS[node.function], (text,), at=node.at)


def _matches(node: Call, text: Term) -> Term:
    if text.type is not Type.TEXT or text.op == "literal" or len(node.arguments) != 1:
        raise ExpressionError(Wrong.MATCHES, node.at)
    argument = node.arguments[0]
    searched = pattern(_text(node, argument), argument.at)
    return Term("matches", Type.TRUTH, (text,), searched, node.at)


def _exists(node: Call, texts: Term, scope: Scope) -> Term:
    if texts.type is not Type.TEXTS or texts.op == "literal":
        raise ExpressionError(Wrong.EXISTS_OF, node.at)
    match node.arguments:
        case (Name(variable), body):
            inner = _settled(body, ElementScope(scope, variable))
        case _:
            raise ExpressionError(Wrong.EXISTS_TAKES, node.at)
    if inner.type is not Type.TRUTH:
        raise ExpressionError(Wrong.EXISTS_ASKS, body.at, type=inner.type)
    return Term("exists", Type.TRUTH, (texts, inner), at=node.at)
