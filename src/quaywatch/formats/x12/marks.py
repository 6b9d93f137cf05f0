"""The separators of an interchange, told by its header (ISA), however damaged that is.

An ISA has elements of fixed widths, so that the characters in use can be read off it. Many in
circulation have not; they are understood by counting elements, and reported.
"""

import re
from typing import NamedTuple


class Marks(NamedTuple):
    """What holds one interchange together, as bytes."""

    element: bytes = b"*"
    component: bytes = b">"
    terminator: bytes = b"~"
    """Usually one byte; a line end or several bytes in practice."""


class Header(NamedTuple):
    """An interchange header that was found."""

    marks: Marks
    regular: bool
    """Whether its elements have the widths that the standard fixes."""


ISA = re.compile(rb"ISA([^A-Za-z0-9\s])[0-9]{2}\1")
"""Where an interchange begins."""

HEADER_BYTES = 512
"""More than any header takes with what must follow it."""

_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1)
_NEXT = rb"(.{1,4}?)\s*(?=(?:GS|TA1|IEA|ISB|ISE)%s)"
_BARE = re.compile(rb"(?:GS|ST)([^A-Za-z0-9\s])")


def header(data: bytes, at: int) -> Header | None:
    """Read the separators off the ISA at a position; None when it has too few elements."""
    mark = data[at + 3 : at + 4]
    elements = data[at : at + HEADER_BYTES].split(mark, 16)
    if len(elements) < 17 or any(b"\n" in element for element in elements[1:16]):
        return None
    rest = at + len(mark.join(elements[:16])) + 1
    component = data[rest : rest + 1]
    after = re.compile(_NEXT % re.escape(mark), re.DOTALL).match(data, rest + 1)
    terminator = after[1] if after else data[rest + 1 : rest + 2]
    regular = tuple(map(len, elements[1:16])) == _WIDTHS
    if not terminator or component == mark or mark in terminator:
        return None
    return Header(Marks(mark, component, terminator), regular)


def bare(data: bytes, at: int) -> Marks | None:
    """Guess the separators of a group or transaction set that comes without interchange."""
    found = _BARE.match(data, at)
    if found is None:
        return None
    line, _, _ = data[at:].partition(b"\n")
    terminator = b"~" if b"~" in line else b"\n" if line != data[at:] else b"~"
    return Marks(found[1], b">", terminator)
