"""What a draw is bound to: digests (SHA-256) that nobody can meet with other content."""

import hashlib
from datetime import date
from typing import Annotated

import msgspec

Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""32 bytes in hexadecimal."""


def name_of(day: date, number: int) -> str:
    """How the draw of a day is called wherever something is bound to it: `2026-03-01/1`."""
    return f"{day.isoformat()}/{number}"


def digest(*parts: bytes) -> bytes:
    """Digest of parts, each with its length before it, so that no two lists read the same."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def said(statement: msgspec.Struct) -> bytes:
    """A statement as the bytes that are signed: JSON with sorted names."""
    return msgspec.json.encode(statement, order="sorted")


def committed(share: bytes) -> str:
    """What the node publishes of its own secret before the day, in hexadecimal."""
    return digest(b"quaywatch share", share).hex()


def sealed(name: str, value: str) -> str:
    """What a contributor hands in of a value before the candidates are frozen, in hexadecimal.

    Plain text goes in, so that a browser or `sha256sum` can make it without the node.
    """
    return hashlib.sha256(f"quaywatch contribution\n{name}\n{value}".encode()).hexdigest()


def seed_of(name: str, share: bytes, frozen: bytes, beacon: str, values: tuple[str, ...]) -> bytes:
    """The seed of a draw: over all that nobody could have known together before the freeze.

    Args:
        name: of the draw.
        share: the node's own secret.
        frozen: digest of the statement by which the candidates were frozen.
        beacon: the public beacon's value, empty without one.
        values: what contributors opened, in the order in which they were sealed.
    """
    parts = (each.encode() for each in (beacon, *values))
    return digest(b"quaywatch seed", name.encode(), share, frozen, *parts)
