"""What a reader of one message type must do, and the reader of types that are not understood."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import NamedTuple, Protocol

from quaywatch.cargo.problem import Problem
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.sheaf import Sheaf
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.window import Window

HOLD_BYTES = 8 << 20
"""How much of a message waits for what may still come, such as containers listed at its end."""


class Origin(NamedTuple):
    """What an interchange says of all its messages."""

    sender: str = ""
    prepared_at: datetime | None = None
    """When the sender made the interchange."""
    received_at: datetime | None = None


class Message(Protocol):
    """One message on its way: groups come in, parts go out."""

    def add(self, group: Group) -> None:
        """Take the next group: it begins with a tag at which the type is cut, or with UNT."""
        ...

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        ...

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        ...


class Gathering(ABC):
    """A message that takes many groups at once faster than one by one."""

    @abstractmethod
    def add_all(self, sheaf: Sheaf) -> None:
        """Take the next groups, none of which goes on in what follows."""


class Foreign:
    """A message of a type that is not understood: all of it goes to quarantine."""

    def __init__(self, start: int, end: int, problem: Problem) -> None:
        self._start = start
        self._end = end
        self._problems = [problem]

    def add(self, group: Group) -> None:
        """Take more of the message."""
        self._end = group.end

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return what there is as quarantine, in bounded pieces."""
        parts: list[Part] = []
        while self._end - window.start >= PART_BYTES or (last and self._end > window.start):
            offset = window.start
            data = window.take(min(self._end, offset + PART_BYTES))
            problems, self._problems = tuple(self._problems), []
            parts.append(Part(offset=offset, data=data, problems=problems, quarantined=True))
        return parts
