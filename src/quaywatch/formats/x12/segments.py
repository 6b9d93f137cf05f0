"""Cutting a stream of bytes into segments, in bounded memory."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quaywatch.formats.source import Source
from quaywatch.formats.window import Window
from quaywatch.formats.x12.marks import HEADER_BYTES, ISA, Marks, bare, header

SEGMENT_BYTES = 16 << 20
"""The longest segment that is read, binary ones included."""

_BLOCK = 1 << 20
_BLANKS = re.compile(rb"[\s\0\x1a\xef\xbb\xbf]*")
_BINARY = rb"(?:BIN%s|BDS%s[^%s]*%s)(\d{1,8})%s"


class Segment(NamedTuple):
    """One segment, or bytes that are none (no tag)."""

    tag: str
    """The segment's name; empty for bytes that are no segment."""
    elements: list[str]
    """The tag, then the elements as written."""
    start: int
    """Position of the first byte, of blanks before the tag if there are any."""
    tag_at: int
    end: int
    number: int
    """Position among the segments of the input, from 1."""
    fault: str = ""
    """What is wrong with its form."""

    def get(self, position: int) -> str:
        """Return an element without surrounding blanks, empty when there is none."""
        return self.elements[position].strip() if position < len(self.elements) else ""


class Segmenter:
    """Reads one input; every byte read is pushed into `window` and lies in exactly one segment."""

    def __init__(self, source: Source, window: Window) -> None:
        self._source = source
        self._window = window
        self._data = b""
        self._at = 0
        self._start = 0
        self._number = 0
        self._marks: Marks | None = None

    def segments(self) -> Iterator[Segment]:
        """Yield the segments in order."""
        while True:
            self._forget()
            self._ensure(HEADER_BYTES)
            if self._at >= len(self._data):
                return
            blanks = _BLANKS.match(self._data, self._at)
            tag_at = blanks.end() if blanks else self._at
            if tag_at >= len(self._data):
                if not self._more():
                    yield self._segment([""], tag_at, len(self._data))
                    return
                continue
            yield self._next(tag_at)

    def _next(self, tag_at: int) -> Segment:
        begins = ISA.match(self._data, tag_at)
        found = header(self._data, tag_at) if begins else None
        if found is not None:
            self._marks = found.marks
            fault = "" if found.regular else "the interchange header has not its fixed widths"
            return self._cut(tag_at, found.marks, fault)
        if begins is None:
            self._marks = self._marks or bare(self._data, tag_at)
        if begins or self._marks is None:
            return self._stray(tag_at)
        return self._cut(tag_at, self._marks, "")

    def leave(self) -> None:
        """Forget the separators: the interchange has ended."""
        self._marks = None

    def _cut(self, tag_at: int, marks: Marks, fault: str) -> Segment:
        data_from, fault = self._binary(tag_at, marks, fault)
        terminator = marks.terminator
        while (end := self._data.find(terminator, data_from)) < 0:
            if len(self._data) - tag_at > SEGMENT_BYTES or not self._more():
                break
        stop = len(self._data) if end < 0 else end
        again = ISA.search(self._data, tag_at + 3, stop) if data_from == tag_at else None
        if again:
            stop = again.start()
        if end < 0 or again:
            fault = "the segment has no terminator"
        raw = self._data[tag_at:stop]
        elements = _text(raw).split(marks.element.decode("latin-1"))
        elements[0] = elements[0].strip()
        after = stop if end < 0 or again else stop + len(terminator)
        return self._segment(elements, tag_at, after, fault)

    def _binary(self, tag_at: int, marks: Marks, fault: str) -> tuple[int, str]:
        """Return from where the terminator is to be looked for: behind counted bytes, if any."""
        if self._data[tag_at : tag_at + 3] not in (b"BIN", b"BDS"):
            return tag_at, fault
        mark = re.escape(marks.element)
        counted = re.compile(_BINARY % ((mark,) * 5)).match(self._data, tag_at)
        if counted is None:
            return tag_at, fault
        behind = counted.end() + int(counted[1])
        while len(self._data) < behind + len(marks.terminator) and behind < SEGMENT_BYTES:
            if not self._more():
                break
        if self._data.startswith(marks.terminator, behind):
            return behind, fault
        return tag_at, f"{int(counted[1])} bytes of binary data are announced, another number comes"

    def _stray(self, tag_at: int) -> Segment:
        """Take bytes before an interchange, up to where one begins."""
        found = ISA.search(self._data, tag_at + 1)
        stop = found.start() if found else max(len(self._data) - HEADER_BYTES, tag_at + 1)
        if not found and not self._more():
            stop = len(self._data)
        return self._segment([""], tag_at, stop, "no segment of X12")

    def _segment(self, elements: list[str], tag_at: int, end: int, fault: str = "") -> Segment:
        self._number += 1
        base, first = self._start, self._at
        self._at = end
        return Segment(
            elements[0], elements, base + first, base + tag_at, base + end, self._number, fault
        )

    def _ensure(self, size: int) -> None:
        while len(self._data) - self._at < size and self._more():
            pass

    def _more(self) -> bool:
        block = self._source.read(_BLOCK)
        if not block:
            return False
        self._window.push(block)
        self._data += block
        return True

    def _forget(self) -> None:
        """Let go of bytes that lie in segments already; positions stay those of the input."""
        if self._at > _BLOCK:
            self._data = self._data[self._at :]
            self._start += self._at
            self._at = 0


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
