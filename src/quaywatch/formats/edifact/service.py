"""Service segments: what the envelopes of interchange, group and message claim."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group


@dataclass(slots=True)
class Level:
    """One open envelope: how many units it held so far, and under which reference."""

    name: str
    reference: str = ""
    units: int = 0
    seen: bool = True
    """Whether its header was there."""

    def check(self, trailer: Group, counted: int) -> list[Problem]:
        """Compare a trailer's count and reference with what was there."""
        segment = trailer.texts[0]
        tag, claimed, reference = trailer.tag, element(segment, 1), element(segment, 2)
        problems: list[Problem] = []
        if not claimed.isdecimal() or int(claimed[:18]) != counted:
            message = f"{tag} counts {claimed!r}, the {self.name} holds {counted}"
            problems.append(trailer.problem(f"{self.name}.count", message))
        if self.seen and reference != self.reference:
            message = f"{tag} refers to {reference!r}, the {self.name} is {self.reference!r}"
            problems.append(
                trailer.problem(f"{self.name}.reference", message, severity=Severity.WARNING)
            )
        return problems


@dataclass(slots=True)
class Envelope:
    """The open interchange, and the group within it if there is one."""

    interchange: Level | None = None
    group: Level | None = None
    sender: str = ""
    prepared_at: datetime | None = None
    declared: str | None = None
    """Codec of the declared character set."""
    syntax: str = ""
    """Syntax identifier, such as UNOC."""
    charset_judged: bool = field(default=False)

    def count_message(self) -> None:
        """Count a message in the innermost envelope that is open."""
        level = self.group or self.interchange
        if level is not None:
            level.units += 1


def prepared(header: str) -> datetime | None:
    """Return when an interchange was made (UNB, S004: date and time, the year in two or four)."""
    day, time = element(header, 4), element(header, 4, 1) or "0000"
    pattern = {6: "%y%m%d%H%M", 8: "%Y%m%d%H%M"}.get(len(day))
    if pattern is None or not (day + time).isdecimal():
        return None
    try:
        return datetime.strptime(day + time[:4], pattern).replace(tzinfo=UTC)
    except ValueError:
        return None
