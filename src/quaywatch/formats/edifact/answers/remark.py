"""What a filer is told, as plain data: whoever judges a filing sits on a floor above."""

from enum import StrEnum

import msgspec

from quaywatch.cargo.problem import Problem, Severity


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, or odd, in a message."""

    code: str
    """Stable name, such as `goods.description-vague`."""
    text: str
    severity: Severity = Severity.WARNING
    reference: str = ""
    """Bill of lading that it is about; empty for the message as a whole."""
    offset: int | None = None
    """Byte position in what was received."""
    segment: int | None = None
    """Position of the segment in what was received, from 1."""


class Measure(StrEnum):
    """What customs demands of a consignment (UCC-IA Articles 184 to 186)."""

    DO_NOT_LOAD = "DNL"
    INFORMATION = "RFI"
    AMENDMENT = "RFA"
    SCREENING = "RFS"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A demand on one consignment, in words for whoever must follow it."""

    reference: str
    """Bill of lading number as filed."""
    measure: Measure
    text: str = ""


def of_problem(problem: Problem) -> Remark:
    """Return what a reader found as a remark."""
    return Remark(
        code=problem.code,
        text=problem.message,
        severity=problem.severity,
        offset=problem.offset,
        segment=problem.segment,
    )
