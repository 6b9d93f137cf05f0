"""Cutting a stream of bytes into lines, in bounded memory."""

from collections.abc import Iterator
from typing import NamedTuple

from quaywatch.formats.source import Source

_BLOCK = 1 << 20


class Line(NamedTuple):
    """One line with its ending, or a piece of one that is longer than allowed."""

    number: int
    offset: int
    data: bytes
    too_long: bool = False


def lines(source: Source, limit: int, line_end: bytes = b"\n") -> Iterator[Line]:
    """Yield the lines of `source`; one longer than `limit` bytes comes in pieces marked so."""
    number, offset, rest, overlong = 1, 0, b"", False
    while block := source.read(_BLOCK):
        pieces = (rest + block).split(line_end)
        rest = pieces.pop()
        for piece in pieces:
            data = piece + line_end
            yield Line(number, offset, data, overlong or len(data) > limit)
            offset += len(data)
            number, overlong = number + 1, False
        if len(rest) > limit:
            yield Line(number, offset, rest, too_long=True)
            offset, rest, overlong = offset + len(rest), b"", True
    if rest:
        yield Line(number, offset, rest, overlong or len(rest) > limit)
