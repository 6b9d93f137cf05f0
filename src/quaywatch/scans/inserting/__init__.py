"""Simulated threats put into real pictures, so that those who read them can be measured.

Everything that is put in is invented, said so on the ledger before it is shown, and told to the
reader at once after the verdict.
"""

from quaywatch.scans.inserting.frame import Frame
from quaywatch.scans.inserting.inserting import Inserted, insert, insertable
from quaywatch.scans.inserting.places import PLACES, Threat, feasible, hidden

__all__ = [
    "PLACES",
    "Frame",
    "Inserted",
    "Threat",
    "feasible",
    "hidden",
    "insert",
    "insertable",
]
