"""By which key a partner is known over TAXII: looked up by its digest, never kept or compared."""

import binascii
import hashlib
import secrets
from base64 import b64decode
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from quaywatch.ledger.taxii import taxii_key

_KEY_BYTES = 32
_HERE = taxii_key.c


def new_key(connection: Connection, partner: str, now: datetime) -> str:
    """Make a key for a partner and return it; it is shown this once."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    connection.execute(
        insert(taxii_key).values(digest=_digest(key), partner=partner, created_at=now)
    )
    return key


def close(connection: Connection, partner: str) -> int:
    """Let no key of a partner in any more; return how many did."""
    mine = (_HERE.partner == partner) & ~_HERE.closed
    return connection.execute(update(taxii_key).where(mine).values(closed=True)).rowcount


def known_by(connection: Connection, authorization: str) -> str | None:
    """Return the partner whose key an `Authorization` header bears, or None.

    `Basic` (the partner's name and its key), `Bearer` and `Token` are understood.
    """
    name, key = _shown(authorization)
    if not key:
        return None
    query = select(_HERE.partner).where(_HERE.digest == _digest(key), ~_HERE.closed)
    found = connection.scalar(query)
    return found if name in ("", found) else None


def _shown(authorization: str) -> tuple[str, str]:
    """Return name and key; the name is empty where none is shown."""
    scheme, _, said = authorization.partition(" ")
    if scheme.lower() in ("bearer", "token"):
        return "", said.strip()
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, key = b64decode(said.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return (name, key) if name else ("", "")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
