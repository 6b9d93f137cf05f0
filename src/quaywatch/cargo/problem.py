"""How the project says that something it was given is wrong, and where."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem or a finding weighs on trust in what was declared."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One located defect of an input."""

    code: str
    """Stable name, dotted, such as `container-number.check-digit`."""
    message: str
    """What is wrong, in plain English, with the offending value."""
    severity: Severity = Severity.ERROR
    offset: int | None = None
    """Byte position in the original, from 0."""
    segment: int | None = None
    """Position of the segment, row or line in the original, from 1."""
    field: str | None = None
    """The noun's field it touches, such as `equipment.number`."""
