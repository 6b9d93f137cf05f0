"""The elements that stand open around a document, and the namespaces that they declare."""

import re
from collections.abc import Iterator

_TAG = re.compile(rb"<(?:(!--)|(!\[CDATA\[)|(\?)|(/?)[^\s<>/!?]++([^<>]*+)>)")
_CLOSING = {1: b"-->", 2: b"]]>", 3: b"?>"}
_XMLNS = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_DEEPEST = 256


class Envelope:
    """Follows start and end tags through the bytes around documents."""

    def __init__(self) -> None:
        self._open: list[dict[str, str]] = []

    def feed(self, data: bytes) -> None:
        """Take the next envelope bytes; they need not be well-formed."""
        for closes, attributes in _tags(data):
            if closes:
                del self._open[-1:]
            elif not attributes.endswith(b"/") and len(self._open) < _DEEPEST:
                self._open.append(_declared(attributes))

    @property
    def namespaces(self) -> dict[str, str] | None:
        """Namespaces by prefix ("" is the default one) in force here; None if there are none."""
        merged: dict[str, str] = {}
        for declared in self._open:
            merged |= declared
        return merged or None


def _tags(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield of every tag the slash that makes it an end tag, and its attributes."""
    at = 0
    while found := _TAG.search(data, at):
        closing, at = _CLOSING.get(found.lastindex or 0), found.end()
        if closing is None:
            yield found[4], found[5]
        elif (at := data.find(closing, at)) < 0:
            return


def _declared(attributes: bytes) -> dict[str, str]:
    return {
        found[1].decode("ascii", "ignore") if found[1] else "": (
            found[2] or found[3] or b""
        ).decode("utf-8", "replace")
        for found in _XMLNS.finditer(attributes)
    }
