"""What the two sides tell each other, as typed structs that travel as MessagePack."""

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, TypeVar

import msgspec

from quaywatch.alliance.handling import Node, Purpose
from quaywatch.alliance.matching.prf import ELEMENT
from quaywatch.alliance.quantities import Version

Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Element = Annotated[bytes, msgspec.Meta(min_length=ELEMENT, max_length=ELEMENT)]
Said = Annotated[bytes, msgspec.Meta(max_length=400)]
MOST_ELEMENTS = 2**16
T = TypeVar("T")


class Telling(StrEnum):
    """What an answer tells who asks."""

    ITEMS = "items"
    """Which of the things asked are held."""
    COUNT = "count"
    """How many of them are, and not which."""


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """One key of one owner for one partner, one purpose and one way of telling."""

    owner: Node
    partner: Node
    purpose: Purpose
    telling: Telling
    number: Version
    from_on: date
    until_on: date
    """Last day on which it is answered."""
    public: Element
    """Of the function's key."""

    @property
    def said(self) -> bytes:
        """As it is signed."""
        return msgspec.msgpack.encode(self)

    @property
    def id(self) -> str:
        """Its digest, in hexadecimal."""
        return sha256(self.said).hexdigest()


class SegmentHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner signs of a piece of its table."""

    epoch: Epoch
    number: Version
    previous: Hash
    """Digest of the header before it: the last header stands for the whole table."""
    removes: bool
    """Whether its entries are taken out of the table."""
    table: Hash
    """Digest of its bytes."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a table on its way."""

    said: bytes
    """The header, as signed."""
    signature: bytes
    table: bytes


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Blinded things, in the order of their bytes."""

    epoch: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    manifest: Hash
    """Root of the manifest that all of them are on, committed to before."""
    elements: Annotated[bytes, msgspec.Meta(max_length=MOST_ELEMENTS * ELEMENT)]
    blinding: Element | None = None
    """Where one blind is used for all (counts): what it stands for in public."""

    @property
    def digest(self) -> bytes:
        """Names it: one that is sent again is the same one."""
        return sha256(msgspec.msgpack.encode(self)).digest()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The same things under the key."""

    question: Hash
    elements: bytes
    """In the order asked; of counts in the order of their bytes, which tells nobody which is which.
    """
    proof: bytes
    """That a sample was answered with the epoch's key; none of counts."""
    open: tuple[int, ...]
    """Places of the question that now have to be opened, drawn by the owner."""


class Opened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place of a question shown to be an item of the manifest, or one made up to fill."""

    blind: bytes
    """The scalar; where one blind is used for all, a proof instead."""
    said: Said = b""
    """The item; empty for one that fills."""
    place: int = 0
    salt: bytes = b""
    path: tuple[Hash, ...] = ()


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """All places of a question that were to be opened, in their order."""

    question: Hash
    places: tuple[Opened, ...]


class ReleaseRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An officer of who asked has looked at a match and wants to be told."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    epoch: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    said: Said
    fingerprint: Annotated[bytes, msgspec.Meta(min_length=8, max_length=8)]
    """Which nobody knows who has not asked for the item within its budget."""
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of it; a refusal does not say whether the item was held."""

    id: str
    agreed: bool
    notices: tuple[str, ...] = ()
    """References of the notices that are now sent."""


def encoded(message: msgspec.Struct) -> bytes:
    """Return a message as it travels."""
    return msgspec.msgpack.encode(message)


def decoded(data: bytes, kind: type[T]) -> T:
    """Return the message of a kind in some bytes; raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(data, type=kind)
