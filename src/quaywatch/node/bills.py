"""What each bill declares of a box, as the table of boxes keeps it for the box's story."""

import msgspec

from quaywatch.node.boxes import Box
from quaywatch.node.entries import Entry
from quaywatch.story.encoding import Declared, declared

_ENCODER = msgspec.msgpack.Encoder()


class Bill(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bill of one box."""

    consignment_id: str
    reference: str
    sender: str
    position: int
    """Where the message with the version in force stands in the ledger."""
    place: int
    """Which consignment of that message it is, from 0."""
    number: str
    """Of the container, as written."""
    declared: Declared


_DECODER = msgspec.msgpack.Decoder(Bill)


def bill_of(entry: Entry, box: Box) -> Bill | None:
    """Return the bill of a box; None when it was cancelled or belongs to no time."""
    if entry.cancelled:
        return None
    said = declared(entry.consignment, box.equipment, entry.header.received_at)
    if said is None:
        return None
    return Bill(
        consignment_id=entry.consignment_id,
        reference=entry.consignment.reference,
        sender=entry.header.sender,
        position=entry.position,
        place=entry.place,
        number=box.number,
        declared=said,
    )


def encoded(bill: Bill | None) -> bytes:
    """Return what the table keeps: nothing for none."""
    return b"" if bill is None else _ENCODER.encode(bill)


def decoded(kept: bytes) -> Bill | None:
    """Return the bill that the table kept."""
    return _DECODER.decode(kept) if kept else None
