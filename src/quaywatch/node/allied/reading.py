"""What people see of notices: those held, who saw them, to whom they went and why not to others."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.alliance import Notice, Tlp
from quaywatch.alliance.policy import Decision
from quaywatch.alliance.weighing import Weights, sought
from quaywatch.ledger.line import line_egress, line_peer, line_receipt, line_taken
from quaywatch.node import schema
from quaywatch.node.allied.finding import find
from quaywatch.node.allied.hearing import until
from quaywatch.node.among import AnyRow
from quaywatch.node.instants import restored

_TABLE, _LOOKS = schema.ally_notice, schema.ally_look.c
_NOTICES = msgspec.json.Decoder(Notice)
_DECISIONS = msgspec.json.Decoder(tuple[Decision, ...])
SHOWN = 200


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as it stands here; of one that is gone the tombstone."""

    name: str
    version: int
    kind: str
    sender: str
    own: bool
    gone: str
    came_at: datetime
    until_at: datetime | None
    strength: float
    ranks: bool
    notice: Notice | None


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody opened it."""

    actor: str
    at: datetime


class Went(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on whether it goes to a partner."""

    number: int
    at: datetime
    name: str
    """Of the notice."""
    partner: str
    version: int
    allowed: bool
    way: str
    policy: str
    decisions: tuple[Decision, ...]
    deleted_at: datetime | None
    """When the partner says to have deleted it."""


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """The line to one node: how far it has come each way."""

    node: str
    address: str
    closed: bool
    sent: int
    acknowledged: int
    taken: int
    last_at: datetime | None
    """When something last came from there."""

    @property
    def lag(self) -> int:
        """Batches that it is not known to have taken."""
        return self.sent - self.acknowledged


def standing(connection: Connection, name: str) -> Standing | None:
    """Return one notice."""
    row = connection.execute(select(_TABLE).where(_TABLE.c.name == name)).first()
    return None if row is None else _standing(row)


def inbox(
    connection: Connection, *, kind: str = "", own: bool = False, offset: int = 0
) -> tuple[list[Standing], int]:
    """Return notices of others (or one's own), newest first, and how many there are."""
    chosen = _TABLE.c.own == int(own)
    if kind:
        chosen &= _TABLE.c.kind == kind
    query = select(_TABLE).where(chosen).order_by(_TABLE.c.came_at.desc(), _TABLE.c.name)
    total = connection.scalar(select(func.count()).select_from(_TABLE).where(chosen)) or 0
    rows = connection.execute(query.offset(max(offset, 0)).limit(SHOWN)).all()
    return [_standing(row) for row in rows], total


def held(connection: Connection) -> list[Notice]:
    """Return every notice that is here and not gone, one's own too, at its last version."""
    rows = connection.execute(select(_TABLE).order_by(_TABLE.c.name))
    return [notice for row in rows if (notice := _standing(row).notice) is not None]


def veiled(one: Standing) -> Standing:
    """Leave of what is for the persons addressed alone that there is something."""
    if one.notice is None or one.own or one.notice.handling.tlp is not Tlp.RED:
        return one
    return msgspec.structs.replace(one, notice=None, kind="", sender="", name="", until_at=None)


def looks(connection: Connection, name: str) -> list[Looked]:
    """Return who opened a notice, first to last."""
    query = select(_LOOKS.actor, _LOOKS.at).where(_LOOKS.name == name).order_by(_LOOKS.position)
    return [
        Looked(actor=row.actor, at=at)
        for row in connection.execute(query)
        if (at := restored(row.at)) is not None
    ]


def went(connection: Connection, name: str = "", before: int = 0) -> list[Went]:
    """Return decisions, the last first: on one notice, or on all."""
    table = line_egress.c
    query = select(line_egress, line_receipt.c.deleted_at.label("deleted_at")).outerjoin(
        line_receipt,
        (line_receipt.c.holder == table.partner)
        & (line_receipt.c.origin == table.origin)
        & (line_receipt.c.id == table.id),
    )
    if name:
        origin, _, notice_id = name.partition("/")
        query = query.where(table.origin == origin, table.id == notice_id)
    if before:
        query = query.where(table.number < before)
    return [
        Went(
            number=row.number,
            at=row.at,
            name=f"{row.origin}/{row.id}",
            partner=row.partner,
            version=row.version,
            allowed=row.allowed,
            way=row.way,
            policy=row.policy,
            decisions=_DECISIONS.decode(row.decisions),
            deleted_at=row.deleted_at,
        )
        for row in connection.execute(query.order_by(table.number.desc()).limit(SHOWN))
    ]


def boxes(connection: Connection, one: Standing, limit: int = 50) -> list[AnyRow]:
    """Return the boxes on the list that a notice raises, those of the highest risk first."""
    if one.notice is None or not one.ranks:
        return []
    names = find(connection, sought(one.notice.body), Weights.load().shared_by).names
    box = schema.box.c
    query = (
        select(box.box_id, box.equipment_number, box.probability, box.prior, box.reasons)
        .where(box.consignment_id.in_(sorted(names)), schema.LISTED)
        .order_by(box.probability.desc(), box.box_id)
    )
    mark = one.name.encode()
    rows = [row for row in connection.execute(query) if mark in bytes(row.reasons)]
    return rows[:limit]


def peers(connection: Connection) -> list[Peer]:
    """Return the lines to other nodes, by name."""
    last = (
        select(func.max(line_taken.c.taken_at))
        .where(line_taken.c.sender == line_peer.c.node)
        .scalar_subquery()
    )
    query = select(line_peer, last.label("last_at")).order_by(line_peer.c.node)
    return [
        Peer(
            node=row.node,
            address=row.address,
            closed=bool(row.closed),
            sent=row.sent,
            acknowledged=row.acknowledged,
            taken=row.taken,
            last_at=row.last_at,
        )
        for row in connection.execute(query)
    ]


def _standing(row: AnyRow) -> Standing:
    came_at = restored(row.came_at)
    assert came_at is not None  # noqa: S101 - every row has one
    notice = _NOTICES.decode(row.notice) if row.notice else None
    return Standing(
        name=row.name,
        version=row.version,
        kind=row.kind,
        sender=row.sender,
        own=bool(row.own),
        gone=row.gone,
        came_at=came_at,
        until_at=None if notice is None else until(notice),
        strength=row.strength,
        ranks=bool(row.ranks),
        notice=notice,
    )
