"""Original bytes: kept once each, in bounded chunks, named by their SHA-256."""

from collections.abc import Iterator

from sqlalchemy import Connection, Dialect, Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.ledger.schema import original

CHUNK_BYTES = 256 * 1024


def store(connection: Connection, originals: dict[bytes, bytes]) -> None:
    """Keep bytes by their digest; those that are kept already are left alone."""
    rows = [
        {"digest": digest, "chunk": chunk, "data": data}
        for digest, whole in originals.items()
        for chunk, data in enumerate(_chunks(whole))
    ]
    if rows:
        connection.execute(_insert(connection.dialect), rows)


def load(connection: Connection, digest: bytes) -> bytes:
    """Join the chunks of one original (no bytes when there are none)."""
    chunks = select(original.c.data).where(original.c.digest == digest).order_by(original.c.chunk)
    return b"".join(connection.scalars(chunks))


def _chunks(whole: bytes) -> Iterator[bytes]:
    for start in range(0, max(len(whole), 1), CHUNK_BYTES):
        yield whole[start : start + CHUNK_BYTES]


def _insert(dialect: Dialect) -> Insert:
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    return insert(original).on_conflict_do_nothing()
