"""What was brought unsigned, read back: by whom, and what one authority wrote here."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.handling import Handling, Purpose, Tlp
from quaywatch.alliance.line import holding
from quaywatch.alliance.line.bringing import Bringer, Cover, Way, sender_of
from quaywatch.alliance.line.sheet import Key
from quaywatch.alliance.line.told import Gone
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_arrival, line_held

OVER = Withdrawal(of="indicator", reason="its time is over")
"""What is left of a notice of which nothing may be kept any more."""


def bringer(connection: Connection, origin: str, id_: str) -> Bringer | None:
    """Return who brought a notice that is held; None where its originator's signature holds."""
    found = holding.standing(connection, origin, id_)
    if found is None or not found.unsigned or found.gone is Gone.ENDED:
        return None
    header = holding.arrived(connection, found.arrival).batch.header
    return msgspec.msgpack.decode(header, type=Cover).bringer


class Written:
    """What one authority wrote here by a way, each at its last version, as it came to it."""

    def __init__(self, connection: Connection, node: str, partner: str, way: Way) -> None:
        self._connection, self._partner = connection, partner
        self._senders, self._node = (sender_of(way, partner), node), node

    def after(self, sequence: int, limit: int) -> list[tuple[int, Notice]]:
        """Return the first behind a number, each with its own."""
        held, came = line_held.c, line_arrival.c
        query = (
            select(held.arrival)
            .join(line_arrival, came.number == held.arrival)
            .where(held.origin == self._partner, held.unsigned, held.arrival > sequence)
            .where(came.sender.in_(self._senders))
            .order_by(held.arrival)
            .limit(limit)
        )
        numbers = self._connection.scalars(query).all()
        return [(number, self._at(number)) for number in numbers]

    def notice(self, key: Key) -> Notice | None:
        """Return one at its last version; of what is over an empty one."""
        found = holding.standing(self._connection, *key)
        if found is None or key[0] != self._partner or not found.unsigned:
            return None
        return self._at(found.arrival)

    def _at(self, number: int) -> Notice:
        query = select(line_arrival).where(line_arrival.c.number == number)
        row = self._connection.execute(query).one()
        if row.sender == self._node:
            return _over(row.origin, row.id, row.arrived_at)
        return holding.Batches(self._connection).notice(row.sender, row.batch, row.place)


def _over(origin: str, id_: str, at: datetime) -> Notice:
    handling = Handling(
        tlp=Tlp.RED,
        purposes=frozenset({Purpose.RISK_ANALYSIS}),
        legal_basis="none is left",
        retain_until=at.date(),
    )
    return Notice(
        origin=origin, id=id_, version=2, created_at=at, made_at=at, handling=handling, body=OVER
    )
