"""The containers of one message, by number; a very long list moves to disk."""

import sqlite3
from collections.abc import Iterable

import msgspec

from quaywatch.cargo.equipment import Equipment
from quaywatch.formats.edifact.cuscar.equipment import key

IN_MEMORY = 50_000
"""Containers kept in memory; no ship carries as many."""

_decode = msgspec.msgpack.Decoder(Equipment).decode


class Boxes:
    """Containers of a message; the first description of a number counts."""

    def __init__(self) -> None:
        self._known: dict[str, Equipment] = {}
        self._linked: set[str] = set()
        self._disk: sqlite3.Connection | None = None

    def add(self, box: Equipment) -> None:
        """Add a container."""
        self._known.setdefault(key(box.number), box)
        if len(self._known) > IN_MEMORY:
            self._spill()

    def all_of(self, numbers: Iterable[str]) -> list[Equipment] | None:
        """Return the containers that a consignment refers to, None when one is not known yet."""
        found: list[Equipment] = []
        for number in numbers:
            name = key(number)
            box = self._known.get(name) or self._on_disk(name)
            if box is None:
                return None
            if self._disk is None:
                self._linked.add(name)
            found.append(box)
        return found

    def link(self, number: str) -> Equipment:
        """Return the container that a consignment refers to as `number`, known or not."""
        found = self.all_of((number,))
        return found[0] if found else Equipment(number=number)

    def loose(self) -> list[Equipment]:
        """Return the containers that nothing referred to; none once the list moved to disk."""
        if self._disk is not None:
            return []
        return [box for name, box in self._known.items() if name not in self._linked]

    def _on_disk(self, name: str) -> Equipment | None:
        if self._disk is None:
            return None
        query = "SELECT box FROM boxes WHERE name = ?"
        row = self._disk.execute(query, (name.encode("utf-8", "surrogatepass"),)).fetchone()
        return _decode(row[0]) if row else None

    def _spill(self) -> None:
        if self._disk is None:
            # An empty name asks for a private file that vanishes when the connection closes.
            self._disk = sqlite3.connect("", isolation_level=None)
            self._disk.execute("CREATE TABLE boxes (name BLOB PRIMARY KEY, box BLOB) WITHOUT ROWID")
            self._linked.clear()
        rows = ((name.encode(), msgspec.msgpack.encode(box)) for name, box in self._known.items())
        self._disk.execute("BEGIN")
        self._disk.executemany("INSERT OR IGNORE INTO boxes VALUES (?, ?)", rows)
        self._disk.execute("COMMIT")
        self._known.clear()
