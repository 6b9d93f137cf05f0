"""Pages: objects that hold a list, and the names by which one is told."""

import re
from collections.abc import Iterator

BLANK = b" \t\r\n"
_STRING = rb'"((?:[^"\\]|\\.)*)"'
_KEY = re.compile(rb"[{},\[\]]|" + _STRING + rb"(\s*:\s*(\[)?)?", re.DOTALL)

_LISTS = frozenset({b"events", b"arrivalNotices", b"transportDocuments", b"data"})
"""Keys under which a page keeps its list; any other may hold one that begins like events."""

PAGE = re.compile(rb'\[|\{\s*"(?:events|arrivalNotices|transportDocuments|data)"\s*:\s*\[')
"""What a page within another text begins with."""

EVENT = re.compile(
    rb'\{\s*"(?:event(?:ID|Type|Classification|CreatedDateTime|Routing|DateTime)'
    rb'|metadata|carrierServiceName)"\s*:'
)
"""How an event or a schedule begins."""

_GAP = re.compile(rb"[ \t\r\n,]*")


def gap(data: bytes, at: int) -> int:
    """Return where the blanks and commas at a position end."""
    found = _GAP.match(data, at)
    return found.end() if found else at


def list_in(head: bytes) -> tuple[bytes, int] | None:
    """Return the name of the list of a page, and where its first value may begin."""
    if not head.startswith(b"{"):
        return None
    for name, start in keys(head):
        if start and (name in _LISTS or EVENT.match(head, gap(head, start))):
            return name, start
    return None


def keys(head: bytes) -> Iterator[tuple[bytes, int | None]]:
    """Yield the keys of the object that `head` begins, each with where its array begins, if so."""
    depth = 0
    for token in _KEY.finditer(head):
        sign = token[0][:1]
        if sign in b"{[":
            depth += 1
        elif sign in b"}]":
            depth -= 1
            if depth == 0:
                return
        elif sign == b'"' and token[2] is not None:
            opens = token[3] is not None
            if depth == 1:
                yield token[1], token.end() if opens else None
            depth += opens
