"""Stretches of a message's bytes on their way to parts: understood, or damaged."""

from dataclasses import dataclass, field

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.problem import Problem
from quaywatch.cargo.transport_call import TransportCall
from quaywatch.formats.part import Part
from quaywatch.formats.quarantine import quarantine_up_to
from quaywatch.formats.window import Window


@dataclass(slots=True)
class Stretch:
    """Bytes up to `end` and what they say."""

    end: int = -1
    movements: list[Movement] = field(default_factory=list[Movement])
    calls: list[TransportCall] = field(default_factory=list[TransportCall])
    consignments: list[Consignment] = field(default_factory=list[Consignment])
    problems: list[Problem] = field(default_factory=list[Problem])
    damaged: bool = False
    """Whether the bytes cannot be understood; then one problem says why."""

    @property
    def substantial(self) -> bool:
        """Whether anything was understood."""
        return bool(self.movements or self.calls or self.consignments)


class Pieces:
    """Collects what a message says, stretch by stretch, and hands it on as parts."""

    def __init__(self) -> None:
        self.open = Stretch()
        """What is understood since the last stretch was closed."""
        self._closed: list[Stretch] = []
        self._filed = False

    def close(self, end: int) -> None:
        """End the open stretch at a position."""
        self.open.end = end
        self._closed.append(self.open)
        self.open = Stretch()

    def damaged(self, end: int, problem: Problem) -> None:
        """Put the bytes up to a position aside."""
        self._closed.append(Stretch(end, problems=[problem], damaged=True))

    def parts(self, window: Window, header: FilingHeader, *, last: bool) -> list[Part]:
        """Return what is closed; the end of a message brings its header if nothing else did."""
        closed, self._closed = self._closed, []
        parts: list[Part] = []
        for stretch in closed:
            if stretch.damaged:
                parts += quarantine_up_to(window, stretch.end, stretch.problems[0])
                continue
            final = last and stretch is closed[-1]
            filing: Filing | None = None
            if stretch.substantial or (final and not self._filed):
                self._filed = True
                filing = _filing(header, stretch)
            if filing or stretch.end > window.start or stretch.problems:
                offset, problems = window.start, tuple(stretch.problems)
                data = window.take(stretch.end)
                parts.append(Part(offset=offset, data=data, filing=filing, problems=problems))
        return parts


def _filing(header: FilingHeader, stretch: Stretch) -> Filing:
    return Filing(
        header=header,
        consignments=tuple(stretch.consignments),
        movements=tuple(stretch.movements),
        calls=tuple(stretch.calls),
    )
