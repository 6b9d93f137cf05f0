"""Reading DCSA's JSON as a stream: arrays, pages, lines of objects or one object."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.collection import no_collection
from quaywatch.formats.dcsa.batch import Batch
from quaywatch.formats.dcsa.fault import Fault, reported
from quaywatch.formats.dcsa.harvest import Harvest
from quaywatch.formats.dcsa.page import BLANK, EVENT, PAGE, gap, list_in
from quaywatch.formats.dcsa.scan import ends
from quaywatch.formats.dcsa.stream import BLOCK_BYTES, Stream
from quaywatch.formats.dcsa.unit import MalformedError, understand
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.quarantine import quarantine
from quaywatch.formats.source import Source

VALUE_BYTES = 16 << 20
"""The longest value that is read; a longer one goes to quarantine."""

_HEAD = 1 << 16
_SMALL = 1 << 16
_BOM = b"\xef\xbb\xbf"
_RESTART = re.compile(rb"(?<=\n)\{|" + EVENT.pattern)
"""Where reading may go on after text that is no JSON."""

_PATIENCE = 8
"""After so many failures on end, ever more restarts are passed over: time stays linear."""


def read(source: Source, *, received_at: datetime | None = None) -> Iterator[Part]:
    """Yield the parts of DCSA events, schedules and bills of lading."""
    return _Reader(Stream(source), received_at).parts()


class _Reader:
    """Reads one stream; `nested` when it is a page within another text."""

    def __init__(
        self, stream: Stream, received_at: datetime | None, *, nested: bool = False
    ) -> None:
        self._stream = stream
        self._received_at = received_at
        self._nested = nested
        self._window = BLOCK_BYTES
        self._number = 0
        self._failed = 0
        self._costly = 0
        self._under: str | None = None
        """JSON pointer of the list that is read, None for values that stand alone."""
        self._harvest = Harvest()

    def parts(self) -> Iterator[Part]:
        while self._stream.data or self._stream.more():
            yield from self._document()

    # --- what holds the values -----------------------------------------------------------------

    def _document(self) -> Iterator[Part]:
        data = self._stream.data
        lead = len(data) - len(data.lstrip(BLANK + _BOM))
        if lead == len(data):
            if lead >= PART_BYTES or not self._stream.more():
                yield from self._service(lead)
            return
        opening = data[lead : lead + 1]
        listed = (b"", 1) if opening == b"[" else list_in(data[lead : lead + _HEAD])
        if listed is None:
            self._under = None
            yield from self._values()
            return
        name, start = listed
        yield from self._service(lead + start)
        self._under, self._number = f"/{name.decode(errors='replace')}" if name else "", 0
        yield from self._values()
        if opening == b"{":
            yield from self._tail()

    def _tail(self) -> Iterator[Part]:
        """Read what follows the list in the object of a page."""
        while True:
            _, close = ends(self._stream.data)
            if close is not None:
                yield from self._service(close + 1)
                return
            if len(self._stream.data) >= VALUE_BYTES or not self._stream.more():
                yield from self._broken()
                return

    def _service(self, size: int) -> Iterator[Part]:
        start = self._stream.start
        data = self._stream.take(size)
        for at in range(0, len(data), PART_BYTES):
            yield Part(offset=start + at, data=data[at : at + PART_BYTES])

    # --- values --------------------------------------------------------------------------------

    def _values(self) -> Iterator[Part]:
        """Read values up to the end of the list, or of the input when they stand alone."""
        stream = self._stream
        while True:
            found, close = ends(stream.data[: self._window])
            if found:
                with no_collection():
                    parts = list(self._understood(found))
                yield from parts
            elif close is not None:
                if self._under is None:
                    yield from self._broken()
                else:
                    yield from self._service(close + 1)
                return
            elif self._hopeless():
                yield from self._broken()
            elif self._window < len(stream.data):
                self._window *= 4
            elif len(stream.data) >= VALUE_BYTES or not stream.more():
                yield from self._broken()
                if not stream.data:
                    return

    def _hopeless(self) -> bool:
        """Whether a value that does not end soon holds what looks like another event."""
        data = self._stream.data
        return len(data) > _SMALL and EVENT.search(data, gap(data, 0) + 1, _SMALL) is not None

    def _broken(self) -> Iterator[Part]:
        """Set text aside that does not end, up to where reading may go on."""
        stream = self._stream
        data = stream.data
        begin = gap(data, 0)
        if begin == len(data):
            yield from self._service(begin)
            return
        size = self._restart(data, begin)
        fault = Fault((), "begins what is no JSON, or does not end", Severity.ERROR)
        problem = self._problem(data[begin:size], stream.start + begin, fault, "dcsa.json")
        yield from quarantine(stream.start, stream.take(size), problem)

    def _restart(self, data: bytes, begin: int) -> int:
        """Return where reading may go on after a failure at `begin`, at most the end of `data`."""
        tired = max(self._failed - _PATIENCE, 0) + max(self._costly - _PATIENCE, 0)
        passed = 2 ** min(tired, 24) - 1
        self._failed += 1
        self._costly += self._window >= BLOCK_BYTES
        self._window = _SMALL
        found = next(islice(_RESTART.finditer(data, begin + 1), passed, None), None)
        return found.start() if found else len(data)

    def _understood(self, found: list[int]) -> Iterator[Part]:
        """Read the values that end at `found` and take them off the stream."""
        stream = self._stream
        data, start = stream.data, stream.start
        batch = Batch(self._harvest, start, 0, self._received_at)
        self._window = min(self._window * 4, BLOCK_BYTES)
        for end in found:
            begin = gap(data, batch.end)
            unit = data[begin:end]
            self._number += 1
            read = self._read(unit, start + begin, batch.harvest)
            if read is None or read.part is None:
                batch.add(begin, end, read.problems if read else ())
                if not batch.full:
                    continue
            yield from batch.close(data)
            if read is not None and read.part is not None:
                end = begin + read.size
                yield from read.part(start + batch.end, data[batch.end : end], *read.problems)
            batch = Batch(batch.harvest, start, end, self._received_at)
            if read is not None and read.size < len(unit):
                break
        yield from batch.close(data)
        self._harvest = batch.harvest
        stream.take(batch.end)

    def _read(self, unit: bytes, offset: int, into: Harvest) -> "_Read | None":
        """Return what became of a value, None when it goes on and nothing is wrong with it."""
        if self._under is None and not self._nested and PAGE.match(unit):
            return _Read(len(unit), part=self._page)
        try:
            faults = understand(unit, into)
        except MalformedError as error:
            size = self._restart(unit, 0)
            fault = Fault((), f"is no JSON: {error}", Severity.ERROR)
            problem = self._problem(unit, offset, fault, "dcsa.json")
            return _Read(size, (problem,), quarantine)
        self._failed = 0
        if not faults:
            return None
        problems = tuple(self._problem(unit, offset, fault) for fault in faults)
        aside = quarantine if any(fault.fatal for fault in faults) else None
        return _Read(len(unit), problems, aside)

    def _page(self, start: int, data: bytes) -> Iterator[Part]:
        within = _Reader(Stream(None, data, start), self._received_at, nested=True)
        return within.parts()

    def _problem(self, unit: bytes, offset: int, fault: Fault, code: str = "dcsa.value") -> Problem:
        place = "" if self._under is None else f"{self._under}/{self._number - 1}"
        return reported(fault, code, place, unit, offset, self._number)


class _Read(NamedTuple):
    """What became of one value: whether it goes on, and how its bytes go aside if not."""

    size: int
    problems: tuple[Problem, ...] = ()
    part: Callable[..., Iterator[Part]] | None = None
