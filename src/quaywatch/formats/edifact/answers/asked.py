"""What is to be answered: the interchanges of an input, their messages, and where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.groups import stretches
from quaywatch.formats.edifact.segments import Segmenter
from quaywatch.formats.edifact.syntax import escape, text
from quaywatch.formats.edifact.tally import whole
from quaywatch.formats.source import Source
from quaywatch.formats.window import Window


@dataclass(slots=True)
class AskedMessage:
    """One message that was received."""

    reference: str
    """Its reference number (UNH), ready to be written."""
    kind: str
    """Its identifier (S009), ready to be written, such as `CUSCAR:D:95B:UN`."""
    document: str
    """The sender's own number of it (BGM), ready to be written."""
    start: int
    """Position of its first byte."""
    number: int
    """Position of its first segment in the input, from 1."""
    group: str = ""
    """Reference of the group that it stands in."""

    @property
    def name(self) -> str:
        """Its type, such as `CUSCAR`."""
        return self.kind.partition(":")[0]


@dataclass(slots=True)
class Asked:
    """One interchange that was received; a bare message has one without header."""

    start: int
    sender: str = ""
    recipient: str = ""
    reference: str = ""
    """Sender, recipient and control reference (UNB), ready to be written."""
    syntax: str = ""
    """Syntax identifier and version, such as `UNOC:3`."""
    messages: list[AskedMessage] = field(default_factory=list[AskedMessage])
    groups: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Sender and recipient of each group."""


def asked(source: Source) -> list[Asked]:
    """Return the interchanges of an input, in order. Memory grows with the messages alone."""
    found: list[Asked] = []
    group, number, window = "", 1, Window()
    for run in Segmenter(source, window).runs():
        window.take(run.end)
        run.number, number = number, number + whole(run)
        for stretch in () if run.fault else stretches(run, None):
            head = stretch.first(1)[0]
            if stretch.tag == "UNB":
                found.append(_interchange(stretch, head))
                group = ""
            elif stretch.tag == "UNG":
                group = _composite(head, 5)
                _last(found, stretch).groups[group] = (_composite(head, 2), _composite(head, 3))
            elif stretch.tag == "UNE":
                group = ""
            elif stretch.tag == "UNH":
                _last(found, stretch).messages.append(_message(stretch, head, group))
    return found


def _last(found: list[Asked], stretch: Group) -> Asked:
    if not found:
        found.append(Asked(stretch.start))
    return found[-1]


def _interchange(stretch: Group, head: str) -> Asked:
    return Asked(
        start=stretch.start,
        sender=_composite(head, 2),
        recipient=_composite(head, 3),
        reference=_composite(head, 5),
        syntax=_composite(head, 1),
    )


def _message(stretch: Group, head: str, group: str) -> AskedMessage:
    begin = next((segment for segment in stretch.first(6) if segment[:3] == "BGM"), "")
    return AskedMessage(
        reference=_composite(head, 1),
        kind=_composite(head, 2),
        document=escape(element(begin, 2)),
        start=stretch.start,
        number=stretch.number,
        group=group,
    )


def _composite(segment: str, position: int) -> str:
    """Return an element with its components, each ready to be written."""
    elements = segment.split("+", position + 1)
    parts: Iterator[str] = map(
        text, elements[position].split(":") if position < len(elements) else ()
    )
    return ":".join(map(escape, parts)).rstrip(":")
