"""Where in a message a declared value stands."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

_INSTANT = "%Y-%m-%d %H:%M UTC"
"""How findings show an instant."""
_WRITTEN = ("%Y%m%d%H%M", "%Y-%m-%dT%H:%M", "%Y%m%d", "%Y-%m-%d", "%y%m%d%H%M", "%y%m%d")
"""How messages write one."""


class Place(NamedTuple):
    """Bytes of the message; without length where something is missing."""

    offset: int
    length: int = 0


def find(data: bytes, start: int, end: int, value: str, nth: int = 0) -> Place | None:
    """Return where `value` stands between two positions, as a word of its own.

    Of several places it is the one numbered `nth` (from 0), or the last. None when it stands
    nowhere as shown: it may be given a form of its own in the message.
    """
    for spelling in _spellings(value):
        word = rb"(?<![0-9A-Za-z])" + re.escape(spelling) + rb"(?![0-9A-Za-z])"
        found: re.Match[bytes] | None = None
        for place, match in enumerate(re.compile(word).finditer(data, start, end)):
            found = match
            if place == nth:
                break
        if found is not None:
            return Place(found.start(), found.end() - found.start())
    return None


def _spellings(value: str) -> Iterator[bytes]:
    yield value.encode("utf-8", "surrogatepass")
    if not value.isascii():
        yield value.encode("latin-1", "ignore")
    released = re.sub(r"([?'+:])", r"?\1", value)
    if released != value:
        yield released.encode("utf-8", "surrogatepass")
    try:
        instant = datetime.strptime(value, _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return
    for form in _WRITTEN:
        yield instant.strftime(form).encode()
