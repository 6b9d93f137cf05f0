"""A package: what is signed of it, and its content, which the header names by digest."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.bodies.text import Digest, Name, Text
from quaywatch.alliance.handling import Node, Purpose
from quaywatch.alliance.quantities import Instant, Version

MOST_BYTES = 16 * 2**20
"""Of a content."""
_CONTEXT = b"quaywatch package 1\n"


class Kind(StrEnum):
    """What is in a package."""

    MODEL = "model"
    PROFILE = "profile"
    SUM = "sum"
    """What several ports learned together from sums."""


class BadPackage(ValueError):  # noqa: N818 - the officer's word
    """A package that is not what its origin signed, or is none."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the origin says and signs of a package."""

    origin: Node
    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    version: Version
    kind: Kind
    title: Name
    card: Text
    """What it is for, what it was made from, how it did there, and what it is not good for."""
    made_at: Instant
    digest: Digest
    size: Annotated[int, msgspec.Meta(ge=1, le=MOST_BYTES)]
    purposes: frozenset[Purpose]
    """For which it may be used."""
    retain_until: date
    """Last day on which who was given it may keep it, unless it was taken over by then."""


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A header on its way."""

    said: Annotated[bytes, msgspec.Meta(max_length=64 * 1024)]
    """As signed."""
    signature: bytes


def sign(header: Header, key: Ed25519PrivateKey) -> Signed:
    """Return a header as its origin sends it."""
    said = msgspec.msgpack.encode(header)
    return Signed(said=said, signature=key.sign(_CONTEXT + said))


def checked(signed: Signed, origin: str, keys: Iterable[Ed25519PublicKey]) -> Header:
    """Return what a node says of a package; raises BadPackage where it did not sign that."""
    require_signed(signed, _CONTEXT, origin, keys)
    try:
        header = msgspec.msgpack.decode(signed.said, type=Header)
    except msgspec.DecodeError as error:
        raise BadPackage(str(error)) from error
    if header.origin != origin:
        raise BadPackage(f"it is of {header.origin}, and came from {origin}")
    return header


def check_content(header: Header, data: bytes) -> None:
    """Refuse a content that is not the one that was signed; raises BadPackage."""
    if len(data) != header.size or sha256(data).hexdigest() != header.digest:
        raise BadPackage("its bytes are not those that were signed")


def require_signed(
    signed: Signed, context: bytes, node: str, keys: Iterable[Ed25519PublicKey]
) -> None:
    """Refuse what no key of a node signed in a context; raises BadPackage."""
    for key in keys:
        with suppress(InvalidSignature):
            key.verify(signed.signature, context + signed.said)
            return
    raise BadPackage(f"{node} has not signed it")
