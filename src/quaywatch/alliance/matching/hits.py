"""What matched, at who asked: an officer looks at it before the other side hears of it.

As Prüm II has it for police records (Reg. (EU) 2024/982): the machine says hit or no hit, who asked
confirms the hit by hand, and who holds decides by hand what is told (`releases`).
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.matching import schema
from quaywatch.alliance.matching.items import Item, Sort
from quaywatch.alliance.matching.messages import Epoch, Release, ReleaseRequest


class State(StrEnum):
    """How far a match has come, at who asked."""

    FOUND = "found"
    DISMISSED = "dismissed"
    """An officer sees no reason to ask further; the other side never hears of it."""
    REQUESTED = "requested"
    RELEASED = "released"
    REFUSED = "refused"


class NotNow(ValueError):  # noqa: N818 - the officer's word
    """A step that the state of a match or of a request does not allow, or not to this person."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A match, at who asked."""

    id: str
    owner: str
    item: Item
    found_at: datetime
    state: State
    officer: str
    note: str
    notices: tuple[str, ...]


def found(connection: Connection, epoch: Epoch, items: Iterable[Item], at: datetime) -> None:
    """Write matches down, each once an epoch."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [
        {
            "id": sha256(epoch.said + item.said).hexdigest()[:32],
            "owner": epoch.owner,
            "epoch": epoch.id,
            "sort": item.sort.value,
            "value": item.value,
            "found_at": at,
            "state": State.FOUND.value,
            "officer": "",
            "note": "",
            "notices": msgspec.msgpack.encode(()),
        }
        for item in items
    ]
    if rows:
        connection.execute(made(schema.hit).on_conflict_do_nothing(), rows)


def hits(connection: Connection, state: State | None = None) -> list[Hit]:
    """Return the matches, or those in a state, oldest first."""
    query = select(schema.hit).order_by(schema.hit.c.found_at, schema.hit.c.id)
    if state is not None:
        query = query.where(schema.hit.c.state == state.value)
    return [_hit(row) for row in connection.execute(query)]


def dismiss(connection: Connection, name: str, officer: str, note: str, at: datetime) -> None:
    """Leave a match alone; raises NotNow."""
    _step(connection, name, (State.FOUND,), State.DISMISSED, at, officer=officer, note=note)


def confirm(
    connection: Connection, name: str, officer: str, reason: str, at: datetime
) -> ReleaseRequest:
    """Have an officer ask for what is behind a match; return what goes to the owner.

    Raises:
        NotNow: it is not waiting for anybody, or nobody is named, or no reason is.

    """
    if not reason.strip():
        raise NotNow("the other side decides by the reason: it cannot be left out")
    step = {"officer": officer, "note": reason}
    row = _step(connection, name, (State.FOUND,), State.REQUESTED, at, **step)
    return _request(connection, row, reason)


def requested(connection: Connection, owner: str) -> list[ReleaseRequest]:
    """Return what an owner was asked and has not decided: to be handed over, and over again."""
    made = schema.hit.c
    where = made.owner == owner, made.state == State.REQUESTED.value
    query = select(schema.hit).where(*where).order_by(made.found_at, made.id)
    return [_request(connection, row, row.note) for row in connection.execute(query).all()]


def told(connection: Connection, owner: str, release: Release, at: datetime) -> None:
    """Write down what became of a request; raises NotNow on one that this owner was not sent."""
    row = connection.execute(select(schema.hit).where(schema.hit.c.id == release.id)).first()
    if row is None or row.owner != owner:
        raise NotNow(f"{owner} was not asked that")
    state = State.RELEASED if release.agreed else State.REFUSED
    notices = msgspec.msgpack.encode(release.notices)
    _step(connection, release.id, (State.REQUESTED,), state, at, officer=row.officer,
          note=row.note, notices=notices)  # fmt: skip


def _step(
    connection: Connection,
    name: str,
    before: tuple[State, ...],
    after: State,
    at: datetime,
    **values: object,
) -> Row[tuple[object, ...]]:
    made = schema.hit
    row = connection.execute(select(made).where(made.c.id == name).with_for_update()).first()
    if row is None or State(row.state) not in before:
        raise NotNow("that match is not waiting for this")
    if not values.get("officer"):
        raise NotNow("somebody has to answer for it by name")
    changed = {"state": after.value, "decided_at": at, **values}
    connection.execute(update(made).where(made.c.id == name).values(changed))
    return row


def _request(connection: Connection, row: Row[tuple[object, ...]], reason: str) -> ReleaseRequest:
    made = schema.output.c
    fingerprint = connection.scalar(
        select(made.fingerprint).where(
            made.epoch == row.epoch, made.sort == row.sort, made.value == row.value
        )
    )
    return ReleaseRequest(
        id=row.id,
        epoch=row.epoch,
        said=Item(Sort(row.sort), row.value).said,
        fingerprint=fingerprint or b"",
        reason=reason,
    )


def _hit(row: Row[tuple[object, ...]]) -> Hit:
    return Hit(
        id=row.id,
        owner=row.owner,
        item=Item(Sort(row.sort), row.value),
        found_at=row.found_at,
        state=State(row.state),
        officer=row.officer,
        note=row.note,
        notices=msgspec.msgpack.decode(row.notices, type=tuple[str, ...]),
    )
