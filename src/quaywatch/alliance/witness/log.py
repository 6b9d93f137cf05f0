"""An own log: entries in an order, under a tree, each leaf with a salt of its own.

Witnesses see hashes alone. The salt keeps whoever is shown one entry, and with it the hashes beside
its way to the root, from guessing what the neighbours are.
"""

from collections.abc import Sequence
from hashlib import blake2b, sha256

import msgspec
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.witness import schema
from quaywatch.alliance.witness.tiles import Tiles
from quaywatch.ledger.schema import event
from quaywatch.ledger.tree import leaf_hash

SALT = 16
_PAGE = 20_000
_RUN = 256


class Log:
    """A log by its name, such as `antwerp.customs.example/sharing`; safe to share among threads."""

    def __init__(self, name: str, secret: bytes) -> None:
        """Take the secret that salts follow from, 32 bytes."""
        self.name = name
        self._secret = secret

    def salt(self, place: int) -> bytes:
        """Return the salt of an entry."""
        said = self.name.encode() + place.to_bytes(8, "big")
        return blake2b(said, digest_size=SALT, key=self._secret).digest()

    def size(self, connection: Connection) -> int:
        """Return how many entries there are."""
        query = select(schema.log.c.size).where(schema.log.c.name == self.name)
        return connection.scalar(query) or 0

    def tree(self, connection: Connection) -> Tiles:
        """Return the log's tree as it is, to ask for roots and proofs."""
        return Tiles(connection, self.name, self.size(connection))

    def append(self, connection: Connection, entries: Sequence[bytes], *, keep: bool = True) -> int:
        """Add entries in the caller's transaction; return the place of the first.

        Whoever writes something that has to be seen later writes its entry in the same transaction.
        `keep` false is for entries that are kept elsewhere, such as the ledger's events.
        """
        first = self._locked(connection)
        Tiles(connection, self.name, first).extend(self._leaves(first, entries))
        if keep and entries:
            rows = [
                {
                    "log": self.name,
                    "place": first + at,
                    "entries": msgspec.msgpack.encode(entries[at : at + _RUN]),
                }
                for at in range(0, len(entries), _RUN)
            ]
            connection.execute(insert(schema.run), rows)
        where = schema.log.c.name == self.name
        connection.execute(update(schema.log).where(where).values(size=first + len(entries)))
        return first

    def entries(self, connection: Connection, begin: int, end: int) -> list[bytes]:
        """Return kept entries from place `begin` until before `end`."""
        made = schema.run.c
        where = made.log == self.name, made.place > begin - _RUN, made.place < end
        query = select(made.place, made.entries).where(*where).order_by(made.place)
        return [
            data
            for place, run in connection.execute(query)
            for at, data in enumerate(msgspec.msgpack.decode(run, type=list[bytes]), place)
            if begin <= at < end
        ]

    def _leaves(self, first: int, entries: Sequence[bytes]) -> list[bytes]:
        """Return the leaves of entries; all in one expression, since a busy node makes many."""
        name, key = self.name.encode(), self._secret
        return [
            sha256(
                b"\0"
                + blake2b(name + at.to_bytes(8, "big"), digest_size=SALT, key=key).digest()
                + data
            ).digest()
            for at, data in enumerate(entries, first)
        ]

    def _locked(self, connection: Connection) -> int:
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row = {"name": self.name, "size": 0}
        connection.execute(made(schema.log).values(row).on_conflict_do_nothing())
        where = schema.log.c.name == self.name
        return connection.scalars(select(schema.log.c.size).where(where).with_for_update()).one()


def cover(connection: Connection, log: Log) -> int:
    """Bring a log over the ledger's events up to its head; return how many were added.

    Entry n is event n + 1: its place and the hash of its chain, which covers all of its facts and
    every event before it.
    """
    added = 0
    while True:
        size = log.size(connection)
        query = select(event.c.position, event.c.hash).where(event.c.position > size)
        rows = connection.execute(query.order_by(event.c.position).limit(_PAGE)).all()
        if not rows:
            return added
        log.append(connection, [event_entry(row.position, row.hash) for row in rows], keep=False)
        added += len(rows)


def event_entry(position: int, link: bytes) -> bytes:
    """Return the entry of one event of the ledger."""
    return position.to_bytes(8, "big") + link


def salted(data: bytes, salt: bytes) -> bytes:
    """Return the leaf of an entry with its salt."""
    return leaf_hash(salt + data)
