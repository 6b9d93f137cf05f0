"""What a node keeps: its files as they lie there, a backup of them, and each long value in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.alliance.canaries.canary import Search

_PARTED = 400
"""Bytes of a value that may lie in several pages; what is shorter stands whole in the files."""


def kept(path: Path, name: str) -> Search:
    """Return all that lies in the files of a node, its backup with them."""
    backup = path / f"{name}.backup.sqlite"
    backup.unlink(missing_ok=True)
    with closing(sqlite3.connect(path / f"{name}.sqlite")) as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))
    files = [one for one in sorted(path.rglob(f"{name}*")) if one.is_file()]
    assert any(one.name.endswith("-wal") for one in files), "it is looked at while it runs"
    return Search(*(one.read_bytes() for one in files), b"\n".join(_values(backup)))


def _values(backup: Path) -> Iterator[bytes]:
    with closing(sqlite3.connect(backup)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, (bytes, str)) and len(value) > _PARTED:
                        yield value if isinstance(value, bytes) else value.encode()
