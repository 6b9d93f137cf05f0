"""A consignment as the node keeps it: the version in force and the header it came under."""

import msgspec

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.node.boxes import Box


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one consignment."""

    consignment_id: str
    """Stable name across amendments."""
    position: int
    """Where the message with the version in force stands in the ledger."""
    place: int
    """Which consignment of that message it is, from 0."""
    header: FilingHeader
    consignment: Consignment
    boxes: tuple[Box, ...]
    cancelled: bool = False
