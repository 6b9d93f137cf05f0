"""What a running sum needs to go on after its process ended, kept beside the ledger.

The own rows lie there sealed (AES-256-GCM), and the masks' secret is made of a salt that lies there
and the node's key: neither the database nor the key file alone tells anything. All of it goes when
the sum is over, so that nobody can lift the masks of an old one.
"""

import secrets

import msgspec
import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, delete, insert, select, update

from quaywatch.alliance.learning.boosted import Boosted
from quaywatch.alliance.learning.logistic import Logistic
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.learning.sitting import Kept
from quaywatch.alliance.sums.schema import result, total, work

Model = Logistic | Boosted
_NONCE = bytes(12)
"""Each key seals once: a salt is never used again."""


class Unreadable(ValueError):  # noqa: N818 - the operator's word
    """What is kept of a sum cannot be opened: it, or the node's key, is another."""


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What was on disk of a running sum."""

    seed: bytes
    rows: Floats
    """Rows by features."""
    found: Floats
    kept: Kept | None
    """None where nothing was given yet."""
    totals: tuple[bytes, ...]


def begin(connection: Connection, name: str, secret: bytes, rows: Floats, found: Floats) -> bytes:
    """Keep the own rows of a sum that begins; return the seed of its keys."""
    clear(connection, name)
    salt = secrets.token_bytes(32)
    table = np.column_stack([found, rows]).astype("<f8")
    said = msgspec.msgpack.encode((table.shape[1], table.tobytes()))
    sealed = AESGCM(_key(secret, salt, b"rows")).encrypt(_NONCE, said, name.encode())
    connection.execute(insert(work).values(name=name, salt=salt, rows=sealed, kept=b""))
    return _key(secret, salt, b"seed")


def save(connection: Connection, name: str, kept: Kept, totals: dict[int, bytes]) -> None:
    """Keep where a sum stands, with the totals of steps that ended since."""
    said = msgspec.msgpack.encode(kept)
    connection.execute(update(work).where(work.c.name == name).values(kept=said))
    for step, numbers in totals.items():
        connection.execute(insert(total).values(name=name, step=step, numbers=numbers))


def saved(connection: Connection, name: str, secret: bytes) -> Saved | None:
    """Return what is kept of a running sum, None where there is nothing; raises Unreadable."""
    row = connection.execute(select(work).where(work.c.name == name)).one_or_none()
    if row is None:
        return None
    try:
        box = AESGCM(_key(secret, row.salt, b"rows"))
        opened = box.decrypt(_NONCE, bytes(row.rows), name.encode())
    except InvalidTag as error:
        raise Unreadable(
            "what was kept of its rows cannot be opened with the node's key"
        ) from error
    width, said = msgspec.msgpack.decode(opened, type=tuple[int, bytes])
    table = np.frombuffer(said, dtype="<f8").reshape(-1, width)
    query = select(total.c.numbers).where(total.c.name == name).order_by(total.c.step)
    return Saved(
        seed=_key(secret, row.salt, b"seed"),
        rows=table[:, 1:],
        found=table[:, 0],
        kept=msgspec.msgpack.decode(row.kept, type=Kept) if row.kept else None,
        totals=tuple(bytes(one) for one in connection.scalars(query)),
    )


def clear(connection: Connection, name: str) -> None:
    """Delete what is kept to go on."""
    connection.execute(delete(work).where(work.c.name == name))
    connection.execute(delete(total).where(total.c.name == name))


def keep(connection: Connection, name: str, model: Model) -> None:
    """Keep what was learned, and of all that was needed for it what others may still ask for."""
    connection.execute(update(work).where(work.c.name == name).values(salt=b"", rows=b""))
    connection.execute(delete(total).where(total.c.name == name))
    drop(connection, name)
    connection.execute(insert(result).values(name=name, model=encoded(model)))


def kept(connection: Connection, name: str) -> Kept | None:
    """Return where a sum stood last, behind masks; None where nothing of it is kept."""
    said = connection.scalar(select(work.c.kept).where(work.c.name == name))
    return msgspec.msgpack.decode(said, type=Kept) if said else None


def drop(connection: Connection, name: str) -> None:
    """Delete what was learned."""
    connection.execute(delete(result).where(result.c.name == name))


def learned(connection: Connection, name: str, kind: type[Model]) -> Model | None:
    """Return what was learned, None where it is not kept."""
    said = connection.scalar(select(result.c.model).where(result.c.name == name))
    return None if said is None else msgspec.json.decode(said, type=kind)


def encoded(model: Model) -> bytes:
    """Return a model as it is kept: the same bytes at every port."""
    return msgspec.json.encode(model, order="deterministic")


def _key(secret: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"quaywatch sum 1 " + use).derive(secret)
