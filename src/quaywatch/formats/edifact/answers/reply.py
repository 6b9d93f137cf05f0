"""Reading answers: who answers what is kept in the header of a filing that holds nothing else."""

import msgspec

from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.message import Origin
from quaywatch.formats.edifact.movements.plain import KNOWN
from quaywatch.formats.edifact.pieces import Pieces
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.window import Window

_OWN = frozenset({"UCI", "UCF", "UCM", "UCS", "UCD", "ERC", "ERP"})


class Reply:
    """A message on its way; see `quaywatch.formats.edifact.message.Message`."""

    def __init__(self, name: str, group: Group, origin: Origin) -> None:
        self._header = FilingHeader(
            format=name, sender=origin.sender, received_at=origin.received_at
        )
        self._pieces = Pieces()
        self._end = group.start
        self.add(group)

    def add(self, group: Group) -> None:
        """Take the next group."""
        self._end = group.end
        for index, segment in enumerate(group.texts):
            tag = segment[:3]
            if tag in {"BGM", "UCI"} and not self._header.reference:
                reference = element(segment, 2 if tag == "BGM" else 1)
                self._header = msgspec.structs.replace(self._header, reference=reference)
            elif segment and tag not in KNOWN and tag not in _OWN:
                message = f"{segment[:40]!r} is not known in this message"
                problem = group.problem("segment.unknown", message, index, Severity.WARNING)
                self._pieces.open.problems.append(problem)

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._pieces.open.problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        if last or self._end - window.start >= PART_BYTES:
            self._pieces.close(self._end)
        return self._pieces.parts(window, self._header, last=last)
