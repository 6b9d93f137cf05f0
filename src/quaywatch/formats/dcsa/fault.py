"""Something wrong with one value of a JSON text."""

from typing import NamedTuple

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.dcsa.locate import Path, excerpt, locate, pointer


class Fault(NamedTuple):
    """What is wrong with the value at `path` of an event, schedule or bill."""

    path: Path
    message: str
    severity: Severity = Severity.WARNING
    """An error when what the value belongs to cannot be understood because of it."""

    @property
    def fatal(self) -> bool:
        """Whether what the value belongs to goes to quarantine."""
        return self.severity is Severity.ERROR


def reported(fault: Fault, code: str, place: str, unit: bytes, offset: int, number: int) -> Problem:
    """Return a fault as problem: JSON pointer in the message, position of the value in bytes.

    `unit` is the text of the event, schedule or bill; `place` its pointer in the whole, `offset`
    its position, `number` its place among its like from 1.
    """
    at = locate(unit, fault.path)
    shown = f"{excerpt(unit, at)} " if fault.path else ""
    return Problem(
        code=code,
        message=f"{place}{pointer(fault.path)}: {shown}{fault.message}".removeprefix(": "),
        severity=fault.severity,
        offset=offset + at,
        segment=number,
    )
