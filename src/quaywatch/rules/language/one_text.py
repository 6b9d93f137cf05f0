"""One text changed or searched as Polars does it, without Polars where plain Python is the same.

Case differs between the two beyond Latin letters, by their versions of Unicode. Patterns differ in
corners; those that `_PLAIN` takes, asked of an ASCII text, mean the same to both and cannot make
Python's engine run for long: at most one part of them repeats.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import polars as pl

_LATIN_END = "\u0180"
_KEPT = 4096
_CHARACTER = r"[A-Za-z0-9 _,;:%#@&/'\"=-]|\\[.^$|()\[\]{}*+?/\\-]|\\d|\."
_ONE_OF = r"\[\^?(?:[A-Za-z0-9 _](?:-[A-Za-z0-9])?)+\]"
_ATOM = rf"(?:{_CHARACTER}|{_ONE_OF})"
_FIXED = rf"{_ATOM}(?:\{{[0-9]{{1,2}}\}})?"
_PLAIN = re.compile(rf"(?:\(\?i\))?\^?(?:{_FIXED})*(?:{_ATOM}[*+?])?(?:{_FIXED})*\$?")
_ALTERNATIVES = re.compile(
    rf"(?:\(\?i\))?\^?(?:\((?:{_FIXED})+(?:\|(?:{_FIXED})+)*\)|(?:{_FIXED})*)(?:{_FIXED})*\$?"
)


def lower(text: str) -> str:
    """Return `text` in small letters."""
    return text.lower() if text.isascii() or max(text) < _LATIN_END else _lower(text)


def upper(text: str) -> str:
    """Return `text` in capitals."""
    return text.upper() if text.isascii() or max(text) < _LATIN_END else _upper(text)


def searching(pattern: str) -> Callable[[str], bool]:
    """Return the question whether a text holds what `pattern` describes."""

    @lru_cache(_KEPT)
    def by_polars(text: str) -> bool:
        return bool(pl.Series([text]).str.contains(pattern)[0])

    if not (_PLAIN.fullmatch(pattern) or _ALTERNATIVES.fullmatch(pattern)):
        return by_polars
    # Python's $ also stands before a last line break.
    ends = pattern.endswith("$") and not pattern.endswith(r"\$")
    search = re.compile(rf"{pattern[:-1]}\Z" if ends else pattern).search
    return lambda text: search(text) is not None if text.isascii() else by_polars(text)


@lru_cache(_KEPT)
def _lower(text: str) -> str:
    return pl.Series([text]).str.to_lowercase()[0]


@lru_cache(_KEPT)
def _upper(text: str) -> str:
    return pl.Series([text]).str.to_uppercase()[0]
