"""A whole input as segments, which writes itself again byte for byte."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

import numpy as np

from quaywatch.formats.delimited.delimiters import Delimiters
from quaywatch.formats.delimited.scan import ELEMENT, REPETITION, TERMINATOR, separators
from quaywatch.formats.delimited.segment import BLANK, Element, Segment

_NONE = Delimiters(b"", b"", b"")


class Stretch:
    """Bytes under the same delimiters; without delimiters they are one piece of no structure."""

    def __init__(self, start: int, data: bytes, delimiters: Delimiters | None) -> None:
        self.start = start
        """Position of the first byte in the input."""
        self._data = data
        self._delimiters = delimiters

    @cached_property
    def _index(self) -> tuple[list[int], list[int], list[int]]:
        """Positions and kinds of all separators, and which of them are terminators."""
        if self._delimiters is None:
            return [], [], []
        positions, kinds = separators(self._data, self._delimiters)
        return positions.tolist(), kinds.tolist(), np.flatnonzero(kinds == TERMINATOR).tolist()

    def __len__(self) -> int:
        """Return the number of segments, an unfinished one at the end included."""
        positions, _, ends = self._index
        return len(ends) + ((positions[ends[-1]] + 1 if ends else 0) < len(self._data))

    def segment(self, number: int) -> Segment:
        """Return a segment, counted from 0."""
        positions, kinds, ends = self._index
        first = ends[number - 1] + 1 if number else 0
        last = ends[number] if number < len(ends) else len(positions)
        start = positions[first - 1] + 1 if first else 0
        end = positions[last] if last < len(positions) else len(self._data)
        head = self._data[start : positions[first] if first < last else end]
        lead = head if self._delimiters is None else head[: len(head) - len(head.lstrip(BLANK))]
        content = start + len(lead)
        cuts = zip(positions[first:last], kinds[first:last], strict=True)
        return Segment(
            start=self.start + start,
            lead=lead,
            elements=_elements(self._data, content, cuts, end) if content < end else (),
            terminator=self._data[end : end + 1],
            delimiters=self._delimiters or _NONE,
        )


class Document(Sequence[Segment]):
    """The segments of an input in order, and everything that stands between them.

    Immutable: a changed value makes another document, which shares all else with this one.
    Positions are those of the input that was read, whatever was changed since.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = tuple(stretches)
        self._ends = tuple(accumulate(map(len, self._stretches)))
        self._changed: dict[int, Segment] = {}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, number: int) -> Segment: ...
    @overload
    def __getitem__(self, number: slice) -> list[Segment]: ...
    def __getitem__(self, number: int | slice) -> Segment | list[Segment]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        at = range(len(self))[number]
        if at in self._changed:
            return self._changed[at]
        which = bisect_right(self._ends, at)
        return self._stretches[which].segment(at - (self._ends[which - 1] if which else 0))

    def __iter__(self) -> Iterator[Segment]:
        return map(self.__getitem__, range(len(self)))

    def replaced(
        self, number: int, value: bytes, element: int, component: int = 0, repetition: int = 0
    ) -> "Document":
        """Return the document with one value of segment `number` (from 0) changed.

        No other byte changes. Raises IndexError where no value stands, ValueError when `value`
        holds a separator that nothing can release.
        """
        changed = self[number].replaced(value, element, component, repetition)
        other = Document(())
        other._stretches, other._ends = self._stretches, self._ends
        other._changed = {**self._changed, range(len(self))[number]: changed}
        return other

    def to_bytes(self) -> bytes:
        """Return the input as it was read, put together from the pieces of all segments."""
        return b"".join([segment.to_bytes() for segment in self])


def _elements(
    data: bytes, start: int, cuts: Iterable[tuple[int, int]], end: int
) -> tuple[Element, ...]:
    elements: list[Element] = []
    occurrences: list[tuple[bytes, ...]] = []
    components: list[bytes] = []
    for position, kind in (*cuts, (end, TERMINATOR)):
        components.append(data[start:position])
        start = position + 1
        if kind >= REPETITION:
            occurrences.append(tuple(components))
            components = []
        if kind >= ELEMENT:
            elements.append(tuple(occurrences))
            occurrences = []
    return tuple(elements)
