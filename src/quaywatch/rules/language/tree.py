"""The syntax tree: six kinds of node, each knowing where it stood in the text.

Two trees are equal when they say the same, wherever they stood.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number or a truth value."""

    value: str | float | bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """Literals between brackets."""

    items: tuple[Literal, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted name: a field, a collection, a value list or a bound element."""

    path: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """`!` or `-` before an operand."""

    operator: str
    operand: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands."""

    operator: str
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments, or a method of `receiver` when there is one."""

    function: str
    arguments: "tuple[Node, ...]"
    receiver: "Node | None" = None
    at: int = field(default=0, compare=False)


Node = Literal | Listing | Name | Unary | Binary | Call

PRECEDENCE: dict[str, int] = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
}
"""How tightly each binary operator holds its operands; comparisons do not chain."""

COMPARISON = 3
UNARY = 6
"""Precedence of `!` and of the sign."""
