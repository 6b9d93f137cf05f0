"""Takes what came over the line into the node's own order of things, and lets it fade."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.weighing import Weights
from quaywatch.ledger.line import line_arrival
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.allied.facts import CAME, WEIGHED, AllCame, Came, Weighed
from quaywatch.node.allied.hearing import worth
from quaywatch.node.allied.inquiring import heard
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.instants import stored

TOGETHER = 500
"""Arrivals that are folded in one event at the most."""
STEP = 0.02
"""By how much the worth of a notice has to have moved before boxes are weighed again."""
EVERY = timedelta(hours=6)

_HELD = schema.ally_notice.c
_NOTICES = msgspec.json.Decoder(Notice)
_CAME = msgspec.json.Decoder(AllCame)


def came(connection: Connection, now: datetime) -> list[Draft]:
    """Return an event of what came over the line since the last one; nothing where nothing did.

    What it means for requests comes with it.
    """
    query = (
        select(line_arrival)
        .where(line_arrival.c.number > folded(connection))
        .order_by(line_arrival.c.number)
        .limit(TOGETHER)
    )
    arrivals = tuple(
        Came(
            arrival=row.number,
            what=row.what,
            origin=row.origin,
            id=row.id,
            version=row.version,
            sender=row.sender,
        )
        for row in connection.execute(query)
    )
    if not arrivals:
        return []
    said = AllCame(arrivals=arrivals)
    key = sha256(f"{CAME}/{arrivals[0].arrival}".encode()).hexdigest()
    told = draft(CAME, said, key=key, actor=arrivals[-1].sender, known_at=now)
    return [told, *(Draft(event=event) for event in heard(connection, arrivals, now))]


def gone(drafts: Iterable[Draft]) -> bool:
    """Say whether anything that was held here went among what came."""
    every = (_CAME.decode(one.event.payload) for one in drafts if one.event.kind == CAME)
    return any(one.what != "notice" for said in every for one in said.arrivals)


def folded(connection: Connection) -> int:
    """Return the number of the last arrival that the ledger knows of."""
    query = (
        select(event.c.payload)
        .where(event.c.kind == CAME)
        .order_by(event.c.position.desc())
        .limit(1)
    )
    payload = connection.scalar(query)
    return 0 if payload is None else _CAME.decode(payload).arrivals[-1].arrival


def faded(connection: Connection, now: datetime) -> list[Draft]:
    """Return an event of the notices that are worth another amount now; nothing where none is."""
    query = select(_HELD.name, _HELD.strength, _HELD.until_at, _HELD.notice).where(_HELD.ranks == 1)
    moved: dict[str, float] = {}
    weights = Weights.load()
    for row in connection.execute(query.order_by(_HELD.name)):
        notice = _NOTICES.decode(row.notice)
        spoken = _about(connection, notice.reference)
        value = worth(notice, spoken, now, weights)
        over = row.until_at <= stored(now)
        if over or abs(value - row.strength) >= STEP:
            moved[row.name] = value
    if not moved:
        return []
    key = f"{WEIGHED}/{secrets.token_hex(16)}"
    return [draft(WEIGHED, Weighed(strengths=moved), key=key, actor="", known_at=now)]


def _about(connection: Connection, reference: str) -> list[Notice]:
    query = select(_HELD.notice).where(_HELD.about == reference).order_by(_HELD.name)
    return [_NOTICES.decode(data) for data in connection.scalars(query) if data]
