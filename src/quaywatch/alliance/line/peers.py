"""The nodes at the other ends, and what they sign with."""

from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Engine, Row, insert, select, update

from quaywatch.alliance.exchange.batch import NOTHING
from quaywatch.alliance.line.told import Peer, PeerKey
from quaywatch.ledger.engine import for_writing
from quaywatch.ledger.line import line_peer, line_peer_key


class UnknownPeer(ValueError):  # noqa: N818 - the operator's word
    """No node of that name is at the other end."""


class Peers:
    """Adds, closes and lists peers; keys are handed over by other means than the line."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        node: str,
        key: bytes,
        *,
        address: str = "",
        certificate: str = "",
        seals_to: bytes | None = None,
    ) -> None:
        """Take batches of a node that signs with `key` (Ed25519, 32 bytes), and send to it.

        Raises:
            ValueError: it is a peer already, or that is no key.

        """
        Ed25519PublicKey.from_public_bytes(key)
        with for_writing(self._engine.connect()) as connection, connection.begin():
            if _row(connection, node) is not None:
                raise ValueError(f"{node} is a peer already")
            connection.execute(
                insert(line_peer).values(
                    node=node,
                    address=address,
                    certificate=certificate,
                    seals_to=seals_to,
                    sent=0,
                    sent_digest=NOTHING,
                    acknowledged=0,
                    taken=0,
                    taken_digest=NOTHING,
                )
            )
            connection.execute(insert(line_peer_key).values(node=node, public=key, since_batch=1))

    def change(
        self,
        node: str,
        *,
        address: str | None = None,
        certificate: str | None = None,
        closed: bool | None = None,
        seals_to: bytes | None = None,
    ) -> None:
        """Change what is given; to a closed peer nothing new goes, and no notice of it is taken.

        Withdrawals still go both ways. Raises UnknownPeer.
        """
        said = {
            "address": address,
            "certificate": certificate,
            "closed": closed,
            "seals_to": seals_to,
        }
        values = {name: value for name, value in said.items() if value is not None}
        with for_writing(self._engine.connect()) as connection, connection.begin():
            peer_of(connection, node)
            if values:
                connection.execute(
                    update(line_peer).where(line_peer.c.node == node).values(**values)
                )

    def revoke(self, node: str, key: bytes, at: datetime, *, instead: bytes | None = None) -> None:
        """Believe a key no more: it fell into wrong hands.

        What it signed and was taken stays; nothing more that it signed is taken, from whomever.
        `instead` holds from the next batch on, and was handed over as the first key was.

        Raises:
            ValueError: the peer has no such key, or what comes instead is none.

        """
        mine = (line_peer_key.c.node == node) & (line_peer_key.c.public == key)
        with for_writing(self._engine.connect()) as connection, connection.begin():
            peer = peer_of(connection, node)
            done = connection.execute(update(line_peer_key).where(mine).values(revoked_at=at))
            if done.rowcount == 0:
                raise ValueError(f"{node} has no such key")
            if instead is not None:
                change_key(connection, node, instead, peer.taken)

    def all(self) -> list[Peer]:
        """Return all peers, by name."""
        query = select(line_peer).order_by(line_peer.c.node)
        with self._engine.connect() as connection:
            return [_peer(row) for row in connection.execute(query)]

    def get(self, node: str) -> Peer:
        """Return a peer; raises UnknownPeer."""
        with self._engine.connect() as connection:
            return peer_of(connection, node)

    def keys(self, node: str) -> list[PeerKey]:
        """Return the keys of a peer, oldest first."""
        with self._engine.connect() as connection:
            return keys_of(connection, node)


def peer_of(connection: Connection, node: str) -> Peer:
    """Return a peer; raises UnknownPeer."""
    row = _row(connection, node)
    if row is None:
        raise UnknownPeer(f"nobody called {node} is at the other end")
    return _peer(row)


def keys_of(connection: Connection, node: str) -> list[PeerKey]:
    """Return the keys of a node, oldest first; none of a stranger."""
    query = (
        select(line_peer_key)
        .where(line_peer_key.c.node == node)
        .order_by(line_peer_key.c.since_batch, line_peer_key.c.public)
    )
    return [PeerKey(**row) for row in connection.execute(query).mappings()]


def change_key(connection: Connection, node: str, public: bytes, batch: int) -> None:
    """Let another key sign what follows a batch; raises ValueError where it is none or not new."""
    Ed25519PublicKey.from_public_bytes(public)
    if any(key.public == public for key in keys_of(connection, node)):
        raise ValueError(f"{node} has signed with that key before")
    running = (line_peer_key.c.node == node) & line_peer_key.c.until_batch.is_(None)
    connection.execute(update(line_peer_key).where(running).values(until_batch=batch))
    connection.execute(
        insert(line_peer_key).values(node=node, public=public, since_batch=batch + 1)
    )


def _row(connection: Connection, node: str) -> Row[Any] | None:
    return connection.execute(select(line_peer).where(line_peer.c.node == node)).first()


def _peer(row: Row[Any]) -> Peer:
    return Peer(
        node=row.node,
        address=row.address,
        certificate=row.certificate,
        seals_to=row.seals_to,
        closed=row.closed,
        sent=row.sent,
        acknowledged=row.acknowledged,
        taken=row.taken,
        taken_digest=row.taken_digest,
        epoch=row.epoch,
    )
