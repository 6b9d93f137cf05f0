"""The file itself: batches as they travel under a signed cover, sealed with age.

The cover tells what has been taken of the recipient, so that files in both directions acknowledge
each other. Its signature is apart from those of the batches, which stand for themselves.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Any

import msgspec
import pyrage as pyrage_untyped
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.exchange.batch import Hash
from quaywatch.alliance.handling import Node
from quaywatch.alliance.quantities import Count, Instant

_age: Any = pyrage_untyped  # it has no types; https://age-encryption.org/v1
MAGIC = b"quaywatch exchange 1\n"
LARGEST = 256 * 2**20
"""Bytes of a file."""
_CONTEXT = b"quaywatch exchange file 1\n"
"""So that no signature of a cover is one of anything else."""
_MOST_BATCHES = 4096


class BadFile(ValueError):  # noqa: N818 - the operator's word
    """A file that is none, is for somebody else, or was damaged; nothing of it was taken."""


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed of a file."""

    sender: Node
    recipient: Node
    taken: Count
    """Number of the last batch that the sender has taken of the recipient."""
    bodies: Hash
    """Digest of the digests of the batches, in order."""
    made_at: Instant


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A file, once it is open."""

    cover: bytes
    signature: bytes
    bodies: Annotated[tuple[bytes, ...], msgspec.Meta(max_length=_MOST_BATCHES)]
    """Batches as they travel, in order."""

    def read_cover(self) -> Cover:
        """Return what the cover says, whoever wrote it; raises BadFile."""
        try:
            found = _COVERS.decode(self.cover)
        except _BAD as error:
            raise BadFile(f"its cover is none: {error}") from error
        if found.bodies != _digest(self.bodies):
            raise BadFile("its batches are not those of its cover")
        return found

    def is_signed(self, keys: Sequence[bytes]) -> bool:
        """Say whether the holder of one of these keys signed the cover."""
        return any(_signed(key, self.signature, _CONTEXT + self.cover) for key in keys)


def sealed(
    bodies: Sequence[bytes],
    key: Ed25519PrivateKey,
    seal_to: str,
    *,
    sender: str,
    recipient: str,
    taken: int,
    made_at: Instant,
) -> bytes:
    """Return a file that the holder of an age key alone can open; raises ValueError."""
    cover = msgspec.msgpack.encode(
        Cover(
            sender=sender,
            recipient=recipient,
            taken=taken,
            bodies=_digest(bodies),
            made_at=made_at,
        )
    )
    sheet = Sheet(cover=cover, signature=key.sign(_CONTEXT + cover), bodies=tuple(bodies))
    try:
        to = _age.x25519.Recipient.from_str(seal_to)
    except _age.RecipientError as error:
        raise ValueError(f"{seal_to!r} is no age key: {error}") from error
    return _age.encrypt(MAGIC + msgspec.msgpack.encode(sheet), [to])


def opened(data: bytes, secret: str) -> Sheet:
    """Return what is in a file; raises BadFile where this key does not open it, or it is none."""
    if len(data) > LARGEST:
        raise BadFile(f"a file has {LARGEST} bytes at most")
    try:
        plain = _age.decrypt(data, [_age.x25519.Identity.from_str(secret)])
    except _age.DecryptError as error:
        raise BadFile(f"it does not open with this node's key: {error}") from error
    if not plain.startswith(MAGIC):
        raise BadFile("it is no exchange file, or one of a later version")
    try:
        return _SHEETS.decode(plain[len(MAGIC) :])
    except _BAD as error:
        raise BadFile(f"it is no exchange file: {error}") from error


def new_identity() -> str:
    """Return a new secret key of age."""
    return str(_age.x25519.Identity.generate())


def identity(text: str) -> str:
    """Return the secret key in a key file of age, comments left out; raises ValueError."""
    lines = [line.strip() for line in text.splitlines()]
    (found, *more) = [line for line in lines if line and not line.startswith("#")] or [""]
    try:
        _age.x25519.Identity.from_str(found)
    except _age.IdentityError as error:
        raise ValueError(f"it holds no age key: {error}") from error
    if more:
        raise ValueError("it holds more than one age key")
    return found


def public(secret: str) -> str:
    """Return the public half of a secret key: what partners seal to."""
    return str(_age.x25519.Identity.from_str(secret).to_public())


def _digest(bodies: Sequence[bytes]) -> bytes:
    return sha256(b"".join(sha256(body).digest() for body in bodies)).digest()


def _signed(key: bytes, signature: bytes, said: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


_BAD = (msgspec.DecodeError, ValueError, RecursionError)
_COVERS = msgspec.msgpack.Decoder(Cover)
_SHEETS = msgspec.msgpack.Decoder(Sheet)
