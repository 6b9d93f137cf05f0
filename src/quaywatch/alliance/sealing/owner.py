"""The side that has a scan: offers it, grants it partner by partner, gives pieces to no others."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.policy import Category, Shared
from quaywatch.alliance.sealing import schema
from quaywatch.alliance.sealing.content import Content, Label, announced, piece, wrap
from quaywatch.alliance.sealing.keys import PublicKey, Wrapped


class NotGranted(Exception):  # noqa: N818 - the officer's word
    """A partner may not have it: policy never allowed it, or it was taken back."""


class Owner:
    """A node's own scans for its partners."""

    def __init__(self, node: str, secret: bytes, original: Callable[[str], bytes]) -> None:
        """Take the secret that content keys follow from, and where originals are, by digest."""
        self.node = node
        self._secret, self._original = secret, original
        self._last = "", b""

    def offer(
        self, connection: Connection, data: bytes, notice: str, label: Label = Label.SCAN
    ) -> Content:
        """Announce content with an `image` notice that tells of it; nobody may fetch it yet.

        Several notices may tell of the same content: it is sealed alike for all of them.
        """
        content = announced(data, self._secret, self.node, label)
        before = self._offered(connection, content.digest, label)
        if before:
            content = msgspec.msgpack.decode(before[0].content, type=Content)
        row = {
            "digest": content.digest,
            "label": label.value,
            "notice": notice,
            "content": msgspec.msgpack.encode(content),
        }
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(made(schema.offered).values(row).on_conflict_do_nothing())
        return content

    def content(self, connection: Connection, digest: str, label: Label) -> Content:
        """Return what is announced of content now; raises NotGranted where nothing is."""
        offered = self._offered(connection, digest, label)
        if not offered:
            raise NotGranted("there is no such content, or it was withdrawn")
        return msgspec.msgpack.decode(offered[0].content, type=Content)

    def grant(
        self,
        connection: Connection,
        shared: Shared,
        public: PublicKey,
        at: datetime,
        label: Label = Label.SCAN,
    ) -> Wrapped:
        """Let the partner of a policy's decision fetch what its notice tells of.

        Raises:
            NotGranted: the policy did not allow scans to go to it, or the content was not offered
                with this notice.

        """
        copy = shared.notice
        allowed = any(one.allowed and one.category is Category.SCAN for one in shared.decisions)
        if copy is None or not isinstance(copy.body, ScanImage) or not allowed:
            raise NotGranted(f"the policy does not allow it to {shared.node}")
        digest = copy.body.digest
        offered = self._offered(connection, digest, label)
        if copy.reference not in {one.notice for one in offered}:
            raise NotGranted("it was not offered with this notice")
        row = {
            "digest": digest,
            "label": label.value,
            "partner": shared.node,
            "public": public.raw,
            "policy": shared.policy,
            "at": at,
        }
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = made(schema.grant).values(row)
        keys = ["digest", "label", "partner"]
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=row))
        return self.wrapped(connection, digest, label, shared.node)

    def wrapped(self, connection: Connection, digest: str, label: Label, partner: str) -> Wrapped:
        """Return the key of the content as it is now, for a partner; raises NotGranted."""
        public = self._granted(connection, digest, label, partner).public
        content = self.content(connection, digest, label)
        return wrap(self._secret, content, partner, PublicKey(public))

    def piece(
        self, connection: Connection, partner: str, digest: str, label: Label, number: int
    ) -> bytes:
        """Return a sealed piece to a partner that may have it, made at this moment.

        Raises:
            NotGranted: it may not, or may no more.
            IndexError: there is no such piece.

        """
        self._granted(connection, digest, label, partner)
        content = self.content(connection, digest, label)
        if self._last[0] != digest:
            self._last = digest, self._original(digest)  # the next piece is mostly of the same one
        return piece(self._last[1], self._secret, content, number)

    def revoke(
        self, connection: Connection, digest: str, label: Label, partner: str
    ) -> tuple[Content, list[Wrapped]]:
        """Take a partner out: the content has another key from now on.

        Returns what is announced anew, and the key for each partner that is left. What the partner
        fetched before is with it until its notice is recalled.

        Raises:
            NotGranted: it was not in.

        """
        self._granted(connection, digest, label, partner)
        made = schema.grant.c
        of = made.digest == digest, made.label == label.value
        connection.execute(delete(schema.grant).where(*of, made.partner == partner))
        before = self.content(connection, digest, label)
        data = self._original(digest)
        content = announced(data, self._secret, self.node, label, before.generation + 1)
        offered = schema.offered.c
        connection.execute(
            update(schema.offered)
            .where(offered.digest == digest, offered.label == label.value)
            .values(content=msgspec.msgpack.encode(content))
        )
        left = connection.execute(
            select(made.partner, made.public).where(*of).order_by(made.partner)
        )
        return content, [
            wrap(self._secret, content, row.partner, PublicKey(row.public)) for row in left
        ]

    def withdraw(self, connection: Connection, notice: str) -> list[str]:
        """Offer nothing with a notice any more; return the partners that may have it no more.

        What is offered with another notice too stays granted. The original stays with the node,
        whose own evidence it is.
        """
        offered, made = schema.offered.c, schema.grant.c
        of_it = offered.notice == notice
        rows = connection.execute(select(offered.digest, offered.label).where(of_it)).all()
        connection.execute(delete(schema.offered).where(of_it))
        partners = set[str]()
        for row in rows:
            if self._offered(connection, row.digest, Label(row.label)):
                continue
            of = made.digest == row.digest, made.label == row.label
            partners.update(connection.scalars(select(made.partner).where(*of)))
            connection.execute(delete(schema.grant).where(*of))
        return sorted(partners)

    def _offered(
        self, connection: Connection, digest: str, label: Label
    ) -> Sequence[Row[tuple[object, ...]]]:
        """Return what is offered of content, a row for each notice."""
        made = schema.offered.c
        where = made.digest == digest, made.label == label.value
        query = select(schema.offered).where(*where).order_by(made.notice)
        return connection.execute(query).all()

    def _granted(
        self, connection: Connection, digest: str, label: Label, partner: str
    ) -> Row[tuple[object, ...]]:
        made = schema.grant.c
        where = made.digest == digest, made.label == label.value, made.partner == partner
        row = connection.execute(select(schema.grant).where(*where)).first()
        if row is None:
            raise NotGranted(f"{partner} may not have it")
        return row
