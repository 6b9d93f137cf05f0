"""CUSCAR, the customs cargo report: a carrier's manifest (UN/EDIFACT D.95B to D.23A).

The message gives the vessel's voyage and its containers once, then one group of segments a bill
of lading (CNI). Senders differ: containers may follow the bills or stand within them, one CNI may
hold several bills, the message type may be missing. `manifest` reads all of these.
"""

from quaywatch.formats.edifact.cuscar.writer import write

__all__ = ["write"]
