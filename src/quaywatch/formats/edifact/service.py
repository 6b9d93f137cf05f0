"""Service segments: what the envelopes of interchange, group and message claim."""

from dataclasses import dataclass, field

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
