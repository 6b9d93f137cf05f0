"""Interchange, group and set: what opens must close, with the right count and number."""

from dataclasses import dataclass

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.x12.segments import Segment


@dataclass(slots=True)
class Level:
    """One open envelope."""

    name: str
    """`interchange`, `group` or `transaction`, as problem codes begin."""
    reference: str
    units: int = 0
    """Groups, sets or segments met in it."""

    def check(self, trailer: Segment) -> list[Problem]:
        """Compare count and control number of the trailer with what came."""
        problems: list[Problem] = []
        said, reference = trailer.get(1), trailer.get(2)
        if not said.isdecimal() or int(said[:18]) != self.units:
            message = f"{trailer.tag} counts {said or 'nothing'}, {self.units} came"
            problems.append(problem(trailer, f"{self.name}.count", message, Severity.WARNING))
        if reference != self.reference:
            message = f"{trailer.tag} names {reference!r}, its header {self.reference!r}"
            problems.append(problem(trailer, f"{self.name}.reference", message, Severity.WARNING))
        return problems

    def unclosed(self, where: Segment) -> Problem:
        """Return the problem that it is still open at a segment."""
        return problem(where, f"{self.name}.trailer-missing", f"the {self.name} before has no end")


def problem(
    where: Segment, code: str, message: str, severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem located at a segment."""
    return Problem(
        code=code, message=message, severity=severity, offset=where.tag_at, segment=where.number
    )
