"""References: which of the numbers given is the bill of lading, and which the master bill."""

from collections.abc import Mapping

from quaywatch.cargo.consignment import BillLevel

BILLS = frozenset({"BM", "BH", "HWB"})
"""Qualifiers (data element 1153) of the bill that a consignment is."""

_HOUSE, _MASTER = BillLevel.HOUSE, BillLevel.MASTER

BOOKING = "BN"
MASTERS = frozenset({"MB", "MWB"})
EQUIPMENT = frozenset({"AAQ", "EQ"})
PARTY_IDENTIFIERS = frozenset({"VA", "AHP", "XA", "FC"})
"""Registration numbers that may follow a NAD."""

_OTHERS = ("AAM", "AWB", "AAA", "UCN", "CU", "FF", "ABO")
"""Numbers that name a consignment when no bill of lading number is given, best first."""


def identity(references: Mapping[str, str], number: str) -> tuple[str, BillLevel, str | None]:
    """Return a consignment's bill number (empty when none is given), its level and its master.

    `number` is the document number of the CNI segment. Only a house bill's qualifier, or a bill
    given beside a master bill, makes a consignment a house bill.
    """
    master = references.get("MB") or references.get("MWB")
    house = references.get("BH") or references.get("HWB")
    bill = references.get("BM")
    if house:
        return house, _HOUSE, master or bill
    if bill and master and bill != master:
        return bill, _HOUSE, master
    written = bill or master or number or next(filter(None, map(references.get, _OTHERS)), "")
    return written, _MASTER, None
