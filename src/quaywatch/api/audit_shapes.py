"""What `/api/alliance/audit` answers: how the witnessed logs stand, own and allies'."""

from datetime import datetime

from quaywatch.api.shape import Shape


class CosignedShape(Shape):
    """An ally has seen a checkpoint."""

    node: str
    at: datetime


class WitnessedLog(Shape):
    """An own log."""

    name: str
    key: str
    """By which it is known, in hexadecimal."""
    entries: int
    size: int
    """Of the last checkpoint; 0 where there is none."""
    at: datetime | None
    cosigned: list[CosignedShape]
    witnessed: int
    """Size of the last checkpoint that enough allies have seen."""


class AllyLog(Shape):
    """How far this node has cosigned an ally's log."""

    origin: str
    size: int
    at: datetime


class LogFork(Shape):
    """Two checkpoints that an ally's log signed and that cannot both be true: the proof."""

    origin: str
    what: str
    one: str
    other: str
    at: datetime


class AuditPage(Shape):
    """The witnessed audit of this node."""

    needed: int
    """Allies that have to have seen a checkpoint before it counts."""
    logs: list[WitnessedLog]
    allies: list[AllyLog]
    forks: list[LogFork]
