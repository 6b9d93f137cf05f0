"""Methods of texts, and the values that functions make of a text between quotes."""

from datetime import datetime, timedelta

import polars as pl

from quaywatch.rules.language.error import ExpressionError
from quaywatch.rules.language.types import Type
from quaywatch.rules.language.wordings import Wrong

TESTS = ("startsWith", "endsWith", "contains")
"""Methods of a text that take a text and give yes or no."""

CONVERSIONS = {
    "lower": Type.TEXT,
    "upper": Type.TEXT,
    "size": Type.NUMBER,
    "country": Type.TEXT,
}
"""Methods of a text that take nothing, with the type that they give."""

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def duration(text: str, at: int) -> timedelta:
    """Return the length of time that `text` says, such as `24h` or `1d12h`."""
    parts: dict[str, float] = {}
    digits = ""
    for character in text:
        if character.isdecimal():
            digits += character
        elif digits and character in _UNITS and _UNITS[character] not in parts:
            parts[_UNITS[character]] = int(digits)
            digits = ""
        else:
            parts = {}
            break
    if not parts or digits or max(parts.values()) > 1e6:
        raise ExpressionError(Wrong.NO_DURATION, at, said=text)
    return timedelta(**parts)


def instant(text: str, at: int) -> datetime:
    """Return the instant that `text` says in ISO 8601 with its time zone."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        value = None
    if value is None or value.tzinfo is None:
        raise ExpressionError(Wrong.NO_INSTANT, at, said=text)
    return value


def pattern(text: str, at: int) -> str:
    """Return the regular expression `text` if Polars' linear-time engine takes it."""
    try:
        pl.Series([""]).str.contains(text)
    except pl.exceptions.ComputeError as error:
        reason = str(error).split("error: ")[-1].splitlines()[0]
        raise ExpressionError(Wrong.NO_PATTERN, at, said=text, reason=reason) from None
    return text
