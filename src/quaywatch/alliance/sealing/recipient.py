"""The side that is granted a scan: fetches pieces when somebody wants to look, and forgets it."""

import msgspec
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.sealing import schema
from quaywatch.alliance.sealing.content import (
    BadPiece,
    Content,
    Label,
    check_piece,
    count_of,
    unsealed,
)
from quaywatch.alliance.sealing.keys import PrivateKey, Wrapped


class NotHere(ValueError):  # noqa: N818 - the officer's word
    """The scan is not here yet, or no notice here tells of it."""


class Recipient:
    """What a node was granted by its partners."""

    def __init__(self, node: str, key: PrivateKey) -> None:
        """Take the own key."""
        self.node = node
        self._key = key

    def expect(
        self, connection: Connection, content: Content, wrapped: Wrapped, notice: str
    ) -> None:
        """Keep what was announced and the key to it; pieces of an earlier generation go.

        Raises:
            BadKey: the key is not for this node, or for something else.
            BadPiece: what is announced contradicts itself, or an older generation comes again.

        """
        if len(content.pieces) != count_of(content.size):
            raise BadPiece(f"{content.size} bytes are not {len(content.pieces)} pieces")
        self._key.unwrap(wrapped.secret, content.id + self.node.encode())
        known = self._known(connection, content.digest, content.label)
        if known is not None:
            before = msgspec.msgpack.decode(known.content, type=Content)
            if before == content:
                return
            if before.owner != content.owner or before.generation >= content.generation:
                raise BadPiece("a later one of it is known, or it is somebody else's")
        self._drop(connection, content.digest, content.label)
        row = {
            "digest": content.digest,
            "label": content.label.value,
            "notice": notice,
            "content": msgspec.msgpack.encode(content),
            "wrapped": msgspec.msgpack.encode(wrapped),
            "whole": False,
        }
        connection.execute(schema.received.insert().values(row))

    def missing(self, connection: Connection, digest: str, label: Label) -> list[int]:
        """Return the pieces that are still to be fetched; raises KeyError where none is known."""
        content = self._content(connection, digest, label)
        made = schema.piece.c
        where = made.digest == digest, made.label == label.value
        there = set(connection.scalars(select(made.number).where(*where)))
        return [number for number in range(len(content.pieces)) if number not in there]

    def take(
        self, connection: Connection, digest: str, label: Label, number: int, data: bytes
    ) -> None:
        """Keep a piece, as sealed; one that comes again changes nothing.

        Raises:
            BadPiece: it is not the one that was announced.
            KeyError: nothing of the kind is known.

        """
        check_piece(self._content(connection, digest, label), number, data)
        row = {"digest": digest, "label": label.value, "number": number, "data": data}
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(made(schema.piece).values(row).on_conflict_do_nothing())
        if not self.missing(connection, digest, label):
            of = schema.received.c
            where = of.digest == digest, of.label == label.value
            connection.execute(update(schema.received).where(*where).values(whole=True))

    def opened(self, connection: Connection, digest: str, label: Label) -> bytes:
        """Return the content, opened for whoever looks; nothing opened is kept.

        Raises:
            KeyError: nothing of the kind is known.
            BadPiece, BadKey: see `unsealed`.

        """
        content = self._content(connection, digest, label)
        row = self._known(connection, digest, label)
        made = schema.piece.c
        where = made.digest == digest, made.label == label.value
        query = select(made.data).where(*where).order_by(made.number)
        pieces = connection.scalars(query).all()
        wrapped = msgspec.msgpack.decode(row.wrapped if row else b"", type=Wrapped)
        return unsealed(content, pieces, wrapped, self._key)

    def notices(self, connection: Connection) -> list[str]:
        """Return the notices with which something came that is still here."""
        query = select(schema.received.c.notice).distinct().order_by(schema.received.c.notice)
        return list(connection.scalars(query))

    def whole(self, connection: Connection) -> list[str]:
        """Return the notices with which a scan came of which every piece is here."""
        of = schema.received.c
        query = select(of.notice).where(of.whole.is_(True), of.label == Label.SCAN.value)
        return list(connection.scalars(query.order_by(of.notice)))

    def of(self, connection: Connection, notice: str) -> set[str]:
        """Return the digests of what is held by a notice."""
        held = schema.received.c
        return set(connection.scalars(select(held.digest).where(held.notice == notice)))

    def pass_on(self, connection: Connection, digest: str, notice: str) -> None:
        """Hold content by another notice that tells of it, since that which it came with goes."""
        held = schema.received.c
        connection.execute(
            update(schema.received).where(held.digest == digest).values(notice=notice)
        )

    def forget(self, connection: Connection, notice: str, *, but: str = "") -> int:
        """Delete all that is held by a notice, keys first; return how much content that was.

        `but` is the digest of what stays, where the notice tells of another scan by now.

        For a notice that was withdrawn or recalled, or whose retention is over: without its key
        what a backup still holds of it stays sealed.
        """
        of = schema.received.c
        rows = connection.execute(
            select(of.digest, of.label).where(of.notice == notice, of.digest != but)
        ).all()
        for row in rows:
            self._drop(connection, row.digest, Label(row.label))
        return len(rows)

    def _drop(self, connection: Connection, digest: str, label: Label) -> None:
        for table in (schema.received, schema.piece):
            where = table.c.digest == digest, table.c.label == label.value
            connection.execute(delete(table).where(*where))

    def _content(self, connection: Connection, digest: str, label: Label) -> Content:
        row = self._known(connection, digest, label)
        if row is None:
            raise KeyError("nothing of the kind is known, or it was forgotten")
        return msgspec.msgpack.decode(row.content, type=Content)

    def _known(
        self, connection: Connection, digest: str, label: Label
    ) -> Row[tuple[object, ...]] | None:
        made = schema.received.c
        where = made.digest == digest, made.label == label.value
        return connection.execute(select(schema.received).where(*where)).first()
