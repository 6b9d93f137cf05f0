"""A receipt: who was given a package signs that it has deleted it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, insert, select, update

from quaywatch.alliance.bodies.text import Digest
from quaywatch.alliance.handling import Node
from quaywatch.alliance.packages import schema
from quaywatch.alliance.packages.package import BadPackage, Header, Signed, require_signed
from quaywatch.alliance.quantities import Instant, Version

_CONTEXT = b"quaywatch package deleted 1\n"
_OWED, _HELD = schema.receipt_owed.c, schema.receipt.c
MOST = 100
"""Receipts that are handed over at once."""


class Deleted(msgspec.Struct, frozen=True, kw_only=True):
    """What a holder says and signs of a package of somebody else."""

    holder: Node
    origin: Node
    name: Annotated[str, msgspec.Meta(max_length=60)]
    version: Version
    digest: Digest
    deleted_at: Instant


def owe(
    connection: Connection, header: Header, holder: str, key: Ed25519PrivateKey, at: datetime
) -> None:
    """Sign that a package was deleted just now, to be told to its origin."""
    deleted = Deleted(
        holder=holder,
        origin=header.origin,
        name=header.name,
        version=header.version,
        digest=header.digest,
        deleted_at=at,
    )
    said = msgspec.msgpack.encode(deleted)
    row = {"origin": header.origin, "name": header.name, "version": header.version}
    row |= {"said": said, "signature": key.sign(_CONTEXT + said)}
    connection.execute(insert(schema.receipt_owed).values(row | {"told": False}))


def owed(connection: Connection, origin: str) -> list[Signed]:
    """Return receipts that an origin was not told yet."""
    query = (
        select(_OWED.said, _OWED.signature)
        .where(_OWED.origin == origin, _OWED.told.is_(False))
        .order_by(_OWED.name, _OWED.version)
        .limit(MOST)
    )
    return [Signed(said=row.said, signature=row.signature) for row in connection.execute(query)]


def told(connection: Connection, origin: str, receipts: Iterable[Signed]) -> None:
    """Take down that an origin has them."""
    said = [one.said for one in receipts]
    here = (_OWED.origin == origin) & _OWED.said.in_(said)
    connection.execute(update(schema.receipt_owed).where(here).values(told=True))


def checked(signed: Signed, origin: str, holder: str, keys: Iterable[Ed25519PublicKey]) -> Deleted:
    """Return what a holder says of a package of `origin`; raises BadPackage."""
    require_signed(signed, _CONTEXT, holder, keys)
    try:
        deleted = msgspec.msgpack.decode(signed.said, type=Deleted)
    except msgspec.DecodeError as error:
        raise BadPackage(str(error)) from error
    if (deleted.origin, deleted.holder) != (origin, holder):
        raise BadPackage("it is a receipt of somebody else, or for somebody else")
    return deleted


def keep(connection: Connection, signed: Signed, deleted: Deleted) -> bool:
    """Keep a receipt with its signature; say whether it is news."""
    one = deleted.holder, deleted.name, deleted.version
    here = (_HELD.holder == one[0]) & (_HELD.name == one[1]) & (_HELD.version == one[2])
    if connection.execute(select(_HELD.holder).where(here)).first() is not None:
        return False
    row = {"holder": one[0], "name": one[1], "version": one[2]}
    row |= {"deleted_at": deleted.deleted_at, "said": signed.said, "signature": signed.signature}
    connection.execute(insert(schema.receipt).values(row))
    return True


def kept(connection: Connection) -> dict[tuple[str, int], dict[str, datetime]]:
    """Return when holders deleted packages of this node, by name and version."""
    found: dict[tuple[str, int], dict[str, datetime]] = {}
    query = select(_HELD.name, _HELD.version, _HELD.holder, _HELD.deleted_at)
    for row in connection.execute(query.order_by(_HELD.holder)):
        found.setdefault((row.name, row.version), {})[row.holder] = row.deleted_at
    return found
