"""Shapes of partners' scans of a box's container."""

from datetime import datetime
from typing import Literal

from quaywatch.api.alliance_shapes import HandlingShape
from quaywatch.api.scan_shapes import DoubtShape, ScanShape
from quaywatch.api.shape import Shape


class AlliedScanShape(Shape):
    """A scan that a partner took, and how far it has come."""

    name: str
    """Origin and id of the notice that tells of it."""
    origin: str
    """Node of whoever took it."""
    taken_at: datetime
    site: str
    """UN/LOCODE where it was taken."""
    format: str
    size: int
    """Bytes."""
    handling: HandlingShape
    state: Literal["away", "coming", "refused", "unreadable", "here"]
    why: str
    """Why its owner did not hand it over, in the owner's words."""
    problems: list[DoubtShape]
    """Why it cannot be read, or what is doubtful of it."""
    scan: ScanShape | None
    """Once it is here and can be looked at."""
