"""What a batch is made of."""

from datetime import datetime

import msgspec

from quaywatch.alliance.exchange.origin import OriginProof
from quaywatch.alliance.handling import Node
from quaywatch.alliance.notice import Notice


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
    id: str
    reason: str


class Receipt(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="receipt"
):
    """The sender of this has deleted what was withdrawn or recalled; the batch signs for it."""

    origin: Node
    id: str
    version: int
    """The last version that was held; 0 where none ever was."""
    deleted_at: datetime
    holder: str = ""
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
