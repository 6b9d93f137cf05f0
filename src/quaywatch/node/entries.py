"""A consignment as the node keeps it: the version in force and the header it came under."""

import zlib

import msgspec

from quaywatch.cargo import Consignment, FilingHeader
from quaywatch.node.texts import kept

_ENCODER = msgspec.json.Encoder(order="deterministic")
_FAST = 1


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What a message said of one consignment."""

    header: FilingHeader
    consignment: Consignment


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one consignment."""

    position: int
    """Where the message with the version in force stands in the ledger."""
    declared: Declared
    cancelled: bool = False

    @property
    def consignment_id(self) -> str:
        """Stable name across amendments."""
        return kept(self.declared.consignment.id)


_DECLARED = msgspec.json.Decoder(Declared)


def packed(value: msgspec.Struct) -> bytes:
    """Return a struct as compressed canonical JSON."""
    return zlib.compress(_ENCODER.encode(value), _FAST)


def declared(data: bytes) -> Declared:
    """Return what `packed` made of a Declared."""
    return _DECLARED.decode(zlib.decompress(data))
