"""Notices to and from events of MISP (the core format), each way with what is lost.

MISP spreads what it is given by the recipient's rules, keeps no purpose, ground or end, and takes
nothing back. So a notice goes out as an event only by a person's hand, and what comes in is bound
by what was agreed with whoever it came from.
"""

from quaywatch.alliance.misp.reading import BadEvent, imported
from quaywatch.alliance.misp.told import Imported
from quaywatch.alliance.misp.writing import Exported, exported

__all__ = ["BadEvent", "Exported", "Imported", "exported", "imported"]
