"""Notices on their way out: nothing goes that was not decided on in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from quaywatch.alliance.exchange import Published, encoded
from quaywatch.alliance.line import sending
from quaywatch.alliance.line.holding import standings
from quaywatch.alliance.line.passing import published_again
from quaywatch.alliance.line.peers import UnknownPeer
from quaywatch.alliance.line.rows import Head, by_group, day, insert_rows, locked, moved
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.told import Going, Gone, Offer, Sent
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared
from quaywatch.ledger.instant import to_microseconds
from quaywatch.ledger.line import line_egress, line_peer


class Withdrawn(ValueError):  # noqa: N818 - the operator's word
    """What was taken back is sent to nobody."""


def publish(
    connection: Connection, node: str, offers: Sequence[Offer], key: Ed25519PrivateKey, at: datetime
) -> Sent:
    """Send what the policy allowed and record what it decided, allowed or not; see `Line`."""
    head = locked(connection)
    told = Sent()
    going: dict[str, list[tuple[Slip, int]]] = {}
    rows: list[tuple[object, ...]] = []
    desk = _Desk(connection, node, [offer.notice for offer in offers])
    for offer in offers:
        desk.require_alive(offer.notice)
        for shared in offer.shared:
            slip = desk.slip(offer.notice, shared, told)
            if slip is not None:
                going.setdefault(shared.node, []).append((slip, len(rows)))
            rows.append(_row(offer.notice, shared, head.egress + len(rows) + 1, at, ""))
    for recipient in sorted(going):
        mine = [slip for slip, _ in going[recipient]]
        stands = sending.append(connection, node, recipient, mine, key, at)
        for (batch, place), (_, at_row) in zip(stands, going[recipient], strict=True):
            rows[at_row] = (
                *rows[at_row][:_WAY],
                Going.LINE.value,
                *rows[at_row][_WAY + 1 : -2],
                batch,
                place,
            )
        told.batches[recipient] = sorted({batch for batch, _ in stands})
    insert_rows(connection, line_egress, rows)
    head.egress += len(rows)
    moved(connection, head)
    return told


def record(
    connection: Connection, notice: Notice, decided: Iterable[Shared], way: Going, at: datetime
) -> None:
    """Record decisions on a notice that goes by another way than the line, or nowhere."""
    head = locked(connection)
    _Desk(connection, "", [notice]).require_alive(notice)
    rows = [
        _row(notice, one, head.egress + 1 + n, at, way.value if one.notice else "")
        for n, one in enumerate(decided)
    ]
    insert_rows(connection, line_egress, rows)
    head.egress += len(rows)
    moved(connection, head)


def record_at(
    connection: Connection,
    head: Head,
    notice: Notice,
    shared: Shared,
    at: datetime,
    stands: tuple[int, int],
) -> None:
    """Record a decision on what stands in a batch, at a place; the caller has the turn."""
    head.egress += 1
    way = Going.LINE.value if shared.notice else ""
    *row, _, _ = _row(notice, shared, head.egress, at, way)
    insert_rows(connection, line_egress, [(*row, *(stands if shared.notice else (0, 0)))])


class _Desk:
    """What has to be known of notices and peers before anything goes, asked for once."""

    def __init__(self, connection: Connection, node: str, notices: Sequence[Notice]) -> None:
        self._connection, self._node = connection, node
        self._stands = {
            origin: standings(connection, origin, ids)
            for origin, ids in by_group((one.origin, one.id) for one in notices).items()
        }
        query = select(line_peer.c.node, line_peer.c.closed)
        self._closed = {row.node: row.closed for row in connection.execute(query)}

    def require_alive(self, notice: Notice) -> None:
        if notice.withdrawn:
            raise ValueError(f"{notice.reference} is a withdrawal: withdraw it")
        found = self._stands[notice.origin].get(notice.id)
        gone = found.gone if found else None
        if gone in (Gone.WITHDRAWN, Gone.RECALLED):
            raise Withdrawn(f"{notice.reference} was {gone}: nobody is sent it any more")

    def slip(self, notice: Notice, shared: Shared, told: Sent) -> Slip | None:
        if shared.notice is None:
            return None
        copy = shared.notice
        if (copy.origin, copy.id, copy.version) != (notice.origin, notice.id, notice.version):
            raise ValueError(f"what was decided on for {shared.node} is another notice")
        try:
            item = self._item(notice, shared.node, copy)
        except ValueError as error:
            told.withheld.append((shared.node, notice.reference, str(error)))
            return None
        return Slip(
            payload=encoded(item),
            origin=notice.origin,
            id=notice.id,
            ends_on=day(copy.handling.retain_until),
        )

    def _item(self, notice: Notice, recipient: str, copy: Notice) -> Published:
        closed = self._closed.get(recipient)
        if closed is None:
            raise UnknownPeer(f"nobody called {recipient} is at the other end")
        if closed:
            raise ValueError("its line is closed")
        if notice.origin == self._node:
            return Published(notice=msgspec.msgpack.encode(copy))
        return published_again(self._connection, notice, copy)


def _row(notice: Notice, shared: Shared, number: int, at: datetime, way: str) -> tuple[object, ...]:
    return (
        number,
        to_microseconds(at),
        shared.node,
        notice.origin,
        notice.id,
        notice.version,
        shared.notice is not None,
        way,
        shared.policy,
        msgspec.json.encode(shared.decisions),
        0,
        0,
    )


_WAY = line_egress.c.keys().index("way")
