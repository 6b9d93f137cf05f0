"""Pictures of boxes: their bytes stand beside the ledger, their digest in it."""

from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema

LARGEST_PHOTO = 12 * 1024 * 1024
"""Bytes of one picture."""

_SIGNS = (
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/webp", 8, b"WEBP"),
)


class PhotoError(ValueError):
    """Bytes that are not taken for a picture; the message says why."""


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a box."""

    box_id: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    position: int
    media_type: str
    size: int
    """Bytes."""
    taken_by: str


def media_type(data: bytes) -> str:
    """Return what kind of picture bytes are, by how they begin and end and by nothing else.

    Raises:
        PhotoError: they are too many, or no whole JPEG, PNG or WebP.

    """
    if len(data) > LARGEST_PHOTO:
        raise PhotoError(f"A picture has at most {LARGEST_PHOTO // 1024 // 1024} MiB.")
    for name, offset, sign in _SIGNS:
        if data[offset : offset + len(sign)] == sign and _whole(name, data):
            return name
    raise PhotoError("Only whole pictures in JPEG, PNG or WebP are kept.")


def digest_of(data: bytes) -> str:
    """Return the digest by which a picture is known."""
    return sha256(data).hexdigest()


def photos(connection: Connection, box_id: str) -> list[Photo]:
    """Return the pictures of a box, oldest first."""
    table = schema.photo
    query = select(table).where(table.c.box_id == box_id).order_by(table.c.position)
    return [
        Photo(
            box_id=row.box_id,
            digest=row.digest,
            position=row.position,
            media_type=row.media_type,
            size=row.size,
            taken_by=row.taken_by,
        )
        for row in connection.execute(query)
    ]


def _whole(name: str, data: bytes) -> bool:
    """Say whether the end is there: a line that breaks off leaves half a picture."""
    if name == "image/jpeg":
        # Cameras append maps and films of their own after the end of the picture.
        return b"\xff\xd9" in data[3:]
    if name == "image/png":
        return b"IEND\xae\x42\x60\x82" in data[-16:]
    return data[:4] == b"RIFF" and len(data) >= 8 + int.from_bytes(data[4:8], "little")
