"""What was refused waits for a person: every byte of it, who sent it, where it stood and why."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select

from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line.rows import Head
from quaywatch.alliance.line.told import Quarantined
from quaywatch.ledger.line import line_quarantine

MOST_BYTES = 256 * 2**20
"""Of one sender: who sends more rubbish than this is not listened to until somebody has looked."""
WHOLE = -1


def keep(
    connection: Connection,
    head: Head,
    *,
    sender: str,
    batch: int,
    place: int,
    fault: Fault,
    reason: str,
    data: bytes,
    at: datetime,
) -> None:
    """Keep what was refused; once, however often it comes. The caller has the turn."""
    digest = sha256(data).digest()
    mine = line_quarantine.c.sender == sender
    known = select(line_quarantine.c.number).where(mine, line_quarantine.c.digest == digest)
    if connection.scalar(known) is not None:
        return
    head.quarantined += 1
    connection.execute(
        insert(line_quarantine).values(
            number=head.quarantined,
            sender=sender,
            batch=batch,
            place=place,
            fault=fault.value,
            reason=reason,
            digest=digest,
            data=data,
            arrived_at=at,
        )
    )


def require_room(connection: Connection, sender: str) -> None:
    """Raise BadBatch where too much of a sender waits already."""
    size = func.sum(func.length(line_quarantine.c.data))
    held = connection.scalar(select(size).where(line_quarantine.c.sender == sender))
    if held is not None and held > MOST_BYTES:
        raise BadBatch(Fault.FULL, f"{held} bytes of {sender} wait in quarantine: settle them")


def waiting(connection: Connection, after: int, limit: int) -> list[Quarantined]:
    """Return what waits behind a number, in order."""
    query = (
        select(line_quarantine)
        .where(line_quarantine.c.number > after)
        .order_by(line_quarantine.c.number)
        .limit(limit)
    )
    return [
        Quarantined(
            number=row.number,
            sender=row.sender,
            batch=row.batch,
            place=row.place,
            fault=row.fault,
            reason=row.reason,
            data=row.data,
            arrived_at=row.arrived_at,
        )
        for row in connection.execute(query)
    ]


def settle(connection: Connection, number: int) -> bool:
    """Delete what somebody has looked at; say whether it was there."""
    done = connection.execute(delete(line_quarantine).where(line_quarantine.c.number == number))
    return done.rowcount > 0
