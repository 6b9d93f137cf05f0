"""Words that may stand at a place of an expression."""

from collections.abc import Collection, Mapping

import msgspec

from quaywatch.rules.language.types import Type
from quaywatch.rules.vocabulary import WordKind


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A word that may stand here."""

    text: str
    kind: WordKind
    meaning: str = ""
    """What a code or check stands for."""
    type: Type | None = None
    """Of a field, or of what a function or method gives."""


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """What may replace the characters from `start` up to `end`."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Names that are not the language's own."""

    lists: Collection[str] = ()
    """Value lists."""
    checks: Mapping[str, str] = {}
    """Codes of checks with what they say."""
    language: str = "en"
