"""A draw that anybody can check: the node binds itself, others add, candidates freeze, lots fall.

See `commands` for the order of the steps and `docs/draws.md` for what each of them prevents.
"""

from quaywatch.inspections.drawing.again import Again, Begun, ChangeKind
from quaywatch.inspections.drawing.beacons import SOURCES, Beacon, round_at
from quaywatch.inspections.drawing.commands import (
    Refusal,
    Refused,
    close,
    commit,
    freeze,
    reveal,
    seal,
    take_beacon,
)
from quaywatch.inspections.drawing.digests import sealed
from quaywatch.inspections.drawing.frozen import Document, Freeze, Label, Shown, Table, proves
from quaywatch.inspections.drawing.kinds import DrawEvent, Stage, Strength, Weakness
from quaywatch.inspections.drawing.record import Contribution, Draw, Drawn, draw_of, stream
from quaywatch.inspections.drawing.sheet import Sheet, sheet_of, written
from quaywatch.inspections.drawing.strength import strength, weaknesses
from quaywatch.inspections.drawing.verification import Difference, Differs, verify

__all__ = [
    "SOURCES",
    "Again",
    "Beacon",
    "Begun",
    "ChangeKind",
    "Contribution",
    "Difference",
    "Differs",
    "Document",
    "Draw",
    "DrawEvent",
    "Drawn",
    "Freeze",
    "Label",
    "Refusal",
    "Refused",
    "Sheet",
    "Shown",
    "Stage",
    "Strength",
    "Table",
    "Weakness",
    "close",
    "commit",
    "draw_of",
    "freeze",
    "proves",
    "reveal",
    "round_at",
    "seal",
    "sealed",
    "sheet_of",
    "stream",
    "strength",
    "take_beacon",
    "verify",
    "weaknesses",
    "written",
]
