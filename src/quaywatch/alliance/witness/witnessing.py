"""What a node does for its allies: cosigns what their logs have become, if they kept what they had.

The protocol is C2SP's tlog-witness, whose HTTP codes the refusals bear: whoever serves it answers
`add` with 200 and the cosignature, or with `Refused.status` and `Refused.body`.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.witness import schema
from quaywatch.ledger.tree import (
    BadNote,
    BadProof,
    Checkpoint,
    Key,
    check_consistency,
    cosigned,
    opened,
)
from quaywatch.ledger.tree.tree import EMPTY

MOST_BYTES = 64 * 1024
_MOST_PROOF, _DIGITS = 63, 19


class Refused(Exception):  # noqa: N818 - the auditor's word
    """A checkpoint that is not cosigned; two that cannot both be true are kept as proof."""

    def __init__(self, status: int, message: str, body: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = body or f"{message}\n"


class Fork(msgspec.Struct, frozen=True, kw_only=True):
    """Two checkpoints of one log, both signed by it, that cannot both be true."""

    origin: str
    what: str
    one: str
    other: str
    at: datetime


class Witnessing:
    """Cosigns for others under one name and key."""

    def __init__(self, name: str, key: Ed25519PrivateKey, logs: Mapping[str, Key]) -> None:
        """Take the logs that are witnessed, by origin."""
        self.name = name
        self._key, self._logs = key, logs

    def add(self, connection: Connection, body: bytes, at: datetime) -> str:
        """Cosign a checkpoint; return the cosignature's line. What was seen is kept before.

        The caller commits its transaction also where it is refused, so that proof is kept.

        Raises:
            Refused: 400 malformed, 403 not signed by the log, 404 not a log that is witnessed,
                409 another state of it is known (the body tells the size) or it has forked,
                422 it is not shown to have kept what it had.

        """
        old, proof, note = _read(body)
        origin = note.split("\n", 1)[0]
        key = self._logs.get(origin)
        if key is None:
            raise Refused(404, f"{origin!r} is not witnessed here")
        try:
            checkpoint = opened(note, key).checkpoint
        except BadNote as error:
            raise Refused(403, str(error)) from error
        if old > checkpoint.size:
            raise Refused(400, f"it grew from {old} to {checkpoint.size}")
        known, seen = self._seen(connection, origin, key)
        self._compare(connection, (checkpoint, note), (known, seen), at)
        if old != known.size:
            raise Refused(409, f"{known.size} is known", f"{known.size}\n")
        try:
            check_consistency(old, known.root, checkpoint.size, checkpoint.root, proof)
        except BadProof as error:
            self._keep_fork(connection, "not shown to be kept", origin, (seen, note), at)
            raise Refused(422, str(error)) from error
        line = cosigned(note, self.name, self._key, at)[len(note) :]
        self._keep(connection, checkpoint, note, at)
        return line

    def size(self, connection: Connection, origin: str) -> int:
        """Return how far a log is known."""
        query = select(schema.seen.c.size).where(schema.seen.c.origin == origin)
        return connection.scalar(query) or 0

    def forks(self, connection: Connection) -> list[Fork]:
        """Return the proofs that are kept against logs, oldest first."""
        made = schema.fork.c
        rows = connection.execute(
            select(made.origin, made.what, made.one, made.other, made.at).order_by(made.at)
        )
        return [
            Fork(origin=row.origin, what=row.what, one=row.one, other=row.other, at=row.at)
            for row in rows
        ]

    def _compare(
        self,
        connection: Connection,
        new: tuple[Checkpoint, str],
        known: tuple[Checkpoint, str],
        at: datetime,
    ) -> None:
        same_size = new[0].size == known[0].size
        if same_size and known[1] and new[0].root != known[0].root:
            notes = known[1], new[1]
            self._keep_fork(connection, "two roots of one size", new[0].origin, notes, at)
            raise Refused(409, "it has another root of this size", f"{known[0].size}\n")

    def _seen(self, connection: Connection, origin: str, key: Key) -> tuple[Checkpoint, str]:
        made = schema.seen.c
        query = select(made.note).where(made.origin == origin).with_for_update()
        note = connection.scalar(query)
        if note is None:
            return Checkpoint(origin, 0, EMPTY), ""
        return opened(note, key).checkpoint, note

    def _keep(
        self, connection: Connection, checkpoint: Checkpoint, note: str, at: datetime
    ) -> None:
        row = {"size": checkpoint.size, "note": note, "at": at}
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = made(schema.seen).values(row | {"origin": checkpoint.origin})
        connection.execute(statement.on_conflict_do_update(index_elements=["origin"], set_=row))

    def _keep_fork(
        self, connection: Connection, what: str, origin: str, notes: tuple[str, str], at: datetime
    ) -> None:
        one, other = notes
        row = {
            "digest": sha256(f"{one}\0{other}".encode()).digest(),
            "origin": origin,
            "what": what,
            "one": one,
            "other": other,
            "at": at,
        }
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(made(schema.fork).values(row).on_conflict_do_nothing())


def _read(body: bytes) -> tuple[int, list[bytes], str]:
    """Take the body of a request apart."""
    if len(body) > MOST_BYTES:
        raise _malformed("it is longer than any checkpoint with its proof")
    try:
        head, blank, note = body.decode().partition("\n\n")
        first, *rest = head.split("\n")
        proof = [b64decode(line, validate=True) for line in rest]
    except (UnicodeDecodeError, Error, ValueError) as error:
        raise _malformed(str(error)) from error
    word, _, old = first.partition(" ")
    if word != "old" or not blank or not (old.isascii() and old.isdigit()) or len(old) > _DIGITS:
        raise _malformed("it begins with the old size, and a blank line ends its proof")
    if len(proof) > _MOST_PROOF:
        raise _malformed("its proof is longer than any")
    return int(old), proof, note


def _malformed(why: str) -> Refused:
    return Refused(400, f"that is no checkpoint with its proof: {why}")
