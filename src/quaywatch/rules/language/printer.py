"""A syntax tree back to text, with no more brackets than it needs."""

from quaywatch.rules.language.tree import (
    COMPARISON,
    PRECEDENCE,
    UNARY,
    Binary,
    Call,
    Listing,
    Literal,
    Name,
    Node,
    Unary,
)

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def unparse(node: Node) -> str:
    """Return the canonical text of `node`: `parse(unparse(node)) == node`."""
    return _text(node, 0)


def _text(node: Node, floor: int) -> str:
    match node:
        case Literal(value):
            return _literal(value)
        case Listing(items):
            return f"[{', '.join(_literal(item.value) for item in items)}]"
        case Name(path):
            return path
        case Unary(operator, operand):
            return _bracket(f"{operator}{_text(operand, UNARY)}", UNARY, floor)
        case Binary(operator, left, right):
            here = PRECEDENCE[operator]
            # A comparison does not chain, so its left operand needs brackets as its right does.
            first = _text(left, here + (here == COMPARISON))
            return _bracket(f"{first} {operator} {_text(right, here + 1)}", here, floor)
        case Call(function, arguments, receiver):
            inside = ", ".join(_text(argument, 0) for argument in arguments)
            before = "" if receiver is None else f"{_text(receiver, UNARY + 1)}."
            return f"{before}{function}({inside})"


def _bracket(text: str, here: int, floor: int) -> str:
    return f"({text})" if here < floor else text


def _literal(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    return repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def _quoted(value: str) -> str:
    return f'"{value.translate(_ESCAPED)}"'
