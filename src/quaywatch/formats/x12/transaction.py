"""A transaction set on its way: segments come in, parts go out."""

from datetime import datetime
from typing import NamedTuple, Protocol

from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part
from quaywatch.formats.window import Window
from quaywatch.formats.x12.envelope import problem
from quaywatch.formats.x12.said import Group, Said
from quaywatch.formats.x12.segments import Segment
from quaywatch.formats.x12.sets import TransactionSet

GROUP_BYTES = 16 << 20
GROUP_SEGMENTS = 100_000
"""How much of a group of segments is held at most."""


class Transaction(Protocol):
    """What a reader of sets does."""

    def add(self, segment: Segment) -> None:
        """Take the next segment, SE included."""
        ...

    def report(self, found: Problem) -> None:
        """Take a problem of the envelope."""
        ...

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        ...


class Foreign:
    """A set that is not read, or bytes that are none: kept whole, in bounded parts."""

    def __init__(self, end: int, *problems: Problem, quarantined: bool) -> None:
        self._end = end
        self._problems = list(problems)
        self._quarantined = quarantined

    def add(self, segment: Segment) -> None:
        """Take more."""
        self._end = segment.end

    def report(self, found: Problem) -> None:
        """Take a problem of the envelope."""
        self._problems.append(found)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return what there is."""
        parts: list[Part] = []
        while self._end - window.start >= PART_BYTES or (last and self._end > window.start):
            offset, problems = window.start, tuple(self._problems)
            data = window.take(min(self._end, offset + PART_BYTES))
            self._problems = []
            parts.append(
                Part(offset=offset, data=data, problems=problems, quarantined=self._quarantined)
            )
        return parts


class _Item(NamedTuple):
    start: int
    end: int
    said: Said
    problems: tuple[Problem, ...]

    @property
    def aside(self) -> bool:
        """Whether it goes to quarantine."""
        return any(p.severity is Severity.ERROR for p in self.problems)


class Understood:
    """A set of a type that is read: one filing, or several pieces of a long one."""

    def __init__(
        self, kind: TransactionSet, header: FilingHeader, begin: Segment, *problems: Problem
    ) -> None:
        self._kind = kind
        self._header = header
        self._context: list[Segment] = []
        self._group: list[Segment] = [begin]
        self._items: list[_Item] = []
        self._problems = list(problems)

    def add(self, segment: Segment) -> None:
        """Take the next segment; what begins a group ends the one before."""
        held = self._group
        too_long = bool(held) and segment.end - held[0].start > GROUP_BYTES
        too_long = too_long or len(held) >= GROUP_SEGMENTS
        if segment.tag in self._kind.begins or segment.tag in self._kind.heading or too_long:
            self._close()
        if segment.tag in self._kind.heading:
            self._context = [s for s in self._context if s.tag != segment.tag] + [segment]
        self._group.append(segment)

    def report(self, found: Problem) -> None:
        """Take a problem of the envelope."""
        self._problems.append(found)

    def _close(self) -> None:
        segments, self._group = self._group, []
        if not segments:
            return
        begins = self._kind.begins
        said = Said()
        if not begins or segments[0].tag in begins:
            said = self._kind.read(Group(segments, self._context))
        problems = tuple(problem(f.segment, f.code, f.message, f.severity) for f in said.faults)
        self._items.append(_Item(segments[0].start, segments[-1].end, said, problems))

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are full, or all that is left."""
        if last:
            self._close()
        if not last and not self._full:
            return []
        parts: list[Part] = []
        run: list[_Item] = []
        items, self._items = self._items, []
        for item in items:
            if item.aside:
                parts += self._part(window, run)
                run = []
                parts += _aside(window, item)
            else:
                run.append(item)
        parts += self._part(window, run)
        if last and self._problems:
            left, self._problems = tuple(self._problems), []
            parts.append(Part(offset=window.start, data=b"", problems=left))
        return parts

    @property
    def _full(self) -> bool:
        items = self._items
        long = bool(items) and items[-1].end - items[0].start >= PART_BYTES
        return long or len(items) >= PART_CONSIGNMENTS

    def _part(self, window: Window, run: list[_Item]) -> list[Part]:
        if not run:
            return []
        bills = [(item.said.consignment, item) for item in run if item.said.consignment]
        movements = tuple(m for item in run for m in item.said.movements)
        calls = tuple(c for item in run for c in item.said.calls)
        filing = Filing(
            header=_amended(self._header, run),
            consignments=tuple(bill for bill, _ in bills if bill),
            movements=movements,
            calls=calls,
        )
        problems, self._problems = [*self._problems], []
        offset = window.start
        part = Part(
            offset=offset,
            data=window.take(run[-1].end),
            filing=filing if bills or movements or calls else None,
            spans=tuple((item.start, item.end) for _, item in bills),
            problems=(*problems, *(p for item in run for p in item.problems)),
        )
        return [part]


def _amended(header: FilingHeader, run: list[_Item]) -> FilingHeader:
    """Return the header with what the bills do to those filed before."""
    functions = {item.said.function for item in run if item.said.consignment}
    if not functions - {None}:
        return header
    cancelled = functions == {FilingFunction.CANCELLATION}
    return FilingHeader(
        format=header.format,
        sender=header.sender,
        reference=header.reference,
        function=FilingFunction.CANCELLATION if cancelled else FilingFunction.AMENDMENT,
        received_at=header.received_at,
    )


def _aside(window: Window, item: _Item) -> list[Part]:
    stray = Foreign(item.end, *item.problems, quarantined=True)
    return stray.flush(window, last=True)


def make_header(
    code: str, sender: str, reference: str, received_at: datetime | None
) -> FilingHeader:
    """Return the header of a set: format, sender of the interchange, control numbers."""
    return FilingHeader(
        format=f"x12-{code}", sender=sender, reference=reference, received_at=received_at
    )
