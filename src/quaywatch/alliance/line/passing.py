"""Passing on what others wrote, byte for byte, with the proof that they did."""

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance.exchange import OriginProof, Published, origin_proof
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line.holding import standing
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_arrival, line_taken

_HASH = 32


def published_again(connection: Connection, notice: Notice, copy: Notice) -> Published:
    """Return the item that passes a notice of somebody else on.

    Raises:
        ValueError: it is not held in this version, its originator keeps it to the node, or the
            policy allows a part of it alone: what is signed goes whole or not at all.

    """
    found = standing(connection, notice.origin, notice.id)
    if found is None or found.gone or found.version != notice.version:
        raise ValueError("it is not held in this version")
    item = _item(connection, found.arrival)
    said = notice_in(item)
    if not said.handling.onward:
        raise ValueError(f"{notice.origin} did not allow it to be passed on")
    if copy != said:
        raise ValueError("a part of what somebody else signed cannot be passed on")
    return item


def proven(connection: Connection, sender: str, batch: int, place: int) -> OriginProof:
    """Return the proof that a payload was in a batch that was taken."""
    row = connection.execute(
        select(line_taken.c.header, line_taken.c.signature, line_taken.c.leaves).where(
            line_taken.c.sender == sender, line_taken.c.number == batch
        )
    ).one()
    leaves = [row.leaves[at : at + _HASH] for at in range(0, len(row.leaves), _HASH)]
    return origin_proof(row.header, row.signature, leaves, place)


def proof(connection: Connection, origin: str, id_: str) -> OriginProof | None:
    """Return the originator's signature over a notice that is held."""
    found = standing(connection, origin, id_)
    if found is None or found.gone or not found.arrival:
        return None
    return _item(connection, found.arrival).proof


def _item(connection: Connection, arrival: int) -> Published:
    row = connection.execute(select(line_arrival).where(line_arrival.c.number == arrival)).one()
    item = decoded(row.payload)
    assert isinstance(item, Published)  # noqa: S101 - nothing else is stored there
    if item.proof is not None:
        return item
    return msgspec.structs.replace(item, proof=proven(connection, row.sender, row.batch, row.place))
