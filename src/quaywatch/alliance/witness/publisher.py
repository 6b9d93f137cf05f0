"""What a log's owner does each minute: signs a checkpoint, and has its allies cosign it."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from quaywatch.alliance.witness import schema
from quaywatch.alliance.witness.log import Log
from quaywatch.ledger.tree import BadNote, Checkpoint, Key, Note, Witness, opened, signed

EVERY = timedelta(minutes=1)
NEEDED = 2
"""Allies that have to have seen a checkpoint before it counts as witnessed."""


class Publisher:
    """Signs the checkpoints of one log, and gathers what witnesses say of them."""

    def __init__(self, log: Log, key: Ed25519PrivateKey, witnesses: Sequence[Witness]) -> None:
        """Take the log's key and the allies that witness it."""
        self.log = log
        self.witnesses = tuple(witnesses)
        self.key = Key(log.name, key.public_key())
        self._private = key

    def checkpoint(self, connection: Connection, at: datetime) -> str | None:
        """Sign what the log has become; None where it has not grown or a minute is not over."""
        tree = self.log.tree(connection)
        made = schema.checkpoint
        last = connection.execute(
            select(made.c.size, made.c.at)
            .where(made.c.log == self.log.name)
            .order_by(made.c.size.desc())
            .limit(1)
        ).first()
        if last is not None and (last.size == len(tree) or at - last.at < EVERY):
            return None
        note = signed(
            Checkpoint(self.log.name, len(tree), tree.root()), self.log.name, self._private
        )
        row = {"log": self.log.name, "size": len(tree), "at": at, "note": note}
        connection.execute(insert(made).values(row))
        return note

    def request(self, connection: Connection, known: int) -> bytes | None:
        """Return what a witness that knows the log as of a size is sent; None where all is known.

        The body of C2SP's tlog-witness `add-checkpoint`: the old size, the proof that the log has
        kept what it had, and the note.

        Raises:
            ValueError: the witness knows more than there is.

        """
        note = self.latest(connection)
        if note is None:
            return None
        size = opened(note, self.key).checkpoint.size
        if size == known:
            return None
        tree = self.log.tree(connection)
        lines = [f"old {known}"]
        lines += [b64encode(one).decode() for one in tree.consistency(known, size)]
        return ("\n".join(lines) + "\n\n" + note).encode()

    def add(self, connection: Connection, size: int, cosignature: str) -> Note:
        """Keep the cosignature of a checkpoint that a witness has answered with.

        Raises:
            BadNote: it is not one of this checkpoint by an ally that witnesses this log.

        """
        if cosignature.count("\n") != 1 or not cosignature.endswith("\n"):
            raise BadNote("a cosignature is one line")
        made = schema.checkpoint
        where = made.c.log == self.log.name, made.c.size == size
        note = connection.scalar(select(made.c.note).where(*where))
        if note is None:
            raise BadNote(f"there is no checkpoint of {size} entries")
        before = opened(note, self.key, self.witnesses)
        after = opened(note + cosignature, self.key, self.witnesses)
        if len(after.witnessed) != len(before.witnessed) + 1:
            raise BadNote("it is no cosignature of a further witness of this log")
        connection.execute(update(made).where(*where).values(note=note + cosignature))
        return after

    def latest(self, connection: Connection, least: int = 0) -> str | None:
        """Return the last checkpoint that at least so many allies have cosigned, as a note."""
        made = schema.checkpoint
        query = select(made.c.note).where(made.c.log == self.log.name)
        for note in connection.scalars(query.order_by(made.c.size.desc())):
            if len(opened(note, self.key, self.witnesses).witnessed) >= least:
                return note
        return None
