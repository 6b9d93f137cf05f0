"""Every decision on what goes out, as an entry of the node's log of sharing."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, Row, select

from quaywatch.alliance.policy import Decision, Shared
from quaywatch.alliance.witness import Log
from quaywatch.alliance.witness.decisions import Decided, encoded
from quaywatch.ledger.line import line_egress

_DECISIONS = msgspec.json.Decoder(tuple[Decision, ...])
_PAGE = 20_000
Sent = Mapping[tuple[str, str, int], tuple[bytes, str]]
"""By partner, id and version of the notice: digest of the copy that went, and who released it."""


def cover_sharing(connection: Connection, log: Log, sent: Sent | None = None) -> int:
    """Bring the log over all decisions that are written down; return how many were added.

    Entry n is decision n + 1. Called in the transaction that sends: what it adds then knows which
    copy went and who released it.
    """
    added = 0
    while True:
        row = line_egress.c
        query = select(line_egress).where(row.number > log.size(connection))
        rows = connection.execute(query.order_by(row.number).limit(_PAGE)).all()
        if not rows:
            return added
        log.append(connection, encoded(_entry(one, sent or {}) for one in rows))
        added += len(rows)


def sent_of(copies: Iterable[tuple[Shared, str]]) -> Sent:
    """Return what went of what the policy said, with who released it."""
    return {
        (one.node, one.notice.id, one.notice.version): (
            sha256(msgspec.msgpack.encode(one.notice)).digest(),
            officer,
        )
        for one, officer in copies
        if one.notice is not None
    }


def _entry(row: Row[tuple[object, ...]], sent: Sent) -> Decided:
    decisions = _DECISIONS.decode(row.decisions)
    copy, officer = sent.get((row.partner, row.id, row.version), (b"", ""))
    return Decided(
        at=row.at,
        partner=row.partner,
        origin=row.origin,
        notice=row.id,
        version=row.version,
        policy=row.policy,
        allowed=_said(decisions, allowed=True),
        denied=_said(decisions, allowed=False),
        sent=copy if row.allowed else b"",
        officer=officer if row.allowed else "",
    )


def _said(decisions: Iterable[Decision], *, allowed: bool) -> tuple[str, ...]:
    return tuple(
        f"{one.category}/{one.purpose} {' '.join(one.rules)}"
        for one in decisions
        if one.allowed is allowed
    )
