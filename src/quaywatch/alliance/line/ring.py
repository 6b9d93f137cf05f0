"""The node's own keys for the line: the one in force signs, those before it are remembered."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from quaywatch.ledger.line import line_key
from quaywatch.ledger.signing import private_key


class NoKey(ValueError):  # noqa: N818 - the operator's word
    """The key in force is not in the ring."""


class Ring:
    """Private keys by their public half; of a folder, those that are laid there later too."""

    def __init__(self, keys: Iterable[Ed25519PrivateKey], folder: Path | None = None) -> None:
        self._keys = _by_public(keys)
        self._folder = folder

    @classmethod
    def at(cls, folder: Path) -> Self:
        """Read all keys in a folder, one made there at first use; raises LedgerError."""
        if not any(folder.glob("*.pem")):
            private_key(folder / "1.pem")
        return cls(_in(folder), folder)

    def public(self) -> list[bytes]:
        """Return the public half of all its keys."""
        if self._folder is not None:
            self._keys |= _by_public(_in(self._folder))
        return sorted(self._keys)

    def in_force(self, connection: Connection, now: datetime) -> Ed25519PrivateKey:
        """Return the key that signs; the only one of a new ring becomes it.

        Raises:
            NoKey: it is not in the ring, or a new line was given several.

        """
        found = connection.scalar(select(line_key.c.public).where(line_key.c.until.is_(None)))
        if found is None:
            if len(self._keys) != 1:
                raise NoKey("a new line begins with one key")
            found = next(iter(self._keys))
            connection.execute(insert(line_key).values(public=found, since=now))
        if found not in self._keys and self._folder is not None:
            # Another process changed the key.
            self._keys |= _by_public(_in(self._folder))
        if found not in self._keys:
            raise NoKey(f"the key {found.hex()[:16]} is in force and not in the ring")
        return self._keys[found]

    def first(self, connection: Connection, now: datetime) -> Ed25519PrivateKey:
        """Return the key that the line began with: by it the node's logs are known for good.

        Raises NoKey, as `in_force`.
        """
        self.in_force(connection, now)
        found = connection.scalar(select(line_key.c.public).order_by(line_key.c.since).limit(1))
        if found not in self._keys:
            raise NoKey("the line's first key is not in the ring")
        return self._keys[found]

    def change(self, connection: Connection, key: Ed25519PrivateKey, now: datetime) -> None:
        """Put another key in force."""
        public = key.public_key().public_bytes_raw()
        connection.execute(update(line_key).where(line_key.c.until.is_(None)).values(until=now))
        connection.execute(insert(line_key).values(public=public, since=now))
        self._keys[public] = key


def _in(folder: Path) -> list[Ed25519PrivateKey]:
    return [private_key(path) for path in sorted(folder.glob("*.pem"))]


def _by_public(keys: Iterable[Ed25519PrivateKey]) -> dict[bytes, Ed25519PrivateKey]:
    return {key.public_key().public_bytes_raw(): key for key in keys}
