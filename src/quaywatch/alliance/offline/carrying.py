"""Files out of the line and into it."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quaywatch.alliance.exchange import BadBatch, Batch, Fault
from quaywatch.alliance.exchange.batch import unsigned_header
from quaywatch.alliance.line import Line, Taken
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.offline.sheet import BadFile, Sheet, opened, sealed

_MOST_BATCHES = 4000
_MOST_BYTES = 64 * 2**20


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was written."""

    data: bytes
    first: int
    """Number of its first batch; 0 where it only acknowledges."""
    last: int
    waiting: int
    """Batches that did not go into it any more: write another one after `last`."""


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What a file came to."""

    sender: str
    batches: int
    taken: list[Taken]
    """Of each batch in turn, up to the first that was refused."""
    acknowledged: int
    """How far the sender says it has taken what was sent to it; 0 where that is not signed."""
    refused: str = ""
    """Why the next batch was not taken; what came before it was."""


def write(
    line: Line, key: Ed25519PrivateKey, recipient: str, seal_to: str, *, after: int | None = None
) -> Written:
    """Return a file of what a peer has not acknowledged, or of all behind a number.

    Writing changes nothing: a file that is lost is written again.

    Args:
        line: This node's line.
        key: The key of it that is in force.
        recipient: The peer.
        seal_to: The peer's public key of age, handed over by other means.
        after: Number of the last batch that is not wanted.

    Raises:
        UnknownPeer: there is no such peer.
        ValueError: `seal_to` is no key.

    """
    peer = line.peers.get(recipient)
    start = peer.acknowledged if after is None else after
    bodies = line.after(recipient, start, limit=_MOST_BATCHES, most_bytes=_MOST_BYTES)
    data = sealed(
        bodies,
        key,
        seal_to,
        sender=line.node,
        recipient=recipient,
        taken=peer.taken,
        made_at=line.now(),
    )
    last = start + len(bodies)
    waiting = max(0, peer.sent - last)
    return Written(data=data, first=start + 1 if bodies else 0, last=last, waiting=waiting)


def bring(line: Line, data: bytes, secret: str) -> Brought:
    """Take in what a file holds, as if its batches had come over the line, one by one.

    Each batch is signed and has its number: one that was taken before changes nothing, and where
    one before it is missing the file waits for the one that has it.

    Raises:
        BadFile: it is no file for this node; nothing of it was taken.

    """
    sheet = opened(data, secret)
    cover = sheet.read_cover()
    if cover.recipient != line.node:
        raise BadFile(f"it is for {cover.recipient}")
    taken: list[Taken] = []
    refused = ""
    try:
        for body in sheet.bodies:
            taken.append(line.take(_batch(body, cover.sender)))  # noqa: PERF401 - up to the first
    except BadBatch as error:
        refused = f"{error.fault}: {error}"
    acknowledged = 0
    if _vouched(line, sheet, cover.sender):
        acknowledged = cover.taken
        line.acknowledged(cover.sender, cover.taken)
    return Brought(
        sender=cover.sender,
        batches=len(sheet.bodies),
        taken=taken,
        acknowledged=acknowledged,
        refused=refused,
    )


def _batch(body: bytes, sender: str) -> Batch:
    batch = unpacked(body)
    if (said := unsigned_header(batch.header).sender) != sender:
        raise BadBatch(Fault.SENDER, f"it is of {said}, in a file of {sender}")
    return batch


def _vouched(line: Line, sheet: Sheet, sender: str) -> bool:
    """Say whether a key of the sender signed the cover; asked when its batches are taken.

    A change of key may be among them.
    """
    keys = [one.public for one in line.peers.keys(sender) if one.revoked_at is None]
    return sheet.is_signed(keys)
