"""Cutting a stream of bytes into segments, with the position of each byte kept.

A block of bytes is decoded with one character a byte and split at its terminators, released ones
rejoined: the lengths of the pieces then are byte positions, and nothing is copied twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from quaywatch.formats.edifact.syntax import DEFAULT, ServiceCharacters, advised, find_advice
from quaywatch.formats.edifact.window import Window
from quaywatch.formats.source import Source

BLOCK_BYTES = 1 << 20
SEGMENT_BYTES = 1 << 20
"""The longest segment; anything longer has lost its terminators."""

_ADVICE_BYTES = 512
_LEADING = " \t\r\n\0\x1a\xef\xbb\xbf"
"""What may stand before a tag: blanks, line ends, padding and a UTF-8 byte order mark."""

_AROUND = re.compile(r"\s*[\r\n]+\s*(?=[+:])|(?<=[+:])\s*[\r\n]+\s*|(?<=^..)[\r\n]+|(?<=^.)[\r\n]+")
_LINE_END = re.compile(r"\s*[\r\n]+\s*")


@dataclass(slots=True)
class Run:
    """Segments that follow each other under the same service characters.

    `texts` are the raw segments, one character a byte, without leading blanks and terminator;
    `ends[i]` is the position just after segment `i` in the input, `start` that of the first byte.
    """

    texts: list[str]
    ends: list[int]
    start: int
    chars: ServiceCharacters
    plain: bool
    """Whether all is ASCII without released characters."""
    terminated: bool = True
    """False for the last bytes of an input that ends without terminator."""
    fault: str = ""
    """Why these bytes are no segments at all; empty when they are."""


class Segmenter:
    """Cuts one input; `window` receives the bytes as they are read."""

    def __init__(self, source: Source, window: Window) -> None:
        self._source = source
        self._window = window
        self._chars = DEFAULT
        self._wrapped: bool | None = None
        self._offset = 0
        self._rest = b""

    def runs(self) -> Iterator[Run]:
        """Yield the whole input as runs."""
        while block := self._source.read(BLOCK_BYTES):
            self._window.push(block)
            yield from self._cut(self._rest + block, last=False)
            if len(self._rest) > SEGMENT_BYTES:
                yield self._overlong()
        yield from self._cut(self._rest, last=True)

    def _cut(self, data: bytes, *, last: bool) -> Iterator[Run]:
        """Yield runs of `data`, leaving what is not complete yet in `_rest`."""
        keep = len(data) if last else len(data) - _ADVICE_BYTES
        position = 0
        while (found := find_advice(data, position)) and found.start() < keep:
            if found.start():
                yield from self._split(data[: found.start()], last=True)
            chars, end = advised(found)
            if end > found.start():
                yield self._advice(data[found.start() : end], sound=chars is not None)
            self._chars = chars or DEFAULT
            data, keep = data[end:], keep - end
            position = data.find(b"UNB") + 3
        yield from self._split(data, last=last)

    def _advice(self, advice: bytes, *, sound: bool) -> Run:
        start = self._offset
        self._offset += len(advice)
        fault = "" if sound else f"service string advice {advice!r} uses a character twice"
        return Run(["UNA"], [self._offset], start, DEFAULT, plain=True, fault=fault)

    def _overlong(self) -> Run:
        start = self._offset
        self._offset += len(self._rest)
        self._rest = b""
        fault = f"no segment terminator in {SEGMENT_BYTES} bytes"
        return Run([""], [self._offset], start, self._chars, plain=True, fault=fault)

    def _split(self, data: bytes, *, last: bool) -> Iterator[Run]:
        chars, start = self._chars, self._offset
        content = data.decode("latin-1")
        pieces = content.split(chars.terminator)
        escaped = bool(chars.release) and chars.release in content
        if escaped:
            pieces = _rejoined(pieces, chars)
        tail = pieces.pop()
        ends = [end + i for i, end in enumerate(accumulate(map(len, pieces)), start + 1)]
        self._offset = ends[-1] if ends else start
        plain = not escaped and chars == DEFAULT and data.isascii()
        if pieces:
            yield Run(self._trimmed(pieces, content), ends, start, chars, plain)
        self._rest = data[len(data) - len(tail) :] if tail else b""
        if last and tail:
            texts, begin = self._trimmed([tail], tail), self._offset
            self._offset, self._rest = begin + len(tail), b""
            yield Run(texts, [self._offset], begin, chars, plain, terminated=False)

    def _trimmed(self, pieces: list[str], content: str) -> list[str]:
        if "\n" not in content and "\r" not in content:
            return [piece.lstrip(_LEADING) for piece in pieces]
        if self._wrapped is None:
            self._wrapped = _is_wrapped(content)
        rejoin = _unwrapped if self._wrapped else _one_line
        trimmed = (piece.strip("\r\n").lstrip(_LEADING) for piece in pieces)
        return [rejoin(t) if "\n" in t or "\r" in t else t for t in trimmed]


def _rejoined(pieces: list[str], chars: ServiceCharacters) -> list[str]:
    """Join pieces that were cut at a released terminator."""
    release = chars.release
    cut = {i for i, piece in enumerate(pieces[:-1]) if piece[-1:] == release}
    cut = {i for i in cut if (len(pieces[i]) - len(pieces[i].rstrip(release))) % 2}
    whole: list[str] = []
    position = 0
    for first in sorted(cut):
        if first < position:
            continue
        end = first
        while end in cut:
            end += 1
        whole.extend(pieces[position:first])
        whole.append(chars.terminator.join(pieces[first : end + 1]))
        position = end + 1
    whole.extend(pieces[position:])
    return whole


def _is_wrapped(content: str) -> bool:
    """Tell whether lines were cut at a fixed width, without regard to words."""
    widths = [len(line) for line in content.splitlines()]
    return len(widths) > 2 and len(set(widths[:-1])) == 1 and widths[0] > 20


def _unwrapped(segment: str) -> str:
    return segment.replace("\r", "").replace("\n", "")


def _one_line(segment: str) -> str:
    return _LINE_END.sub(" ", _AROUND.sub("", segment))
