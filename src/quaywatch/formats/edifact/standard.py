"""Bringing one raw segment into the project's form."""

import re

from quaywatch.formats.edifact.charset import decode
from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, mask, mask_unusual

LEADING = " \t\r\n\0\x1a\xef\xbb\xbf"
"""What may stand before a tag: blanks, line ends, padding and a UTF-8 byte order mark."""

_AROUND = re.compile(r"\s*[\r\n]+\s*(?=[+:])|(?<=[+:])\s*[\r\n]+\s*|(?<=^..)[\r\n]+|(?<=^.)[\r\n]+")
_LINE_END = re.compile(r"\s*[\r\n]+\s*")


def standard(raw: str, chars: ServiceCharacters, declared: str | None, wrapped: bool) -> str:
    """Return a segment decoded, on one line, with default service characters, data masked.

    `raw` has one character a byte and no terminator. A line end inside is dropped where lines were
    cut at a fixed width (`wrapped`) or beside a separator; elsewhere it becomes a blank.
    """
    if chars == DEFAULT and raw.isascii() and raw.isprintable() and raw[:1] != " ":
        return mask(raw)
    segment = raw.lstrip(LEADING)
    if "\n" in segment or "\r" in segment:
        segment = _unwrapped(segment) if wrapped else _one_line(segment.rstrip("\r\n"))
    segment = decode(segment, declared)
    return mask(segment) if chars == DEFAULT else mask_unusual(segment, chars)


def is_wrapped(content: str) -> bool:
    """Tell whether lines were cut at a fixed width, without regard to words."""
    widths = [len(line) for line in content[:8192].splitlines()][1:-1]
    return len(widths) > 2 and len(set(widths)) == 1


def _unwrapped(segment: str) -> str:
    return segment.replace("\r", "").replace("\n", "")


def _one_line(segment: str) -> str:
    return _LINE_END.sub(" ", _AROUND.sub("", segment))
