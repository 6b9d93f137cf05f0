"""Cutting an expression's text into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.wordings import Wrong

_PATTERN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/<>!().,\[\]])
    """,
    re.VERBOSE,
)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression: its kind, its value and where it starts."""

    kind: str
    """`number`, `text`, `name`, `sign` or `end`."""
    value: str
    at: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` and a last one of kind `end`.

    Raises ExpressionError at the first character that starts no token.
    """
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise _complaint(text[at], at)
        kind = match.lastgroup or ""
        if kind == "text":
            yield Token(kind, _unquote(match.group(), at), at)
        elif kind != "space":
            yield Token(kind, match.group(), at)
        at = match.end()
    yield Token("end", "", at)


def _complaint(sign: str, at: int) -> ExpressionError:
    if sign in "\"'":
        return ExpressionError(Wrong.NO_CLOSING_QUOTE, at)
    if sign in "&|=":
        return ExpressionError(Wrong.SINGLE_SIGN, at, sign=sign, doubled=sign * 2)
    return ExpressionError(Wrong.NO_MEANING, at, sign=sign)


def _unquote(quoted: str, at: int) -> str:
    def replace(match: re.Match[str]) -> str:
        try:
            return _ESCAPES[match.group(1)]
        except KeyError:
            place = at + 1 + match.start()
            raise ExpressionError(Wrong.NO_ESCAPE, place, said=match.group()) from None

    return re.sub(r"\\(.)", replace, quoted[1:-1], flags=re.DOTALL)
