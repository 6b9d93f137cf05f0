"""What is handed to a node between, and fetched there."""

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.handling import Node
from quaywatch.alliance.quantities import Count, Number
from quaywatch.alliance.sealing import PrivateKey, PublicKey

_CONTEXT = b"quaywatch relay ack 1\n"


class NotCarried(ValueError):  # noqa: N818 - the partner's word
    """What a node between does not carry, with the reason."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """One batch on its way, sealed."""

    sender: Node
    recipient: Node
    number: Number
    sealed: bytes


class Ack(msgspec.Struct, frozen=True, kw_only=True):
    """A recipient has everything up to a number on its disk."""

    sender: Node
    recipient: Node
    taken: Count
    signature: bytes = b""

    @property
    def said(self) -> bytes:
        """What is signed."""
        return _CONTEXT + f"{self.sender}\n{self.recipient}\n{self.taken}".encode()

    def signed(self, key: Ed25519PrivateKey) -> "Ack":
        """Return it with the recipient's signature."""
        return msgspec.structs.replace(self, signature=key.sign(self.said))

    def is_signed(self, public: bytes) -> bool:
        """Say whether a key signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(self.signature, self.said)
        except InvalidSignature:
            return False
        return True


class Hand(msgspec.Struct, frozen=True, kw_only=True, tag="hand"):
    """Leaves parcels for a recipient; one that was left before under its number is replaced."""

    recipient: Node
    parcels: list[Parcel]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """How far the recipient is; None before it ever said so."""

    ack: Ack | None


class Collect(msgspec.Struct, frozen=True, kw_only=True, tag="collect"):
    """Fetches what waits; what is acknowledged need not be kept any more."""

    acks: list[Ack]


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What waits, by sender and number."""

    parcels: list[Parcel]


def sealed(body: bytes, sender: str, recipient: str, number: int, key: PublicKey) -> Parcel:
    """Return a batch so that its recipient alone opens it, as that batch of that line."""
    return Parcel(
        sender=sender,
        recipient=recipient,
        number=number,
        sealed=key.wrap(body, _info(sender, recipient, number)),
    )


def opened(parcel: Parcel, key: PrivateKey) -> bytes:
    """Return the batch in a parcel; raises BadKey."""
    return key.unwrap(parcel.sealed, _info(parcel.sender, parcel.recipient, parcel.number))


def _info(sender: str, recipient: str, number: int) -> bytes:
    return f"quaywatch relay 1\n{sender}\n{recipient}\n{number}".encode()
