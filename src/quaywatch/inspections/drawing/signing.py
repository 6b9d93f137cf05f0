"""What the node signs of a draw, and whether it did."""

from typing import Protocol

import msgspec

from quaywatch.inspections.drawing.digests import digest, said
from quaywatch.inspections.drawing.kinds import DrawEvent
from quaywatch.inspections.drawing.record import Signature
from quaywatch.ledger.signing import is_signed


class Signer(Protocol):
    """The node's key, such as `ledger.signing.Key`."""

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        ...

    def sign(self, said: bytes) -> str:
        """Return the signature, in hexadecimal."""
        ...


def signed(kind: DrawEvent, statement: msgspec.Struct, key: Signer) -> Signature:
    """Sign a statement."""
    return Signature(key=key.public, value=key.sign(_bytes(kind, statement)))


def is_true(kind: DrawEvent, statement: msgspec.Struct, signature: Signature) -> bool:
    """Say whether a statement was signed by the key that its signature names."""
    return is_signed(signature.key, signature.value, _bytes(kind, statement))


def _bytes(kind: DrawEvent, statement: msgspec.Struct) -> bytes:
    return digest(b"quaywatch draw", kind.encode(), said(statement))
