"""A batch: many payloads, one Merkle root, one signature, one place in a chain."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.handling import Node
from quaywatch.alliance.quantities import Instant, Number, Version
from quaywatch.ledger.tree import leaf_hash, root_over

Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
NOTHING = bytes(32)
"""What the first batch of a chain has before it."""
MOST_PAYLOADS = 4096
MOST_BYTES = 16 * 2**20
"""Of all payloads together; images travel apart."""
_CONTEXT = b"quaywatch batch 1\n"
"""So that no signature of a batch is one of anything else."""


class Fault(StrEnum):
    """Why a batch is refused."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    SIGNATURE = "signature"
    ROOT = "root"
    """Its payloads are not those that were signed."""
    RECIPIENT = "recipient"
    SENDER = "sender"
    """Nobody of that name sends here."""
    GAP = "gap"
    """One before it is missing: it has to be asked for."""
    REVOKED = "revoked"
    """The key that signed it is known to be in wrong hands."""
    CLOSED = "closed"
    """Of a payload: there is no agreement in force."""
    NOT_ALLOWED = "not_allowed"
    """Of a payload: its handling says that it must not be here."""
    NOT_THEIRS = "not_theirs"
    """Of a payload: it is about something that is not the sender's."""
    ORIGIN = "origin"
    """Of a payload: that its originator wrote it is not proven."""
    FULL = "full"
    """Too much of the sender waits in quarantine."""
    VERSION = "version"
    """Of a protocol that is not spoken here."""
    FORK = "fork"
    """Another batch with this number was taken: the sender tells two stories. Raises an alarm."""
    EPOCH = "epoch"
    """It was made before its sender went on from a backup, and is of no account any more."""
    BEHIND = "behind"
    """This node knows less than its allies, as after a backup: it takes and sends nothing yet."""
    CHAIN = "chain"
    """It does not follow the batch that was taken before it: a fork, too."""


class BadBatch(ValueError):  # noqa: N818 - the operator's word
    """A batch that is refused, with the reason; nothing of it was taken."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is signed."""

    sender: Node
    recipient: Node
    number: Number
    previous: Hash
    """Digest of the header before it."""
    root: Hash
    """Of the Merkle tree over the payloads."""
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_PAYLOADS)]
    made_at: Instant
    epoch: Version = 1
    """Grows each time the sender goes on from a backup; its numbers go on all the same."""


class Batch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """As it travels: the very bytes that were signed."""

    header: bytes
    signature: bytes
    payloads: tuple[bytes, ...]
    gone: dict[int, Hash] = {}
    """Leaf hashes of payloads that were taken out since, and are empty: the root still holds."""

    def leaves(self) -> list[bytes]:
        """Return the hash of each payload, those that were taken out included."""
        found = [leaf_hash(payload) for payload in self.payloads]
        for place, leaf in self.gone.items():
            if not 0 <= place < len(found) or self.payloads[place]:
                raise BadBatch(Fault.ROOT, f"payload {place} is said to be gone and is not")
            found[place] = leaf
        return found

    def without(self, places: Collection[int]) -> "Batch":
        """Return it with the payloads at some places taken out."""
        kept = {place: leaf_hash(self.payloads[place]) for place in places if self.payloads[place]}
        payloads = tuple(b"" if at in kept else one for at, one in enumerate(self.payloads))
        return msgspec.structs.replace(self, payloads=payloads, gone=self.gone | kept)

    @property
    def digest(self) -> bytes:
        """Names it in the chain."""
        return sha256(self.header).digest()


def sealed(
    payloads: Sequence[bytes],
    key: Ed25519PrivateKey,
    *,
    sender: str,
    recipient: str,
    number: int,
    previous: bytes,
    made_at: datetime,
    epoch: int = 1,
) -> Batch:
    """Return a signed batch; raises ValueError on none, too many or too large payloads."""
    if not 0 < len(payloads) <= MOST_PAYLOADS or sum(map(len, payloads)) > MOST_BYTES:
        raise ValueError(f"a batch has 1 to {MOST_PAYLOADS} payloads of {MOST_BYTES} bytes in all")
    if not all(payloads):
        raise ValueError("an empty payload says nothing")
    header = Header(
        sender=sender,
        recipient=recipient,
        number=number,
        previous=previous,
        root=root_over(list(map(leaf_hash, payloads))),
        count=len(payloads),
        made_at=made_at,
        epoch=epoch,
    )
    said = msgspec.msgpack.encode(header)
    return Batch(header=said, signature=key.sign(_CONTEXT + said), payloads=tuple(payloads))


def opened(batch: Batch, key: Ed25519PublicKey) -> Header:
    """Return the header of a batch that a key has signed, and whose payloads are those signed.

    Raises:
        BadBatch: it is not so.

    """
    if len(batch.payloads) > MOST_PAYLOADS or sum(map(len, batch.payloads)) > MOST_BYTES:
        raise BadBatch(Fault.TOO_LARGE, f"{len(batch.payloads)} payloads are too many or too large")
    header = signed_header(batch.header, batch.signature, key)
    if header.count != len(batch.payloads):
        raise BadBatch(Fault.ROOT, f"{len(batch.payloads)} payloads, and {header.count} signed")
    if root_over(batch.leaves()) != header.root:
        raise BadBatch(Fault.ROOT, "its payloads are not those that were signed")
    return header


def signed_header(said: bytes, signature: bytes, key: Ed25519PublicKey) -> Header:
    """Return a header that a key has signed; raises BadBatch."""
    try:
        key.verify(signature, _CONTEXT + said)
    except InvalidSignature as error:
        raise BadBatch(Fault.SIGNATURE, "it is not signed by the key in force") from error
    return unsigned_header(said)


def unsigned_header(said: bytes) -> Header:
    """Return what a header says, whoever wrote it; raises BadBatch."""
    try:
        return _HEADERS.decode(said)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadBatch(Fault.UNREADABLE, f"its header is none: {error}") from error


_HEADERS = msgspec.msgpack.Decoder(Header)
