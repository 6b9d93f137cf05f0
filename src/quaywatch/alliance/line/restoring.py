"""A node that was restored from a backup: how it knows, and how it goes on.

What it sent since the backup is lost here and stands with its peers. Its numbers must not be used
again for something else, so the batches come back from whoever took them, and what was made here
meanwhile follows them, in a new epoch.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, insert, select, update

from quaywatch.alliance.exchange import BadBatch, Batch, Fault, Header, KeyChange, Published, opened
from quaywatch.alliance.exchange.batch import NOTHING
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line import sending
from quaywatch.alliance.line.holding import standing
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.line.rows import day, insert_rows, locked, moved
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.sheet import Sheet
from quaywatch.alliance.line.told import Gone
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import (
    line_egress,
    line_head,
    line_key,
    line_peer,
    line_sent,
    line_sent_notice,
)


class Recovered(msgspec.Struct, kw_only=True):
    """What came back from a peer."""

    batches: int = 0
    notices: list[Notice] = []
    """Own notices that were sent since the backup, at the version that went."""
    withdrawn: list[str] = []
    """Ids of own notices that were taken back since."""
    again: int = 0
    """Payloads made here that follow in the new epoch."""


class _Local(msgspec.Struct, frozen=True):
    """A payload that was never taken by its recipient."""

    slip: Slip
    egress: tuple[int, ...]
    """Numbers of the decisions that let it go."""


def follows(connection: Connection, recipient: str, number: int, digest: bytes) -> bool:
    """Say whether what a peer took last is what was sent to it under that number."""
    return _digest(connection, recipient, number) == digest


def behind(
    connection: Connection, node: str, peer: str, bodies: Sequence[bytes], keys: Collection[bytes]
) -> str:
    """Say by which batch a peer shows that this node forgot something; empty where none does."""
    for body in bodies:
        try:
            batch, header = _own(body, node, peer, keys)
        except BadBatch:
            continue
        if _digest(connection, peer, header.number) != batch.digest:
            return f"{peer} shows batch {header.number}, which was signed here and is not known"
    return ""


def stop(connection: Connection, why: str) -> None:
    """Take and send nothing until `restored`; the first reason stays."""
    locked(connection)
    first = line_head.c.behind == ""
    connection.execute(update(line_head).where(first).values(behind=why))


def restored(
    connection: Connection,
    node: str,
    told: Mapping[str, tuple[int, Sequence[bytes]]],
    keys: Collection[bytes],
    epoch: int,
    at: datetime,
) -> tuple[dict[str, Recovered], dict[str, list[_Local]]]:
    """Put back what peers still have of this node, and begin an epoch.

    Args:
        connection: of a transaction in which what has to follow is appended, too.
        node: this node.
        told: by peer, a number that is known here, and all own batches behind it that it took.
        keys: what this node ever signed with.
        epoch: the one that begins; every peer knows it already.
        at: now.

    Returns what came back, and what was never taken and has to follow, by peer.

    Raises:
        BadBatch: what a peer gave back is not one chain that this node signed, or the key was
            changed here meanwhile.
        ValueError: a key that peers were told of is lost.

    """
    locked(connection)
    recovered = {peer: Recovered() for peer in told}
    local: dict[str, list[_Local]] = {}
    for peer, (after, bodies) in sorted(told.items()):
        read = [_own(body, node, peer, keys) for body in bodies]
        local[peer] = _back(connection, peer, after, read)
        for (batch, header), body in zip(read, bodies, strict=True):
            if _digest(connection, peer, header.number) is None:
                _put(connection, peer, batch, header, body)
                recovered[peer].batches += 1
                _recount(connection, node, peer, batch, header.number, recovered[peer], keys, at)
    gone = sorted({id_ for one in recovered.values() for id_ in one.withdrawn})
    _bury(connection, node, gone, at)
    connection.execute(update(line_head).values(epoch=epoch, behind=""))
    return recovered, local


def alive(connection: Connection, local: Sequence[_Local]) -> list[_Local]:
    """Return what may still go: nothing that was taken back meanwhile."""
    found: list[_Local] = []
    for one in local:
        stands = standing(connection, one.slip.origin, one.slip.id) if one.slip.id else None
        if stands is None or stands.gone is not Gone.WITHDRAWN:
            found.append(one)
    return found


def moved_to(
    connection: Connection, local: Sequence[_Local], stands: Sequence[tuple[int, int]]
) -> None:
    """Let the decisions that let payloads go name the places where these stand now."""
    for one, (batch, place) in zip(local, stands, strict=True):
        for number in one.egress:
            mine = line_egress.c.number == number
            connection.execute(update(line_egress).where(mine).values(batch=batch, place=place))


def _back(
    connection: Connection,
    peer: str,
    after: int,
    read: Sequence[tuple[Batch, Header]],
) -> list[_Local]:
    """Make room in the log to a peer for what the peer took; return what stood there."""
    first, previous = after + 1, _digest(connection, peer, after)
    for number, (batch, header) in enumerate(read, first):
        if header.number != number or header.previous != previous:
            raise BadBatch(Fault.CHAIN, f"{peer} gives back batch {header.number} out of its chain")
        previous = batch.digest
    known = {number: _digest(connection, peer, number) for number, _ in enumerate(read, first)}
    same = 0
    while same < len(read) and known[first + same] == read[same][0].digest:
        same += 1
    connection.execute(
        update(line_peer)
        .where(line_peer.c.node == peer)
        .values(sent=after + len(read), sent_digest=previous)
    )
    return _taken_out(connection, peer, first + same)


def _own(body: bytes, node: str, peer: str, keys: Collection[bytes]) -> tuple[Batch, Header]:
    """Return a batch that this node signed for a peer; raises BadBatch."""
    batch = unpacked(body)
    for public in keys:
        try:
            header = opened(batch, Ed25519PublicKey.from_public_bytes(public))
        except BadBatch as error:
            if error.fault is Fault.SIGNATURE:
                continue
            raise
        if (header.sender, header.recipient) != (node, peer):
            raise BadBatch(Fault.SENDER, f"it went from {header.sender} to {header.recipient}")
        return batch, header
    raise BadBatch(Fault.SIGNATURE, "no key of this node signed it")


def _digest(connection: Connection, recipient: str, number: int) -> bytes | None:
    if number == 0:
        return NOTHING
    row = line_sent.c
    mine = (row.recipient == recipient) & (row.number == number)
    return connection.scalar(select(row.digest).where(mine))


def _taken_out(connection: Connection, peer: str, cut: int) -> list[_Local]:
    """Take the own batches from a number on out of the log, and return what they held."""
    mine = (line_sent.c.recipient == peer) & (line_sent.c.number >= cut)
    stood = line_sent_notice.c
    of_peer = (stood.recipient == peer) & (stood.batch >= cut)
    named = {
        (row.batch, row.place): row
        for row in connection.execute(select(line_sent_notice).where(of_peer))
    }
    decided: dict[tuple[int, int], list[int]] = {}
    here = line_egress.c
    let = select(here.number, here.batch, here.place).where(here.partner == peer, here.batch >= cut)
    for row in connection.execute(let):
        decided.setdefault((row.batch, row.place), []).append(row.number)
    local: list[_Local] = []
    query = select(line_sent.c.number, line_sent.c.body).where(mine).order_by(line_sent.c.number)
    for number, body in connection.execute(query).all():
        for place, payload in enumerate(unpacked(body).payloads):
            if not payload:
                continue
            if isinstance(decoded(payload), KeyChange):
                raise BadBatch(Fault.CHAIN, "the key was changed after the backup was put back")
            row = named.get((number, place))
            slip = Slip(payload=payload)
            if row is not None:
                slip = Slip(payload=payload, origin=row.origin, id=row.id, ends_on=row.ends_on)
            local.append(_Local(slip, tuple(decided.get((number, place), ()))))
    connection.execute(delete(line_sent).where(mine))
    connection.execute(delete(line_sent_notice).where(of_peer))
    return local


def _put(connection: Connection, peer: str, batch: Batch, header: Header, body: bytes) -> None:
    connection.execute(
        insert(line_sent).values(
            recipient=peer,
            number=header.number,
            digest=batch.digest,
            body=body,
            made_at=header.made_at,
        )
    )


def _recount(
    connection: Connection,
    node: str,
    peer: str,
    batch: Batch,
    number: int,
    told: Recovered,
    keys: Collection[bytes],
    at: datetime,
) -> None:
    """Note what has to be known of a batch to take its notices back one day."""
    rows: list[tuple[object, ...]] = []
    for place, payload in enumerate(batch.payloads):
        item = decoded(payload) if payload else None
        if isinstance(item, KeyChange):
            _key_changed(connection, item.public, keys, at)
        if not isinstance(item, Published):
            continue
        notice = notice_in(item)
        if notice.withdrawn:
            if notice.origin == node:
                told.withdrawn.append(notice.id)
            continue
        if notice.origin == node:
            told.notices.append(notice)
        ends = day(notice.handling.retain_until)
        rows.append((notice.origin, notice.id, peer, number, place, ends))
    insert_rows(connection, line_sent_notice, rows)


def _key_changed(
    connection: Connection, public: bytes, keys: Collection[bytes], at: datetime
) -> None:
    """Sign with the key that peers were told of since the backup."""
    if public not in keys:
        raise ValueError("the signing key was changed after the backup: put its file back")
    here = line_key.c
    if connection.scalar(select(here.public).where(here.public == public)) is None:
        connection.execute(update(line_key).where(here.until.is_(None)).values(until=at))
        connection.execute(insert(line_key).values(public=public, since=at))


def _bury(connection: Connection, node: str, ids: Sequence[str], at: datetime) -> None:
    """Leave the tombstones that were lost: nobody is sent what was taken back."""
    head = locked(connection)
    sheet = Sheet(connection, {node: ids}, head.arrivals, at)
    for id_ in ids:
        before = sheet.get((node, id_))
        if before is None or before.gone is not Gone.WITHDRAWN:
            sheet.gone((node, id_), Gone.WITHDRAWN, node, 0, 0)
        sending.take_out(connection, node, id_)
    sheet.write()
    head.arrivals = sheet.last
    moved(connection, head)
