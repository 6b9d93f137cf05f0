"""A consignment as the node keeps it: the version in force and the header it came under."""

import msgspec

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.node.boxes import Box, boxes
from quaywatch.story.filings.completing import completed


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """What only consignee, buyer or seller filed of another's bill."""

    position: int
    place: int
    header: FilingHeader
    consignment: Consignment


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
    """As completed by the addition."""
    boxes: tuple[Box, ...]
    cancelled: bool = False
    addition: Addition | None = None
    own: Consignment | None = None
    """As filed, where an addition completes it."""

    @property
    def alone(self) -> bool:
        """Whether nothing but an addition is known."""
        return self.addition is not None and self.own is None


def of_addition(name: str, addition: Addition) -> Entry:
    """Return the state of a consignment of which nothing but an addition is known."""
    return Entry(
        consignment_id=name,
        position=addition.position,
        place=addition.place,
        header=addition.header,
        consignment=addition.consignment,
        boxes=boxes(addition.consignment),
        addition=addition,
    )


def completed_by(entry: Entry, addition: Addition | None) -> Entry:
    """Return an entry of which a bill is known, completed by `addition` and no other."""
    own = entry.own or entry.consignment
    if addition is None:
        return msgspec.structs.replace(
            entry, consignment=own, boxes=boxes(own), addition=None, own=None
        )
    whole = completed(own, [addition.consignment])
    return msgspec.structs.replace(
        entry, consignment=whole, boxes=boxes(whole), addition=addition, own=own
    )
