"""Notices on their way out: nothing goes that was not decided on in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert

from quaywatch.alliance.exchange import Published, encoded
from quaywatch.alliance.line import sending
from quaywatch.alliance.line.holding import standing
from quaywatch.alliance.line.passing import published_again
from quaywatch.alliance.line.peers import UnknownPeer, peer_of
from quaywatch.alliance.line.rows import day, locked, moved
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.told import Gone, Offer, Sent
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared
from quaywatch.ledger.line import line_egress

BY_LINE = "line"


class Withdrawn(ValueError):  # noqa: N818 - the operator's word
    """What was taken back is sent to nobody."""


def publish(
    connection: Connection, node: str, offers: Sequence[Offer], key: Ed25519PrivateKey, at: datetime
) -> Sent:
    """Send what the policy allowed and record what it decided, allowed or not; see `Line`."""
    head = locked(connection)
    told = Sent()
    going: dict[str, list[tuple[Slip, int]]] = {}
    rows: list[dict[str, object]] = []
    for offer in offers:
        _require_alive(connection, offer.notice)
        for shared in offer.shared:
            row = _row(offer.notice, shared, head.egress + len(rows) + 1, at)
            slip = _slip(connection, node, offer.notice, shared, told)
            if slip is not None:
                going.setdefault(shared.node, []).append((slip, len(rows)))
            rows.append(row)
    for recipient in sorted(going):
        stands = sending.append(
            connection, node, recipient, [slip for slip, _ in going[recipient]], key, at
        )
        for (batch, place), (_, at_row) in zip(stands, going[recipient], strict=True):
            rows[at_row] |= {"batch": batch, "place": place, "way": BY_LINE}
        told.batches[recipient] = sorted({batch for batch, _ in stands})
    _record(connection, rows)
    head.egress += len(rows)
    moved(connection, head)
    return told


def record(
    connection: Connection, notice: Notice, decided: Iterable[Shared], way: str, at: datetime
) -> None:
    """Record decisions on a notice that goes by another way than the line, or nowhere."""
    head = locked(connection)
    _require_alive(connection, notice)
    rows = [_row(notice, one, head.egress + 1 + n, at) for n, one in enumerate(decided)]
    for row in rows:
        row["way"] = way if row["allowed"] else ""
    _record(connection, rows)
    head.egress += len(rows)
    moved(connection, head)


def _require_alive(connection: Connection, notice: Notice) -> None:
    if notice.withdrawn:
        raise ValueError(f"{notice.reference} is a withdrawal: withdraw it")
    found = standing(connection, notice.origin, notice.id)
    gone = found.gone if found else None
    if gone in (Gone.WITHDRAWN, Gone.RECALLED):
        raise Withdrawn(f"{notice.reference} was {gone}: nobody is sent it any more")


def _slip(
    connection: Connection, node: str, notice: Notice, shared: Shared, told: Sent
) -> Slip | None:
    if shared.notice is None:
        return None
    copy = shared.notice
    if (copy.origin, copy.id, copy.version) != (notice.origin, notice.id, notice.version):
        raise ValueError(f"what was decided on for {shared.node} is another notice")
    try:
        item = _item(connection, node, notice, shared.node, copy)
    except (UnknownPeer, ValueError) as error:
        told.withheld.append((shared.node, notice.reference, str(error)))
        return None
    return Slip(
        payload=encoded(item),
        origin=notice.origin,
        id=notice.id,
        ends_on=day(copy.handling.retain_until),
    )


def _item(
    connection: Connection, node: str, notice: Notice, recipient: str, copy: Notice
) -> Published:
    if peer_of(connection, recipient).closed:
        raise ValueError("its line is closed")
    if notice.origin == node:
        return Published(notice=msgspec.msgpack.encode(copy))
    return published_again(connection, notice, copy)


def _row(notice: Notice, shared: Shared, number: int, at: datetime) -> dict[str, object]:
    return {
        "number": number,
        "at": at,
        "partner": shared.node,
        "origin": notice.origin,
        "id": notice.id,
        "version": notice.version,
        "allowed": shared.notice is not None,
        "way": "",
        "policy": shared.policy,
        "decisions": msgspec.json.encode(shared.decisions),
        "batch": 0,
        "place": 0,
    }


def _record(connection: Connection, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(line_egress), rows)
