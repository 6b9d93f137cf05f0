"""Passing on what others wrote, byte for byte, with the proof that they did."""

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.exchange import OriginProof, Published, origin_proof
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line.holding import arrived, standing, taken
from quaywatch.alliance.notice import Notice


def published_again(connection: Connection, notice: Notice, copy: Notice) -> Published:
    """Return the item that passes a notice of somebody else on.

    Raises:
        ValueError: it is not held in this version, its originator keeps it to the node, or the
            policy allows a part of it alone: what is signed goes whole or not at all.

    """
    found = standing(connection, notice.origin, notice.id)
    if found is None or found.gone or found.version != notice.version:
        raise ValueError("it is not held in this version")
    if found.unsigned:
        raise ValueError(f"nothing proves that {notice.origin} wrote it")
    item = _item(connection, found.arrival)
    said = notice_in(item)
    if not said.handling.onward:
        raise ValueError(f"{notice.origin} did not allow it to be passed on")
    if copy != said:
        raise ValueError("a part of what somebody else signed cannot be passed on")
    return item


def proven(connection: Connection, sender: str, batch: int, place: int) -> OriginProof:
    """Return the proof that a payload was in a batch that was taken."""
    found = taken(connection, sender, batch)
    return origin_proof(found.header, found.signature, found.leaves(), place)


def proof(connection: Connection, origin: str, id_: str) -> OriginProof | None:
    """Return the originator's signature over a notice that is held."""
    found = standing(connection, origin, id_)
    if found is None or found.gone or not found.arrival or found.unsigned:
        return None
    return _item(connection, found.arrival).proof


def _item(connection: Connection, arrival: int) -> Published:
    found = arrived(connection, arrival)
    item = decoded(found.payload)
    assert isinstance(item, Published)  # noqa: S101 - nothing else is held
    if item.proof is not None:
        return item
    batch = found.batch
    proof = origin_proof(batch.header, batch.signature, batch.leaves(), found.place)
    return msgspec.structs.replace(item, proof=proof)
