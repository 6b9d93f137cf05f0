"""The side that has a scan: offers it, grants it partner by partner, gives pieces to no others."""

from collections.abc import Callable
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
        """Announce content with the `image` notice that tells of it; nobody may fetch it yet."""
        content = announced(data, self._secret, self.node, label)
        row = {
            "digest": content.digest,
            "label": label.value,
            "notice": notice,
            "content": msgspec.msgpack.encode(content),
        }
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(made(schema.offer).values(row).on_conflict_do_nothing())
        return self.content(connection, content.digest, label)

    def content(self, connection: Connection, digest: str, label: Label) -> Content:
        """Return what is announced of content now; raises NotGranted where nothing is."""
        return msgspec.msgpack.decode(
            self._offered(connection, digest, label).content, type=Content
        )

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
            NotGranted: the policy did not allow scans to go to it, or the content is of another
                notice.

        """
        copy = shared.notice
        allowed = any(one.allowed and one.category is Category.SCAN for one in shared.decisions)
        if copy is None or not isinstance(copy.body, ScanImage) or not allowed:
            raise NotGranted(f"the policy does not allow it to {shared.node}")
        offered = self._offered(connection, copy.body.digest, label)
        if offered.notice != copy.reference:
            raise NotGranted("it was offered with another notice")
        row = {
            "digest": offered.digest,
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
        return self.wrapped(connection, offered.digest, label, shared.node)

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
        offered = schema.offer.c
        connection.execute(
            update(schema.offer)
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
        """Offer nothing of a notice any more; return the partners that were granted it.

        The original stays with the node, whose own evidence it is.
        """
        offered, made = schema.offer.c, schema.grant.c
        partners = set[str]()
        for row in connection.execute(select(schema.offer).where(offered.notice == notice)).all():
            of = made.digest == row.digest, made.label == row.label
            partners.update(connection.scalars(select(made.partner).where(*of)))
            connection.execute(delete(schema.grant).where(*of))
        connection.execute(delete(schema.offer).where(offered.notice == notice))
        return sorted(partners)

    def _offered(
        self, connection: Connection, digest: str, label: Label
    ) -> Row[tuple[object, ...]]:
        made = schema.offer.c
        where = made.digest == digest, made.label == label.value
        row = connection.execute(select(schema.offer).where(*where)).first()
        if row is None:
            raise NotGranted("there is no such content, or it was withdrawn")
        return row

    def _granted(
        self, connection: Connection, digest: str, label: Label, partner: str
    ) -> Row[tuple[object, ...]]:
        made = schema.grant.c
        where = made.digest == digest, made.label == label.value, made.partner == partner
        row = connection.execute(select(schema.grant).where(*where)).first()
        if row is None:
            raise NotGranted(f"{partner} may not have it")
        return row
