"""A tree kept in tiles of 256 hashes: it grows by writing a few rows and is never read whole.

The layout is that of C2SP's tlog-tiles: level 0 holds leaves, each level above one hash for each
full tile below.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.witness import schema
from quaywatch.ledger.tree import Hashes, root_over

WIDTH, HEIGHT = 256, 8
_HASH = 32


class Tiles(Hashes):
    """The tree of a log of a size, read tile by tile."""

    def __init__(self, connection: Connection, log: str, size: int) -> None:
        """Take the log's size; tiles are read when they are asked for, each once."""
        self._connection, self._log, self._size = connection, log, size
        self._read = dict[tuple[int, int], list[bytes]]()

    def __len__(self) -> int:
        """How many leaves there are."""
        return self._size

    def full(self, level: int, number: int) -> bytes:
        """Return the hash over a full subtree, made of a run of hashes of one tile."""
        high, low = divmod(level, HEIGHT)
        first = number << low
        return root_over(
            self.hashes(high, first // WIDTH)[first % WIDTH : first % WIDTH + (1 << low)]
        )

    def hashes(self, level: int, number: int) -> list[bytes]:
        """Return the hashes of a tile; none where there is no such tile."""
        if (level, number) not in self._read:
            made = schema.tile.c
            where = made.log == self._log, made.level == level, made.number == number
            data = self._connection.scalar(select(made.hashes).where(*where)) or b""
            self._read[level, number] = split(data)
        return self._read[level, number]

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves, and write the tiles that this changes."""
        row, level, size = list(leaves), 0, self._size
        self._size += len(row)
        changed = dict[tuple[int, int], list[bytes]]()
        while row:
            number, there = divmod(size >> (HEIGHT * level), WIDTH)
            hashes = [*self.hashes(level, number)[:there], *row]
            row = list[bytes]()
            for at in range(0, len(hashes), WIDTH):
                part = hashes[at : at + WIDTH]
                changed[level, number + at // WIDTH] = part
                if len(part) == WIDTH:
                    row.append(root_over(part))
            level += 1
        self._read.update(changed)
        rows = [
            {"log": self._log, "level": high, "number": number, "hashes": b"".join(hashes)}
            for (high, number), hashes in changed.items()
        ]
        if rows:
            self._connection.execute(_upsert(self._connection), rows)


def split(data: bytes) -> list[bytes]:
    """Return the hashes in a tile's bytes."""
    return [data[at : at + _HASH] for at in range(0, len(data), _HASH)]


def _upsert(connection: Connection) -> Insert:
    keys = ["log", "level", "number"]
    if connection.dialect.name == "postgresql":
        made = postgresql.insert(schema.tile)
    else:
        made = sqlite.insert(schema.tile)
    return made.on_conflict_do_update(index_elements=keys, set_={"hashes": made.excluded.hashes})
