"""Bringing one raw segment into the project's form."""

import re
from typing import NamedTuple

from quaywatch.formats.delimited.segment import BLANK
from quaywatch.formats.edifact.charset import LATIN, decode, multibyte
from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, mask, mask_unusual

LEADING = BLANK.decode("latin-1")

_AROUND = re.compile(r"\s*[\r\n]+\s*(?=[+:])|(?<=[+:])\s*[\r\n]+\s*|(?<=^..)[\r\n]+|(?<=^.)[\r\n]+")
_PADDING = "\t\0\x1a\xef"
_LINE_END = re.compile(r"\s*[\r\n]+\s*")


class Manner(NamedTuple):
    """How segments are written in one stretch of input."""

    chars: ServiceCharacters = DEFAULT
    declared: str | None = None
    """Codec of the declared character set."""
    wrapped: bool = False
    """Whether lines were cut at a fixed width."""


def standard(raw: str, manner: Manner) -> str:
    """Return a segment decoded, on one line, with default service characters, data masked.

    `raw` has one character a byte and no terminator. A line end inside is dropped where lines were
    cut at a fixed width or beside a separator; elsewhere it becomes a blank.
    """
    segment = raw.lstrip(LEADING)
    if "\n" in segment or "\r" in segment:
        segment = _unwrapped(segment) if manner.wrapped else _one_line(segment.rstrip("\r\n"))
    segment = decode(segment, manner.declared)
    return mask(segment) if manner.chars == DEFAULT else mask_unusual(segment, manner.chars)


def plain(raw: str, declared: str | None) -> str:
    """Do the same to many segments at once, terminators kept.

    They have the default service characters, are terminated, and nothing stands between them.
    """
    return mask(decoded(raw, declared))


def unbroken(raw: str, declared: str | None) -> str | None:
    """Do the same to segments that may stand on lines of their own.

    Return None when one asks for more care: is indented or broken over lines.
    """
    if "\n" in raw and "?'\n" not in raw:
        raw = raw.replace("\r\n", "\n").replace("'\n", "'")
    if "\n" in raw or "\r" in raw or raw[-1:] != "'" or raw[:1] in LEADING or raw[-2:-1] == "?":
        return None
    if "' " in raw or any(blank in raw and f"'{blank}" in raw for blank in _PADDING):
        return None
    return plain(raw, declared)


def decoded(raw: str, declared: str | None) -> str:
    """Decode segments at once when they are UTF-8, else one by one."""
    if raw.isascii():
        return raw
    data = raw.encode("latin-1")
    if declared == LATIN and not multibyte(data):
        return raw
    try:
        return data.decode()
    except UnicodeDecodeError:
        segments = raw.split("'")
        return "'".join([s if s.isascii() else decode(s, declared) for s in segments])


def is_wrapped(content: str) -> bool:
    """Tell whether lines were cut at a fixed width, without regard to words."""
    widths = [len(line) for line in content[:8192].splitlines()][1:-1]
    return len(widths) > 2 and len(set(widths)) == 1


def _unwrapped(segment: str) -> str:
    return segment.replace("\r", "").replace("\n", "")


def _one_line(segment: str) -> str:
    return _LINE_END.sub(" ", _AROUND.sub("", segment))
