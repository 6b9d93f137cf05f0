"""An expression as a form to fill in: the same syntax tree, laid out as groups of conditions.

`node_of(form_of(node)) == node` for every tree, so text and form are two sights of one thing.
What is no plain comparison stands in the form as its text.
"""

from typing import Literal as OneOf

import msgspec

from quaywatch.rules.language import parse, unparse
from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tree import Binary, Call, Listing, Literal, Name, Node, Unary
from quaywatch.rules.language.wordings import Wrong

Value = str | float | bool
_SIGNS = ("==", "!=", "<", "<=", ">", ">=", "in")
_TESTS = ("startsWith", "endsWith", "contains", "matches")


class Form(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the form, or a group of lines."""

    kind: OneOf["and", "or", "not", "any", "all", "compare", "has", "finding", "text"]
    """`any` and `all`: some, or every, goods item or container does what the part says."""
    parts: "tuple[Form, ...]" = ()
    name: str = ""
    """The field; the check of a `finding`; the whole of a `text`."""
    sign: str = ""
    """Of `compare`: an operator, or a method such as `startsWith`."""
    values: tuple[Value, ...] = ()
    listed: bool = False
    """Whether the values are a list, be it of one."""


def form_of(node: Node) -> Form:
    """Return the form of a syntax tree."""
    match node:
        case Binary("&&" | "||"):
            joined = tuple(form_of(each) for each in _joined(node, node.operator))
            return Form(kind="and" if node.operator == "&&" else "or", parts=joined)
        case Unary("!", operand):
            return Form(kind="not", parts=(form_of(operand),))
        case Call("any", (body,), None):
            return Form(kind="any", parts=(form_of(body),))
        case Call("all", (body,), None):
            return Form(kind="all", parts=(form_of(body),))
        case Call("has", (Name(path),), None):
            return Form(kind="has", name=path)
        case Call("finding", (Literal(str() as code),), None):
            return Form(kind="finding", name=code)
        case _:
            return _comparison(node) or Form(kind="text", name=unparse(node))


def node_of(form: Form) -> Node:
    """Return the syntax tree of a form.

    Raises:
        ExpressionError: it is not filled in; `path` leads to the part.

    """
    match form.kind:
        case "and" | "or" if form.parts:
            operator = "&&" if form.kind == "and" else "||"
            first, *rest = _nodes_of(form.parts)
            for each in rest:
                first = Binary(operator, first, each)
            return first
        case "not" | "any" | "all" if len(form.parts) == 1:
            (inner,) = _nodes_of(form.parts)
            return Unary("!", inner) if form.kind == "not" else Call(form.kind, (inner,))
        case "has":
            return Call("has", (_name(form.name),))
        case "finding":
            return Call("finding", (Literal(form.name),))
        case "compare":
            return _compared(form)
        case "text":
            return parse(form.name)
        case _:
            raise ExpressionError(Wrong.EMPTY_GROUP, 0)


def _nodes_of(parts: tuple[Form, ...]) -> list[Node]:
    nodes: list[Node] = []
    for place, part in enumerate(parts):
        try:
            nodes.append(node_of(part))
        except ExpressionError as error:
            error.path = (place, *error.path)
            raise
    return nodes


def _joined(node: Node, operator: str) -> list[Node]:
    """Return what `operator` joins from left to right; a group on the right stays one."""
    if isinstance(node, Binary) and node.operator == operator:
        return [*_joined(node.left, operator), node.right]
    return [node]


def _comparison(node: Node) -> Form | None:
    match node:
        case Binary(sign, left, Literal(value)) if sign in _SIGNS:
            return Form(kind="compare", name=unparse(left), sign=sign, values=(value,))
        case Binary("in", left, Listing(items)):
            values = tuple(item.value for item in items)
            return Form(kind="compare", name=unparse(left), sign="in", values=values, listed=True)
        case Call(sign, (Literal(value),), receiver) if receiver and sign in _TESTS:
            return Form(kind="compare", name=unparse(receiver), sign=sign, values=(value,))
        case _:
            return None


def _compared(form: Form) -> Node:
    left, values = _name(form.name), tuple(map(Literal, map(_number, form.values)))
    if form.listed and form.sign == "in":
        return Binary("in", left, Listing(values))
    if len(values) != 1:
        raise ExpressionError(Wrong.NO_VALUE, 0)
    if form.sign in _TESTS:
        return Call(form.sign, values, left)
    if form.sign not in _SIGNS:
        raise ExpressionError(Wrong.NO_COMPARISON, 0, sign=form.sign)
    return Binary(form.sign, left, values[0])


def _number(value: Value | int) -> Value:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _name(text: str) -> Node:
    return parse(text)
