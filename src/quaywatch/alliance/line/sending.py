"""The log of batches to each recipient: appended to, read from any number, and thinned out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from quaywatch.alliance.exchange import Batch, Item, encoded, sealed
from quaywatch.alliance.line.packing import packed, unpacked
from quaywatch.alliance.line.rows import epoch_to_send, insert_rows
from quaywatch.ledger.line import line_peer, line_sent, line_sent_notice

_FULL_BYTES = 4 * 2**20
"""Where a batch ends and the next begins; one payload may be larger."""
_FULL_PAYLOADS = 1000


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What stands where in a batch, when it is a notice."""

    payload: bytes
    origin: str = ""
    id: str = ""
    ends_on: int = 0


def append(
    connection: Connection,
    sender: str,
    recipient: str,
    slips: Sequence[Slip],
    key: Ed25519PrivateKey,
    at: datetime,
) -> list[tuple[int, int]]:
    """Append what goes to a recipient, in as many batches as needed.

    The caller has the turn (`rows.locked`). Returns batch and place of each slip. Raises Behind
    where nothing may be sent.
    """
    last = connection.execute(
        select(line_peer.c.sent, line_peer.c.sent_digest).where(line_peer.c.node == recipient)
    ).one()
    number, previous = last.sent, last.sent_digest
    epoch = epoch_to_send(connection)
    stands: list[tuple[int, int]] = []
    for run in _runs(slips):
        number += 1
        batch = sealed(
            [slip.payload for slip in run],
            key,
            sender=sender,
            recipient=recipient,
            number=number,
            previous=previous,
            made_at=at,
            epoch=epoch,
        )
        previous = batch.digest
        _store(connection, recipient, number, batch, run, at)
        stands.extend((number, place) for place in range(len(run)))
    connection.execute(
        update(line_peer)
        .where(line_peer.c.node == recipient)
        .values(sent=number, sent_digest=previous)
    )
    return stands


def slips(items: Iterable[Item]) -> list[Slip]:
    """Return items that are no notices as they stand in a batch."""
    return [Slip(payload=encoded(item)) for item in items]


def after(
    connection: Connection, recipient: str, number: int, limit: int, most_bytes: int
) -> list[bytes]:
    """Return up to `limit` batches behind a number as they travel: at least one, if there is any.

    Ends before `most_bytes` where it can.
    """
    query = (
        select(line_sent.c.body)
        .where(line_sent.c.recipient == recipient, line_sent.c.number > number)
        .order_by(line_sent.c.number)
        .limit(limit)
    )
    found: list[bytes] = []
    size = 0
    for body in connection.execute(query).scalars():
        size += len(body)
        if found and size > most_bytes:
            break
        found.append(body)
    return found


def take_out(connection: Connection, origin: str, id_: str, recipient: str | None = None) -> None:
    """Take the payloads of a notice out of what was sent, so that they go nowhere any more."""
    stands = select(line_sent_notice).where(
        line_sent_notice.c.origin == origin, line_sent_notice.c.id == id_
    )
    if recipient is not None:
        stands = stands.where(line_sent_notice.c.recipient == recipient)
    places: dict[tuple[str, int], list[int]] = {}
    for row in connection.execute(stands):
        places.setdefault((row.recipient, row.batch), []).append(row.place)
    for (to, number), found in places.items():
        thin_out(connection, to, number, found)


def thin_out(connection: Connection, recipient: str, number: int, places: Sequence[int]) -> None:
    """Take payloads out of one batch that was sent."""
    mine = (line_sent.c.recipient == recipient) & (line_sent.c.number == number)
    body = connection.scalar(select(line_sent.c.body).where(mine))
    if body is not None:
        thinner = packed(unpacked(body).without(places))
        connection.execute(update(line_sent).where(mine).values(body=thinner))


def recipients_of(connection: Connection, origin: str, id_: str) -> list[str]:
    """Return everybody who was ever sent a notice, by name."""
    query = (
        select(line_sent_notice.c.recipient)
        .where(line_sent_notice.c.origin == origin, line_sent_notice.c.id == id_)
        .distinct()
        .order_by(line_sent_notice.c.recipient)
    )
    return list(connection.execute(query).scalars())


def _store(
    connection: Connection,
    recipient: str,
    number: int,
    batch: Batch,
    run: Sequence[Slip],
    at: datetime,
) -> None:
    connection.execute(
        insert(line_sent).values(
            recipient=recipient, number=number, digest=batch.digest, body=packed(batch), made_at=at
        )
    )
    rows = [
        (slip.origin, slip.id, recipient, number, place, slip.ends_on)
        for place, slip in enumerate(run)
        if slip.id
    ]
    insert_rows(connection, line_sent_notice, rows)


def _runs(all_slips: Sequence[Slip]) -> Iterator[list[Slip]]:
    run: list[Slip] = []
    size = 0
    for slip in all_slips:
        size += len(slip.payload)
        if run and (len(run) == _FULL_PAYLOADS or size > _FULL_BYTES):
            yield run
            run, size = [], len(slip.payload)
        run.append(slip)
    if run:
        yield run
