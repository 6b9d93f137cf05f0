"""What a node remembers of a peer, so that one that was restored from a backup finds its way.

A peer that lost its last days is shown what it signed itself: its own batches, which nobody else
could have made. So no ally can talk a node into believing that it lost something.
"""

from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, select, update

from quaywatch.alliance.line.peers import keys_of, peer_of
from quaywatch.alliance.line.rows import locked
from quaywatch.alliance.quantities import Count, Version
from quaywatch.ledger.line import line_peer, line_taken

_CONTEXT = b"quaywatch epoch 1\n"
_MOST_BATCHES, _MOST_BYTES = 64, 8 * 2**20


class Anew(msgspec.Struct, frozen=True, kw_only=True):
    """A node goes on from a backup: what it made in an epoch before counts no more."""

    node: str
    to: str
    epoch: Annotated[int, msgspec.Meta(ge=2, le=2**31 - 1)]
    signature: bytes = b""

    @property
    def said(self) -> bytes:
        """What is signed."""
        bare = msgspec.structs.replace(self, signature=b"")
        return _CONTEXT + msgspec.msgpack.encode(bare)

    def signed(self, key: Ed25519PrivateKey) -> "Anew":
        """Return it with the node's signature."""
        return msgspec.structs.replace(self, signature=key.sign(self.said))


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a node asks a peer about itself."""

    after: Count
    """Number of its own batch behind which it wants them back."""
    anew: Anew | None = None


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What a peer knows of whoever asks."""

    taken: Count
    """Number of the last batch that it took…"""
    last: bytes
    """…and its digest."""
    epoch: Version
    at: bytes
    """Digest of the batch behind which is told; empty where it never came."""
    bodies: list[bytes] = []
    """The asker's own batches, as they are held: some behind the number that it gave."""
    checkpoints: list[str] = []
    """The last checkpoint of each of the asker's logs that was cosigned, as a note."""


class NotAnew(ValueError):  # noqa: N818 - the partner's word
    """An epoch that cannot begin."""


def remembered(connection: Connection, sender: str, after: int) -> Remembered:
    """Return what is known here of a peer's batches behind a number; raises UnknownPeer."""
    peer = peer_of(connection, sender)
    row = line_taken.c
    at = connection.scalar(select(row.digest).where(row.sender == sender, row.number == after))
    query = select(row.body).where(row.sender == sender, row.number > after).order_by(row.number)
    bodies: list[bytes] = []
    size = 0
    for body in connection.scalars(query.limit(_MOST_BATCHES)):
        size += len(body)
        if bodies and size > _MOST_BYTES:
            break
        bodies.append(body)
    return Remembered(
        taken=peer.taken, last=peer.taken_digest, epoch=peer.epoch, at=at or b"", bodies=bodies
    )


def begin(connection: Connection, here: str, sender: str, anew: Anew) -> None:
    """Take nothing more that a peer made before; it goes on behind what was taken of it.

    Raises:
        NotAnew: no key of the peer signed it, or the epoch is an old one.

    """
    locked(connection)
    peer = peer_of(connection, sender)
    if (anew.node, anew.to) != (sender, here):
        raise NotAnew(f"it is of {anew.node}, for {anew.to}")
    if anew.epoch <= peer.epoch:
        raise NotAnew(f"{sender} is in epoch {peer.epoch} already")
    believed = [key.public for key in keys_of(connection, sender) if key.revoked_at is None]
    if not any(signed_by(key, anew) for key in believed):
        raise NotAnew(f"no key of {sender} signed it")
    mine = line_peer.c.node == sender
    connection.execute(update(line_peer).where(mine).values(epoch=anew.epoch))


def signed_by(public: bytes, anew: Anew) -> bool:
    """Say whether a key signed an announcement."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(anew.signature, anew.said)
    except InvalidSignature:
        return False
    return True
