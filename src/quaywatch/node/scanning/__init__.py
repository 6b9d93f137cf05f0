"""Radiographs at a node: taken in, kept, found again by container, looked at and judged."""

from quaywatch.node.scanning.alike import Alike, Likeness
from quaywatch.node.scanning.empties import Empties
from quaywatch.node.scanning.gallery import Gallery, ScanRefused, Taken
from quaywatch.node.scanning.inserting import Inserting
from quaywatch.node.scanning.leaving import taken_along
from quaywatch.node.scanning.machine import Machine
from quaywatch.node.scanning.measuring import Readers
from quaywatch.node.scanning.notes import Note, NoteRefusal, NoteRefused, Notes
from quaywatch.node.scanning.scan import Scan
from quaywatch.node.scanning.verdicts import Verdicts
from quaywatch.node.scanning.waiting import Waiting

__all__ = [
    "Alike",
    "Empties",
    "Gallery",
    "Inserting",
    "Likeness",
    "Machine",
    "Note",
    "NoteRefusal",
    "NoteRefused",
    "Notes",
    "Readers",
    "Scan",
    "ScanRefused",
    "Taken",
    "Verdicts",
    "Waiting",
    "taken_along",
]
