"""Cutting a stream of bytes into runs of whole segments under the same service characters."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from quaywatch.formats.delimited.segment import BLANK
from quaywatch.formats.edifact.syntax import (
    DEFAULT,
    ServiceCharacters,
    advised,
    find_advice,
    pieces,
)
from quaywatch.formats.edifact.table import Table, table
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window

BLOCK_BYTES = 1 << 20
SEGMENT_BYTES = 1 << 20
"""The longest segment; anything longer has lost its terminators."""

_ADVICE_BYTES = 512


@dataclass(slots=True)
class Run:
    """Whole segments that follow each other, one character a byte."""

    content: str
    start: int
    """Position of the first byte in the input."""
    chars: ServiceCharacters
    terminated: bool = True
    """False when the input, or this syntax in it, ends inside of a segment."""
    fault: str = ""
    """Why these bytes are no segments at all; empty when they are."""
    number: int = 1
    """Position of the first segment in the input, from 1."""
    advice: bool = False
    """Whether these bytes are a service string advice."""

    table: Table | None = None
    """Where its segments begin, if it is plain."""

    _ends: list[int] | None = None

    @property
    def end(self) -> int:
        """Position just after the last byte."""
        return self.start + len(self.content)

    def number_at(self, position: int) -> int:
        """Return which segment of the input, from 1, a position in it belongs to."""
        if self.table is not None:
            return self.number + self.table.count(0, position - self.start)
        if self._ends is None:
            lengths = [len(piece) + 1 for piece in pieces(self.content, self.chars)[:-1]]
            self._ends = list(accumulate(lengths))
        return self.number + bisect_right(self._ends, position - self.start)


class Segmenter:
    """Cuts one input; `window` receives the bytes as they are read."""

    def __init__(self, source: Source, window: Window) -> None:
        self._source = source
        self._window = window
        self._chars = DEFAULT
        self._offset = 0
        self._rest = b""

    def runs(self) -> Iterator[Run]:
        """Yield the whole input as runs."""
        while block := self._source.read(BLOCK_BYTES):
            self._window.push(block)
            yield from self._cut(self._rest + block, last=False)
            if len(self._rest) > SEGMENT_BYTES:
                rest, self._rest = self._rest, b""
                fault = f"no segment terminator in {SEGMENT_BYTES} bytes"
                yield self._run(rest, fault=fault)
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
            # The header after an advice tells nothing new.
            position = len(data) - len(data.lstrip()) + 3
        held = len(data) if last else _candidate(data, max(position, keep))
        yield from self._split(data[:held], last=last)
        self._rest += data[held:]

    def _advice(self, advice: bytes, *, sound: bool) -> Run:
        if not sound:
            return self._run(advice, fault=f"service string advice {advice!r} contradicts itself")
        # In the default syntax, whatever the characters that it advises.
        run = self._run(advice)
        run.advice = True
        run.chars = DEFAULT._replace(terminator=run.content[-1], release="")
        return run

    def _split(self, data: bytes, *, last: bool) -> Iterator[Run]:
        end = _last_terminator(data, self._chars)
        while end and data[end : end + 1] in {b"\r", b"\n"}:
            end += 1
        if end:
            yield self._run(data[:end])
        self._rest = data[end:]
        if last and self._rest:
            rest, self._rest = self._rest, b""
            yield self._run(rest, terminated=not rest.strip(BLANK))

    def _run(self, data: bytes, *, terminated: bool = True, fault: str = "") -> Run:
        start = self._offset
        self._offset += len(data)
        run = Run(data.decode("latin-1"), start, self._chars, terminated, fault)
        if terminated and not fault and self._chars == DEFAULT:
            run.table = table(data)
        return run


def _candidate(data: bytes, start: int) -> int:
    """Return where an advice may begin whose end is not read yet; the data's end if nowhere."""
    found = [at for tag in (b"UNA", b"UNB") if (at := data.find(tag, start)) >= 0]
    return min(found, default=len(data))


def _last_terminator(data: bytes, chars: ServiceCharacters) -> int:
    """Return the position just after the last terminator that is not released, or 0."""
    terminator, release = chars.terminator.encode("latin-1"), chars.release.encode("latin-1")
    end = data.rfind(terminator)
    while release and end > 0 and data[end - 1 : end] == release:
        first = end
        while first and data[first - 1 : first] == release:
            first -= 1
        if (end - first) % 2 == 0:
            break
        end = data.rfind(terminator, 0, first)
    return end + 1
