"""Who may send messages: machines with a key or a certificate of their own, not people."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, insert, select, update

from quaywatch.ledger.senders import sender as table

_KEY_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class SenderError(ValueError):
    """A sender that cannot be added or changed as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Sender:
    """One machine that sends messages."""

    name: str
    """Also the name of its folder, where it drops files."""
    identifiers: frozenset[str] = frozenset()
    """Identifications that its messages may bear as their sender; empty means any."""
    certificate: str = ""
    """SHA-256 fingerprint of its TLS certificate, in small hexadecimal digits; empty for none."""


class Senders:
    """The senders of one node."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, sender: Sender) -> str:
        """Add a sender and return its key, which is shown this once.

        Raises:
            SenderError: the name is taken or no name, or the fingerprint is none.

        """
        if not _NAME.fullmatch(sender.name):
            raise SenderError("a sender's name is of letters, digits, points and dashes")
        if sender.certificate and not _FINGERPRINT.fullmatch(sender.certificate):
            raise SenderError("a fingerprint is of 64 hexadecimal digits (SHA-256)")
        if any("\n" in identifier for identifier in sender.identifiers):
            raise SenderError("an identification has no line ends")
        with self._engine.begin() as connection:
            if connection.execute(select(table.c.name).where(table.c.name == sender.name)).first():
                raise SenderError(f"there is, or was, a sender {sender.name!r}")
            key = secrets.token_urlsafe(_KEY_BYTES)
            row = {
                "name": sender.name,
                "key_digest": _digest(key),
                "certificate": sender.certificate,
                "identifiers": "\n".join(sorted(sender.identifiers)),
                "created_at": datetime.now(UTC),
                "disabled": False,
            }
            connection.execute(insert(table).values(row))
        return key

    def close(self, name: str) -> None:
        """Take a sender's way in from it; raises SenderError when there is none."""
        change = update(table).where(table.c.name == name, ~table.c.disabled).values(disabled=True)
        with self._engine.begin() as connection:
            if connection.execute(change).rowcount == 0:
                raise SenderError(f"there is no sender {name!r}")

    def all(self) -> list[Sender]:
        """Return the senders in use, by name."""
        query = select(table).where(~table.c.disabled).order_by(table.c.name)
        with self._engine.connect() as connection:
            return [_sender(row) for row in connection.execute(query)]

    def named(self, name: str) -> Sender | None:
        """Return the sender in use under this name."""
        return self._find(table.c.name == name)

    def with_key(self, key: str) -> Sender | None:
        """Return the sender whose key this is: it is looked up by its digest, never compared."""
        return self._find(table.c.key_digest == _digest(key))

    def with_certificate(self, fingerprint: str) -> Sender | None:
        """Return the sender whose certificate has this fingerprint."""
        return self._find(table.c.certificate == fingerprint) if fingerprint else None

    def _find(self, condition: ColumnElement[bool]) -> Sender | None:
        query = select(table).where(condition, ~table.c.disabled)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else _sender(row)


def _sender(row: Row[*tuple[Any, ...]]) -> Sender:
    written: str = row.identifiers
    named = frozenset(filter(None, written.split("\n")))
    return Sender(name=row.name, identifiers=named, certificate=row.certificate)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
