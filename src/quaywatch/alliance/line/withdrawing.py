"""Taking back: no copy goes out any more, and whoever has one is told to delete it."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, func, select, update

from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.exchange import KeyChange, Published, Recall, encoded
from quaywatch.alliance.line import publishing, sending
from quaywatch.alliance.line.rows import Head, by_group, day, locked, moved
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.sheet import NEVER, Sheet, thin_out
from quaywatch.alliance.line.told import Gone, What
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared
from quaywatch.ledger.line import (
    line_arrival,
    line_peer,
    line_receipt,
    line_sent_notice,
    line_taken,
)


def withdraw(
    connection: Connection,
    node: str,
    notice: Notice,
    words: Sequence[Shared],
    key: Ed25519PrivateKey,
    at: datetime,
) -> list[str]:
    """Take a notice of this node back, and return who is told; see `Line.withdraw`."""
    if notice.origin != node or not isinstance(notice.body, Withdrawal):
        raise ValueError(f"{node} withdraws its own notices, by a withdrawal")
    head = locked(connection)
    name = notice.origin, notice.id
    sheet = Sheet(connection, {node: [notice.id]}, head.arrivals, at)
    before = sheet.get(name)
    if before is not None and before.gone is Gone.WITHDRAWN:
        return []
    sheet.gone(name, Gone.WITHDRAWN, node, 0, 0)
    sheet.write()
    head.arrivals = sheet.last
    sending.take_out(connection, *name)
    recipients = sending.recipients_of(connection, *name)
    wordless = msgspec.structs.replace(notice, body=msgspec.structs.replace(notice.body, reason=""))
    said, bare = _slip(notice), _slip(wordless)
    decided = {one.node: one for one in words}
    for recipient in recipients:
        asked = decided.get(recipient)
        slip = said if asked is not None and asked.notice == notice else bare
        (stands,) = sending.append(connection, node, recipient, [slip], key, at)
        if asked is not None:
            publishing.record_at(connection, head, notice, asked, at, stands)
    moved(connection, head)
    return recipients


def _slip(notice: Notice) -> Slip:
    return Slip(payload=encoded(Published(notice=msgspec.msgpack.encode(notice))))


def recall(
    connection: Connection,
    node: str,
    recipient: str,
    id_: str,
    reason: str,
    key: Ed25519PrivateKey,
    at: datetime,
) -> bool:
    """Have one recipient delete a notice of this node; say whether it was ever sent there."""
    locked(connection)
    if recipient not in sending.recipients_of(connection, node, id_):
        return False
    sending.take_out(connection, node, id_, recipient)
    item = Recall(origin=node, id=id_, reason=reason)
    sending.append(connection, node, recipient, sending.slips([item]), key, at)
    mine = (line_receipt.c.origin == node) & (line_receipt.c.id == id_)
    connection.execute(delete(line_receipt).where(mine, line_receipt.c.holder == recipient))
    return True


def announce(
    connection: Connection,
    node: str,
    public: bytes,
    key: Ed25519PrivateKey,
    at: datetime,
) -> None:
    """Tell every peer that another key signs from the next batch on."""
    locked(connection)
    for peer in connection.execute(select(line_peer.c.node).order_by(line_peer.c.node)).scalars():
        change = sending.slips([KeyChange(public=public)])
        sending.append(connection, node, peer, change, key, at)


def end(connection: Connection, node: str, today: date, at: datetime, most: int) -> int:
    """Delete what has to be deleted by now, in at most `most` batches; return how many notices.

    What was sent is thinned out likewise. Tombstones stay.
    """
    head = locked(connection)
    limit = day(today)
    query = select(line_taken.c.sender, line_taken.c.number).where(line_taken.c.ends_on < limit)
    ended = 0
    for sender, number in connection.execute(
        query.order_by(line_taken.c.ends_on).limit(most)
    ).all():
        ended += _end_of(connection, node, sender, number, limit, head, at)
    moved(connection, head)
    _thin_out(connection, limit, most)
    return ended


def _end_of(
    connection: Connection,
    node: str,
    sender: str,
    number: int,
    limit: int,
    head: Head,
    at: datetime,
) -> int:
    mine = (line_taken.c.sender == sender) & (line_taken.c.number == number)
    bounds = select(line_taken.c.first_arrival, line_taken.c.last_arrival).where(mine)
    first, last = connection.execute(bounds).one()
    of_batch = line_arrival.c.number.between(first, last) & (line_arrival.c.what == What.NOTICE)
    over = of_batch & (line_arrival.c.ends_on < limit)
    rows = connection.execute(select(line_arrival).where(over)).all()
    concerned = by_group((row.origin, row.id) for row in rows)
    sheet = Sheet(connection, concerned, head.arrivals, at)
    ended = 0
    for row in rows:
        found = sheet.get((row.origin, row.id))
        if found is not None and found.arrival == row.number:
            sheet.gone((row.origin, row.id), Gone.ENDED, node, 0, 0)
            ended += 1
    sheet.write()
    head.arrivals = sheet.last
    thin_out(connection, {(sender, number): [row.place for row in rows]})
    connection.execute(update(line_arrival).where(over).values(ends_on=NEVER))
    later = connection.scalar(select(func.min(line_arrival.c.ends_on)).where(of_batch))
    connection.execute(update(line_taken).where(mine).values(ends_on=later))
    return ended


def _thin_out(connection: Connection, limit: int, most: int) -> None:
    over = (
        select(line_sent_notice.c.recipient, line_sent_notice.c.batch)
        .where(line_sent_notice.c.ends_on < limit)
        .distinct()
        .limit(most)
    )
    here = line_sent_notice.c
    for recipient, batch in connection.execute(over).all():
        mine = (here.recipient == recipient) & (here.batch == batch) & (here.ends_on < limit)
        places = list(connection.execute(select(here.place).where(mine)).scalars())
        sending.thin_out(connection, recipient, batch, places)
        connection.execute(delete(line_sent_notice).where(mine))
