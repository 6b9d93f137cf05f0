"""What a batch is made of."""

from typing import Annotated

import msgspec

from quaywatch.alliance.exchange.origin import OriginProof
from quaywatch.alliance.handling import Node
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.quantities import Instant

_Id = Annotated[str, msgspec.Meta(max_length=36)]
"""Of a notice: a UUID; tombstones and receipts are kept by it."""


class Published(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="published"
):
    """A notice, or a further version or the withdrawal of one."""

    notice: bytes
    """As its originator encoded it for whoever it first went to."""
    proof: OriginProof | None = None
    """That its originator sent these very bytes; None where the sender is the originator."""


class Recall(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="recall"
):
    """The recipient may hold a notice no more: its audience or retention changed."""

    origin: Node
    id: _Id
    reason: Annotated[str, msgspec.Meta(max_length=8000)]


class Receipt(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="receipt"
):
    """The sender of this has deleted what was withdrawn or recalled; the batch signs for it."""

    origin: Node
    id: _Id
    version: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    """The last version that was held; 0 where none ever was."""
    deleted_at: Instant
    holder: Annotated[str, msgspec.Meta(max_length=63)] = ""
    """Whose copy it was, where that is not the sender: it had been passed on."""
    proof: OriginProof | None = None
    """That the holder said so."""


class KeyChange(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="key"
):
    """From the next batch on the sender signs with another key."""

    public: bytes
    """Ed25519, 32 bytes."""


Item = Published | Recall | Receipt | KeyChange


def encoded(item: Item) -> bytes:
    """Return an item as it travels."""
    return msgspec.msgpack.encode(item)


def decoded(payload: bytes) -> Item:
    """Return the item in some bytes; raises msgspec.DecodeError."""
    return _ITEMS.decode(payload)


def notice_in(item: Published) -> Notice:
    """Return the notice in an item; raises msgspec.DecodeError or ValueError."""
    return _NOTICES.decode(item.notice)


_ITEMS: msgspec.msgpack.Decoder[Item] = msgspec.msgpack.Decoder(Item)
_NOTICES = msgspec.msgpack.Decoder(Notice)
