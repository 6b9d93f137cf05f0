"""Cutting a stream of bytes into the XML documents that it holds, in bounded memory."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from quaywatch.formats.source import Source
from quaywatch.formats.xml.envelope import Envelope

DOCUMENT_BYTES = 1 << 25
"""Longest document that is parsed as one."""
_BLOCK = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_MISC = re.compile(rb"(?:\s+|\xef\xbb\xbf|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_SPACE = re.compile(rb"\s*")
_ATTRIBUTES = re.compile(rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""")
_SKIPPED = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_SKIP = rb"<!--|<!\[CDATA\[|<\?"


class Piece(NamedTuple):
    """A document, or bytes of an envelope around documents."""

    offset: int
    """Position of its first byte in the input."""
    line: int
    """Line on which it starts, from 1."""
    data: bytes
    is_document: bool = False
    opens: bool = False
    """Whether it is an envelope that a document follows at once."""
    namespaces: dict[str, str] | None = None
    """Namespaces by prefix that the envelope declares for the document."""
    too_long: bool = False
    """Whether it belongs to a document that is longer than is taken."""


def pieces(
    source: Source, names: Collection[str], *, limit: int = DOCUMENT_BYTES
) -> Iterator[Piece]:
    """Yield the documents of `source` whose root has one of `names`, and all bytes around them.

    A file holds one document, several laid end to end, or some inside an envelope (SOAP, a list)
    at any depth. Joining `data` gives the input back, whatever the bytes are; what is longer than
    `limit` comes in several pieces marked so. A document in UTF-16 must have a file of its own.
    """
    if source.head.startswith(_WIDE):
        return _whole(source, limit)
    return _Cutter(source, names, limit).cut()


def _whole(source: Source, limit: int) -> Iterator[Piece]:
    data, more = source.read(limit), source.read(_BLOCK)
    yield Piece(0, 1, data, is_document=True, too_long=bool(more))
    offset = len(data)
    while more:
        yield Piece(offset, 1, more, is_document=True, too_long=True)
        offset += len(more)
        more = source.read(_BLOCK)


class _Cutter:
    def __init__(self, source: Source, names: Collection[str], limit: int) -> None:
        roots = "|".join(re.escape(name) for name in sorted(names)).encode()
        self._opening = re.compile(_SKIP + rb"|<((?:[\w.-]+:)?(?:" + roots + rb"))(?=[\s/>])")
        self._source, self._limit = source, limit
        self._held, self._from = b"", 0
        self._offset, self._line = 0, 1
        self._envelope = Envelope()

    def cut(self) -> Iterator[Piece]:
        """Yield everything, envelope bytes and documents in turn."""
        at = 0
        while True:
            found, at = self._next(self._opening, at)
            if found is None:
                ready = at - self._from
                if ready > _BLOCK:
                    yield self._take(at)
                elif len(self._held) - at > self._limit:
                    at += 1
                elif (moved := self._more()) is None:
                    break
                else:
                    at -= moved
                continue
            if not self._is_prolog(found.start()):
                yield self._take(found.start(), opens=True)
            yield from self._document(found[1], found.start())
            at = self._from
        if len(self._held) > self._from:
            yield self._take(len(self._held))

    def _is_prolog(self, end: int) -> bool:
        """Whether what is held up to `end` belongs to the document there; a DTD does."""
        prolog = _MISC.match(self._held, self._from)
        at = self._from if prolog is None else prolog.end()
        return at == end or self._held.startswith(b"<!DOCTYPE", at)

    def _document(self, name: bytes, at: int) -> Iterator[Piece]:
        """Yield the document whose start tag is at `at`: one piece unless it is too long."""
        tags = re.compile(_SKIP + rb"|<(/?)" + re.escape(name) + rb"(?=[\s/>])")
        depth, too_long = 0, False
        while True:
            found, at = self._next(tags, at)
            end = -1 if found is None else _tag_end(self._held, found.end())
            if found is None or end < 0:
                if len(self._held) - self._from > self._limit:
                    at = min(max(at, self._from + _BLOCK), len(self._held))
                    yield self._take(at, is_document=True, too_long=True)
                    too_long = True
                elif (moved := self._more()) is None:
                    at = len(self._held)
                    break
                else:
                    at -= moved
                continue
            at = end
            if found[1]:
                depth -= 1
            elif self._held[end - 2 : end] != b"/>":
                depth += 1
            if depth <= 0:
                break
        too_long = too_long or at - self._from > self._limit
        at = self._with_last_space(at)
        if at > self._from:
            yield self._take(at, is_document=True, too_long=too_long)

    def _next(self, pattern: re.Pattern[bytes], at: int) -> tuple[re.Match[bytes] | None, int]:
        """Return the next match outside comments and where it is, or where to resume with more."""
        while (found := pattern.search(self._held, at)) is not None:
            closing = _SKIPPED.get(found[0])
            if closing is None:
                return found, found.start()
            end = self._held.find(closing, found.end())
            if end < 0:
                return None, found.start()
            at = end + len(closing)
        last = self._held.rfind(b"<", at)
        return None, len(self._held) if last < 0 else last

    def _with_last_space(self, at: int) -> int:
        space = _SPACE.match(self._held, at)
        if space is None or space.end() != len(self._held):
            return at
        moved = self._more()
        return len(self._held) if moved is None else at - moved

    def _more(self) -> int | None:
        """Hold the next bytes too; return by how much positions moved down, None at the end."""
        block = self._source.read(_BLOCK)
        if not block:
            return None
        moved, self._from = self._from, 0
        self._held = self._held[moved:] + block
        return moved

    def _take(
        self, end: int, *, is_document: bool = False, opens: bool = False, too_long: bool = False
    ) -> Piece:
        data, self._from = self._held[self._from : end], end
        inherited = self._envelope.namespaces if is_document else None
        piece = Piece(self._offset, self._line, data, is_document, opens, inherited, too_long)
        self._offset += len(data)
        self._line += data.count(b"\n")
        if not is_document:
            self._envelope.feed(data)
        return piece


def _tag_end(data: bytes, at: int) -> int:
    """Return the position past the tag whose attributes start at `at`; -1 if it does not end."""
    attributes = _ATTRIBUTES.match(data, at)
    end = at if attributes is None else attributes.end()
    if end < len(data) and data[end] not in b"<>":
        end = data.find(b"<", end)
    if not 0 <= end < len(data):
        return -1
    return end + 1 if data[end : end + 1] == b">" else end
