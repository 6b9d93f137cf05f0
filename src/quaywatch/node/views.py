"""What comes to a node of the past, and what an officer sees of a box."""

from datetime import datetime

import msgspec

from quaywatch.node.dossier import Dossier
from quaywatch.node.worklist import Line


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A message that arrived at an instant of the past."""

    data: bytes
    at: datetime
    actor: str = ""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier with its place in the list as asked for."""

    line: Line
    dossier: Dossier
    previous_box_id: str | None
    next_box_id: str | None
