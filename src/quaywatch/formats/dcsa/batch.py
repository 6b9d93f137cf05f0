"""Values that follow each other, on their way to one part."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.problem import Problem
from quaywatch.formats.dcsa.harvest import Harvest
from quaywatch.formats.part import PART_BYTES, PART_CONSIGNMENTS, Part


class Batch:
    """Sound values of a stretch of the input that begins at `start`; positions are within it."""

    __slots__ = (
        "_begin",
        "_count",
        "_problems",
        "_received_at",
        "_spans",
        "_start",
        "end",
        "harvest",
    )

    def __init__(
        self, before: Harvest, start: int, begin: int, received_at: datetime | None
    ) -> None:
        self.harvest = Harvest(before)
        self.end = begin
        self._count = 0
        self._begin = begin
        self._start = start
        self._received_at = received_at
        self._spans: list[tuple[int, int]] = []
        self._problems: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether it is time to close the part."""
        return self.end - self._begin >= PART_BYTES or self._count >= PART_CONSIGNMENTS

    def add(self, begin: int, end: int, problems: tuple[Problem, ...] = ()) -> None:
        """Take a value whose meaning is in the harvest already."""
        missing = len(self.harvest.consignments) - len(self._spans)
        if missing:
            self._spans += [(self._start + begin, self._start + end)] * missing
        self._problems += problems
        self._count += 1
        self.end = end

    def close(self, data: bytes) -> Iterator[Part]:
        """Yield the part, if there is anything in it; `data` is the stretch."""
        if self.end == self._begin:
            return
        said = self.harvest
        sender = next(iter(said.senders)) if len(said.senders) == 1 else ""
        filing = Filing(
            header=FilingHeader(format="dcsa", sender=sender, received_at=self._received_at),
            consignments=tuple(said.consignments),
            movements=tuple(said.movements),
            calls=tuple(said.calls),
        )
        yield Part(
            offset=self._start + self._begin,
            data=data[self._begin : self.end],
            filing=filing if len(said) else None,
            spans=tuple(self._spans),
            problems=tuple(self._problems),
        )
