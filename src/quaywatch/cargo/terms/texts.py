"""What is asked of texts."""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import polars as pl

from quaywatch.cargo.terms.asked import Asked, At, Row

WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""White space (Unicode property White_Space), which is less than Python's."""

_ALIKE = re.compile(
    "[\x00-\x1b \x20-\xb1\xb4-\xb8\xba\xbb\xbf-\u012f\u0132-\u017e\u0180-\u024f]*"
).fullmatch
"""Texts in which Rust and Python see the same letters, words and capitals."""


T = TypeVar("T", bound=Asked)
_Form = Callable[[pl.Expr], pl.Expr]


class Texts(Generic[T]):
    """Asks a text; null of null."""

    __slots__ = ("_term", "_type")

    def __init__(self, term: T, kind: Callable[[pl.Expr, At], T]) -> None:
        self._term, self._type = term, kind

    def to_uppercase(self) -> T:
        """Return it in capitals."""
        return self._same(lambda text: text.str.to_uppercase(), str.upper)

    def to_lowercase(self) -> T:
        """Return it in small letters."""
        return self._same(lambda text: text.str.to_lowercase(), str.lower)

    def contains(self, pattern: str) -> T:
        """Whether a pattern is found in it."""
        search = re.compile(_python(pattern)).search
        return self._same(
            lambda text: text.str.contains(pattern), lambda text: search(text) is not None
        )

    def extract(self, pattern: str) -> T:
        """Return the first group of a pattern, null where it is not found."""
        search = re.compile(_python(pattern)).search

        def group(text: str) -> str | None:
            found = search(text)
            return None if found is None else found[1]

        return self._same(lambda text: text.str.extract(pattern), group)

    def replace_all(self, pattern: str, by: str) -> T:
        """Return it with every stretch of a pattern replaced by a text."""
        compiled = re.compile(_python(pattern))
        return self._same(
            lambda text: text.str.replace_all(pattern, by), lambda text: compiled.sub(by, text)
        )

    def without(self, part: str) -> T:
        """Return it without a part, wherever it stands."""
        return self._of(
            lambda text: text.str.replace_all(part, "", literal=True),
            lambda text: text.replace(part, ""),
        )

    def has(self, part: str) -> T:
        """Whether a part stands in it, to the letter."""
        return self._of(
            lambda text: text.str.contains(part, literal=True), lambda text: part in text
        )

    def has_term(self, part: T) -> T:
        """Whether the text of another term stands in it, to the letter."""
        text_at, part_at = self._term.at, part.at

        def value(row: Row) -> bool | None:
            text, sought = text_at(row), part_at(row)
            return None if text is None or sought is None else sought in text

        return self._type(self._term.expr.str.contains(part.expr, literal=True), value)

    def contains_any(self, parts: list[str]) -> T:
        """Whether one of some parts stands in it."""
        return self._of(
            lambda text: text.str.contains_any(parts),
            lambda text: any(part in text for part in parts),
        )

    def strip_chars(self, characters: str | None = None) -> T:
        """Return it without some characters, white space when none are named, at either end."""
        around = WHITE if characters is None else characters
        return self._of(lambda text: text.str.strip_chars(characters), lambda t: t.strip(around))

    def head(self, count: int) -> T:
        """Return its first characters."""
        return self._of(lambda text: text.str.head(count), lambda text: text[:count])

    def tail(self, count: int) -> T:
        """Return its last characters."""
        return self._of(lambda text: text.str.tail(count), lambda text: text[-count:])

    def len_chars(self) -> T:
        """Return how many characters it has."""
        return self._of(lambda text: text.str.len_chars(), len)

    def len_bytes(self) -> T:
        """Return how many bytes it takes in UTF-8."""
        return self._of(lambda text: text.str.len_bytes(), lambda text: len(text.encode()))

    def digits_as_number(self) -> T:
        """Return the number that a text of digits writes; null for digits of other scripts."""
        return self._of(
            lambda text: text.cast(pl.Int64, strict=False),
            lambda text: int(text) if text.isascii() else None,
        )

    def number(self) -> T:
        """Return the number that a text writes as `-12.5`; no other text may be asked."""
        return self._of(lambda text: text.cast(pl.Float64), float)

    def _same(self, form: _Form, function: Callable[[str], Any]) -> T:
        """Return what two libraries say of most texts alike; the rest is left to one of them."""

        def said(text: str) -> Any:
            return function(text) if _ALIKE(text) else _by_columns(text, form)

        return self._of(form, said)

    def _of(self, form: _Form, function: Callable[[str], Any]) -> T:
        at = self._term.at

        def value(row: Row) -> Any:
            text = at(row)
            return None if text is None else function(text)

        return self._type(form(self._term.expr), value)


def _by_columns(text: str, form: _Form) -> Any:
    return pl.Series("text", [text]).to_frame().select(form(pl.col("text"))).item()


def _python(pattern: str) -> str:
    """Return a pattern of Rust's as Python writes it."""
    return pattern.replace("$", r"\Z").replace(r"[^\pL]", r"[\W\d_]")
