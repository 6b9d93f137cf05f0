"""What one part of a transaction set says."""

from dataclasses import dataclass, field
from typing import NamedTuple

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import FilingFunction
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.transport_call import TransportCall
from quaywatch.formats.x12.segments import Segment


class Fault(NamedTuple):
    """Something wrong with one segment of a group."""

    code: str
    message: str
    segment: Segment
    severity: Severity = Severity.WARNING
    """An error when nothing can be understood because of it."""


@dataclass(slots=True)
class Said:
    """Nouns and faults of one group of segments."""

    consignment: Consignment | None = None
    movements: list[Movement] = field(default_factory=list[Movement])
    calls: list[TransportCall] = field(default_factory=list[TransportCall])
    faults: list[Fault] = field(default_factory=list[Fault])
    function: FilingFunction | None = None


class Group:
    """Segments that belong together, after those that hold for all groups of the set."""

    __slots__ = ("context", "segments")

    def __init__(self, segments: list[Segment], context: list[Segment]) -> None:
        self.segments = segments
        self.context = context
        """Heading segments, the last of a kind counting (a port holds until the next)."""

    def first(self, tag: str) -> Segment | None:
        """Return the first segment of a tag in the group, else the last in the heading."""
        own = next((s for s in self.segments if s.tag == tag), None)
        return own or next((s for s in reversed(self.context) if s.tag == tag), None)

    def all(self, tag: str) -> list[Segment]:
        """Return the segments of a tag in the group."""
        return [segment for segment in self.segments if segment.tag == tag]

    def loops(self, start: str, ends: frozenset[str]) -> list[list[Segment]]:
        """Return the segments from each `start` up to the next, or to a tag of `ends`."""
        loops: list[list[Segment]] = []
        within = False
        for segment in self.segments:
            if segment.tag == start:
                loops.append([segment])
                within = True
            elif segment.tag in ends:
                within = False
            elif within:
                loops[-1].append(segment)
        return loops
