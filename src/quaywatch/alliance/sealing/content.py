"""Content cut into pieces that are named by their digests and sealed under a key of its own.

A piece can be asked for, carried by anybody and checked before it is opened. The key follows from
the owner's secret, the content and a generation: sealing the same again gives the same bytes, so an
owner keeps no sealed copy, and makes a piece when it is asked for.
"""

import hmac
from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from quaywatch.alliance.bodies.text import Digest
from quaywatch.alliance.quantities import Version
from quaywatch.alliance.sealing.keys import BadKey, PrivateKey, PublicKey, Wrapped

PIECE = 2**20
"""Bytes of a piece before it is sealed; the last one may be shorter."""
MOST_BYTES = 2**31
_TAG, _NONCE = 16, 12


class BadPiece(ValueError):  # noqa: N818 - the operator's word
    """A piece that is not the one that was announced, or content that is not whole."""


class Label(StrEnum):
    """What it is of a scan; the two are granted apart."""

    SCAN = "scan"
    PREVIEW = "preview"
    """A small picture of it, which may go further than the scan itself."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is announced of it: names and sizes, nothing of what it shows."""

    owner: str
    digest: Digest
    """Of the whole before it was sealed: that of the `image` notice."""
    label: Label
    size: Annotated[int, msgspec.Meta(ge=0, le=MOST_BYTES)]
    generation: Version
    """Raised when a recipient is taken out: a key of an earlier one opens nothing new."""
    pieces: tuple[Digest, ...]
    """Of the sealed pieces, in order."""

    @property
    def id(self) -> bytes:
        """What its pieces and wrapped keys are bound to."""
        said = f"quaywatch content 1\n{self.owner}\n{self.digest}\n{self.label}\n{self.size}"
        return f"{said}\n{self.generation}\n".encode()


def announced(
    data: bytes, secret: bytes, owner: str, label: Label = Label.SCAN, generation: int = 1
) -> Content:
    """Return what is announced of content; raises ValueError on more than two gibibytes."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data)} bytes are more than can be sealed")
    bare = Content(
        owner=owner,
        digest=sha256(data).hexdigest(),
        label=label,
        size=len(data),
        generation=generation,
        pieces=(),
    )
    pieces = tuple(sha256(one).hexdigest() for one in sealed(data, secret, bare))
    return msgspec.structs.replace(bare, pieces=pieces)


def sealed(data: bytes, secret: bytes, content: Content) -> Iterator[bytes]:
    """Yield the sealed pieces of content, in order."""
    for number in range(count_of(content.size)):
        yield piece(data, secret, content, number)


def piece(data: bytes, secret: bytes, content: Content, number: int) -> bytes:
    """Return one sealed piece; raises IndexError where there is none such."""
    if not 0 <= number < count_of(content.size):
        raise IndexError(f"there are {count_of(content.size)} pieces")
    part = memoryview(data)[number * PIECE : (number + 1) * PIECE]
    cipher = AESGCM(content_key(secret, content))
    return cipher.encrypt(number.to_bytes(_NONCE, "big"), part, content.id)


def content_key(secret: bytes, content: Content) -> bytes:
    """Return the key of content: another one for each content, label and generation."""
    return hmac.digest(secret, content.id, "sha256")


def count_of(size: int) -> int:
    """Return how many pieces there are; of nothing there is one that is empty."""
    return max((size + PIECE - 1) // PIECE, 1)


def wrap(secret: bytes, content: Content, recipient: str, public: PublicKey) -> Wrapped:
    """Return the content's key for one recipient; nothing is sealed anew."""
    return Wrapped(
        recipient=recipient,
        key_id=public.id,
        secret=public.wrap(content_key(secret, content), _info(content, recipient)),
    )


def check_piece(content: Content, number: int, data: bytes) -> None:
    """Check that a sealed piece is the one announced, without opening it; raises BadPiece."""
    if not 0 <= number < len(content.pieces):
        raise BadPiece(f"there are {len(content.pieces)} pieces, and this is {number}")
    if sha256(data).hexdigest() != content.pieces[number]:
        raise BadPiece(f"piece {number} is not the one that was announced")


def unsealed(
    content: Content, pieces: Sequence[bytes], wrapped: Wrapped, private: PrivateKey
) -> bytes:
    """Return the content that all its pieces make.

    Raises:
        BadPiece: a piece is missing, changed or in another's place, or the whole is another one.
        BadKey: the key is for somebody or something else.

    """
    if len(pieces) != len(content.pieces) or len(pieces) != count_of(content.size):
        raise BadPiece(f"{len(pieces)} pieces of {count_of(content.size)}")
    key = private.unwrap(wrapped.secret, _info(content, wrapped.recipient))
    cipher, found = AESGCM(key), bytearray()
    for number, one in enumerate(pieces):
        check_piece(content, number, one)
        try:
            found += cipher.decrypt(number.to_bytes(_NONCE, "big"), one, content.id)
        except InvalidTag as error:
            raise BadPiece(f"piece {number} was sealed as something else") from error
    if len(found) != content.size or sha256(found).hexdigest() != content.digest:
        raise BadPiece("together they are not what was announced")
    return bytes(found)


def _info(content: Content, recipient: str) -> bytes:
    return content.id + recipient.encode()


__all__ = [
    "BadKey",
    "BadPiece",
    "Content",
    "Label",
    "announced",
    "check_piece",
    "piece",
    "sealed",
    "unsealed",
    "wrap",
]
