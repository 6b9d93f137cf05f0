"""The transaction sets that are understood: where their groups begin, and who reads them."""

from collections.abc import Callable
from typing import NamedTuple

from quaywatch.formats.x12.bill import bill_of_lading
from quaywatch.formats.x12.manifest import manifest_line
from quaywatch.formats.x12.said import Group, Said
from quaywatch.formats.x12.status import (
    consist,
    container_status,
    customs_event,
    customs_status,
)


class TransactionSet(NamedTuple):
    """How one type of set is read, whatever its version."""

    title: str
    group: str
    """Functional identifier of the groups (GS) that hold such sets."""
    begins: frozenset[str]
    """Tags that begin a group; without any the set is one group."""
    heading: frozenset[str]
    """Tags of segments that hold for the groups that follow."""
    read: Callable[[Group], Said]


_PORT = frozenset({"M10", "P4"})
_WHOLE: frozenset[str] = frozenset()

SETS = {
    "309": TransactionSet("Customs Manifest", "SO", frozenset({"LX"}), _PORT, manifest_line),
    "310": TransactionSet("Freight Receipt and Invoice", "IO", _WHOLE, _WHOLE, bill_of_lading),
    "315": TransactionSet("Status Details (Ocean)", "QO", _WHOLE, _WHOLE, container_status),
    "350": TransactionSet("Customs Status", "SO", frozenset({"X4"}), _PORT, customs_status),
    "353": TransactionSet(
        "Customs Events Advisory", "SO", frozenset({"M15"}), _PORT, customs_event
    ),
    "358": TransactionSet("Customs Consist", "SO", frozenset({"P4", "VID"}), _PORT, consist),
}

ANSWERS = frozenset({"997", "999", "355", "824"})
"""Sets that answer another: known and kept, without nouns."""
