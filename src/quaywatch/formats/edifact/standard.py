"""Bringing one raw segment into the project's form."""

import re
from typing import NamedTuple

from quaywatch.formats.delimited.segment import BLANK
from quaywatch.formats.edifact.charset import LATIN, MULTIBYTE, decode
from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, mask, mask_unusual

LEADING = BLANK.decode("latin-1")

_AROUND = re.compile(r"\s*[\r\n]+\s*(?=[+:])|(?<=[+:])\s*[\r\n]+\s*|(?<=^..)[\r\n]+|(?<=^.)[\r\n]+")
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


def unbroken(raw: str, declared: str | None) -> list[str] | None:
    """Do the same to many terminated segments at once, None when one of them asks for care.

    They have the default service characters; none may be indented or broken over lines.
    """
    if "\n" in raw:
        raw = raw.replace("\r\n", "\n").replace("'\n", "'")
    if "\n" in raw or "\r" in raw or raw[-1:] != "'" or raw[:1] in LEADING:
        return None
    if not raw.isascii():
        raw = _decoded(raw, declared)
    if "?" not in raw:
        return raw[:-1].split("'")
    if "?'" in raw:
        return None if raw[-2:-1] == "?" else mask(raw[:-1]).split("'")
    return [mask(segment) if "?" in segment else segment for segment in raw[:-1].split("'")]


def _decoded(raw: str, declared: str | None) -> str:
    """Decode segments at once when they are UTF-8, else one by one."""
    if declared == LATIN and not MULTIBYTE.search(raw):
        return raw
    try:
        return raw.encode("latin-1").decode()
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
