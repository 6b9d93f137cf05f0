"""Precedence parser: tokens to a syntax tree."""

import math

from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.tokens import Token, tokens
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
from quaywatch.rules.language.wordings import THE_END, Wrong
from quaywatch.rules.text import Texts

MAX_DEPTH = 60
"""Deepest nesting that is read; a person writes fewer than ten."""
MAX_JOINED = 150
"""Most operators on the way to any value: a person joins fewer than twenty conditions."""

_WORDS = {"and": "&&", "or": "||", "not": "!"}


def parse(text: str) -> Node:
    """Return the syntax tree of `text`; raise ExpressionError where it cannot be read."""
    parser = _Parser(list(tokens(text)))
    node = parser.expression(0)
    parser.expect_end()
    _check_depth(node)
    return node


def _check_depth(node: Node) -> None:
    """Refuse a tree so deep that walking it would exhaust the stack."""
    level, depth = [node], 0
    while level:
        depth += 1
        if depth > MAX_JOINED:
            raise ExpressionError(Wrong.TOO_MANY_JOINED, level[0].at, most=MAX_JOINED)
        level = [below for each in level for below in _below(each)]


def _below(node: Node) -> tuple[Node, ...]:
    match node:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments, receiver):
            return arguments if receiver is None else (receiver, *arguments)
        case _:
            return ()


class _Parser:
    def __init__(self, words: list[Token]) -> None:
        self._words = words
        self._next = 0
        self._depth = 0

    @property
    def _word(self) -> Token:
        return self._words[self._next]

    def _take(self) -> Token:
        word = self._word
        self._next += 1
        return word

    def _is_sign(self, *values: str) -> bool:
        return self._word.kind == "sign" and self._word.value in values

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise ExpressionError(
                Wrong.SIGN_MISSING, self._word.at, sign=sign, word=_shown(self._word)
            )
        self._take()

    def expect_end(self) -> None:
        word = self._word
        if word.kind != "end":
            meant = _WORDS.get(word.value)
            raise ExpressionError(Wrong.AFTER_THE_WHOLE, word.at, meant, word=_shown(word))

    def expression(self, floor: int) -> Node:
        """Read operands joined by operators that bind tighter than `floor`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(Wrong.TOO_DEEP, self._word.at, most=MAX_DEPTH)
        node = self._unary()
        while (precedence := self._precedence()) > floor:
            operator = self._take()
            right = self.expression(precedence)
            if precedence == COMPARISON == self._precedence():
                raise ExpressionError(Wrong.CHAINED, self._word.at)
            node = Binary(operator.value, node, right, operator.at)
        self._depth -= 1
        return node

    def _precedence(self) -> int:
        word = self._word
        is_operator = word.kind == "sign" or word.value == "in"
        return PRECEDENCE.get(word.value, 0) if is_operator and word.kind != "text" else 0

    def _unary(self) -> Node:
        if self._is_sign("!", "-"):
            sign = self._take()
            # No operator binds tighter, so this reads one operand and guards the depth.
            return Unary(sign.value, self.expression(UNARY), sign.at)
        return self._postfix(self._primary())

    def _postfix(self, node: Node) -> Node:
        while self._is_sign("."):
            self._take()
            word = self._take()
            if word.kind != "name":
                raise ExpressionError(Wrong.NAME_MISSING, word.at, word=_shown(word))
            if self._is_sign("("):
                node = Call(word.value, self._arguments(), node, word.at)
            elif isinstance(node, Name):
                node = Name(f"{node.path}.{word.value}", node.at)
            else:
                raise ExpressionError(Wrong.NO_BRACKET, word.at, name=word.value)
        return node

    def _primary(self) -> Node:
        word = self._take()
        match word:
            case Token("number", value, at):
                return Literal(_finite(value, at), at)
            case Token("text", value, at):
                return Literal(value, at)
            case Token("name", "true" | "false", at):
                return Literal(word.value == "true", at)
            case Token("name", value, at) if value not in {"in", *_WORDS}:
                if self._is_sign("("):
                    return Call(value, self._arguments(), None, at)
                return Name(value, at)
            case Token("sign", "(", _):
                node = self.expression(0)
                self._expect(")")
                return node
            case Token("sign", "[", at):
                return Listing(self._items(), at)
            case _:
                meant = _WORDS.get(word.value)
                raise ExpressionError(Wrong.VALUE_MISSING, word.at, meant, word=_shown(word))

    def _items(self) -> tuple[Literal, ...]:
        items: list[Literal] = []
        for node in self._sequence("]"):
            match node:
                case Literal():
                    items.append(node)
                case Unary("-", Literal(float() as value), at):
                    items.append(Literal(-value, at))
                case _:
                    raise ExpressionError(Wrong.PLAIN_LIST, node.at)
        return tuple(items)

    def _arguments(self) -> tuple[Node, ...]:
        self._expect("(")
        return self._sequence(")")

    def _sequence(self, end: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while not self._is_sign(end):
            if nodes:
                self._expect(",")
            nodes.append(self.expression(0))
        self._expect(end)
        return tuple(nodes)


def _finite(digits: str, at: int) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ExpressionError(Wrong.TOO_LARGE, at, number=digits)
    return value


def _shown(word: Token) -> str | Texts:
    return THE_END if word.kind == "end" else repr(word.value)
