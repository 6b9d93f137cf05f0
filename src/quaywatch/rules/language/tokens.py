"""Cutting an expression's text into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quaywatch.rules.language.error import ExpressionError

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
            raise ExpressionError(_complaint(text[at]), at)
        kind = match.lastgroup or ""
        if kind == "text":
            yield Token(kind, _unquote(match.group(), at), at)
        elif kind != "space":
            yield Token(kind, match.group(), at)
        at = match.end()
    yield Token("end", "", at)


def _complaint(character: str) -> str:
    if character in "\"'":
        return "this text has no closing quote"
    if character in "&|=":
        doubled = character * 2
        return f"{character!r} alone says nothing: write {doubled}"
    return f"{character!r} has no meaning here"


def _unquote(quoted: str, at: int) -> str:
    def replace(match: re.Match[str]) -> str:
        try:
            return _ESCAPES[match.group(1)]
        except KeyError:
            place = at + 1 + match.start()
            raise ExpressionError(
                f"{match.group()} is no escape: double the backslash", place
            ) from None

    return re.sub(r"\\(.)", replace, quoted[1:-1], flags=re.DOTALL)
