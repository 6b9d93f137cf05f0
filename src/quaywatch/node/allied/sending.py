"""Sends what is published to whom it may go now, and takes it back from whom it may not any more.

Decision, record of it and send are one transaction. Done again it does nothing: whoever was told
what holds now is not told again.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement, Life, Publication, Stage, Topic
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.line import Going, Line, Offer
from quaywatch.alliance.line.holding import standing
from quaywatch.alliance.line.sending import recipients_of
from quaywatch.alliance.matching import releases
from quaywatch.alliance.policy import Shared
from quaywatch.alliance.witness import Log
from quaywatch.ledger import Ledger
from quaywatch.ledger.line import line_egress
from quaywatch.node.allied import settled
from quaywatch.node.allied.audit.covering import cover_sharing, sent_of
from quaywatch.node.allied.gate import Gate

_EGRESS = line_egress.c


class Outcome(msgspec.Struct, kw_only=True):
    """What a round of sending came to."""

    sent: int = 0
    refused: int = 0
    recalled: int = 0
    withdrawn: int = 0

    @property
    def anything(self) -> bool:
        """Whether something stands in the log to a peer that was not there before."""
        return bool(self.sent or self.recalled or self.withdrawn)


class _Last(NamedTuple):
    version: int
    allowed: bool
    policy: str
    decisions: bytes


def send_out(
    ledger: Ledger,
    line: Line,
    gate: Gate,
    log: Log,
    now: Callable[[], datetime],
    names: Collection[str] | None = None,
) -> Outcome:
    """Bring every partner to what it may have now, of all that is published or of some notices.

    Every decision is an entry of the log of sharing, in the transaction that sends.
    """
    told = Outcome()
    with ledger.transaction() as transaction:
        connection = transaction.connection
        today = now().date()
        offers: list[Offer] = []
        released: list[tuple[Shared, str]] = []
        for life in _published(connection, names):
            published = life.last_in_force
            if not isinstance(published, Publication):
                continue
            if life.stage is Stage.ENDED:
                words = _withdraw(connection, line, gate, life, published.notice, now())
                told.withdrawn += words is not None
                released += [(one, life.history[-1].actor) for one in words or ()]
            else:
                offer = _offer(connection, line, gate, life, published, today, told)
                offers.extend(offer)
                released += [(one, life.confirmed_by) for each in offer for one in each.shared]
        if offers:
            line.publish(connection, offers)
        if offers or told.withdrawn:
            cover_sharing(connection, log, sent_of(released))
    if told.withdrawn:
        line.scrub()
    return told


def follow_peers(line: Line, lives: Collection[Life]) -> None:
    """Let the line know whom there are agreements with; of all others it is closed."""
    known = {peer.node: peer for peer in line.peers.all()}
    for life in lives:
        in_force = life.in_force
        peer = known.get(life.name)
        if isinstance(in_force, Agreement) and in_force.keys:
            if peer is None:
                line.peers.add(in_force.node, bytes.fromhex(in_force.keys[0]))
            line.peers.change(
                in_force.node,
                closed=False,
                address=in_force.address,
                certificate=in_force.certificate,
            )
        elif peer is not None and not peer.closed and in_force is None:
            line.peers.change(peer.node, closed=True)


def _published(connection: Connection, names: Collection[str] | None) -> list[Life]:
    if names is None:
        return settled.lives(connection, Topic.NOTICE)
    found = (settled.life(connection, Topic.NOTICE, name) for name in sorted(names))
    return [life for life in found if life is not None]


def _offer(
    connection: Connection,
    line: Line,
    gate: Gate,
    life: Life,
    published: Publication,
    today: date,
    told: Outcome,
) -> list[Offer]:
    """Return what of a notice is news to whom; recall it from whom it is for no more."""
    notice = published.notice
    last = _last(connection, notice)
    shared = gate.audience(connection, notice, line.node, today)
    if published.match_only:
        met = releases.released(connection, notice.reference)
        shared = [one for one in shared if one.node in met]
    if life.in_force is None:
        shared = [msgspec.structs.replace(one, notice=None) for one in shared]
    told_of = {one.node for one in shared}
    policy = gate.policy(connection).digest
    shared += [
        Shared(node=node, notice=None, decisions=(), policy=policy)
        for node in sorted(last.keys() - told_of)
    ]
    fresh = [one for one in shared if _news(last.get(one.node), notice, one)]
    had = set(recipients_of(connection, notice.origin, notice.id))
    for one in fresh:
        before = last.get(one.node)
        if one.notice is not None:
            told.sent += 1
            continue
        told.refused += 1
        if one.node in had and before is not None and before.allowed:
            reason = "it is not for this node any more"
            told.recalled += line.recall(connection, one.node, notice.id, reason)
    return [Offer(notice=notice, shared=fresh)] if fresh else []


def _news(last: _Last | None, notice: Notice, now: Shared) -> bool:
    """Say whether a decision is another than the last one on this notice for this partner."""
    if last is None:
        return True
    if last.version != notice.version or last.allowed != (now.notice is not None):
        return True
    return bool(now.decisions) and last.decisions != msgspec.json.encode(now.decisions)


def _last(connection: Connection, notice: Notice) -> dict[str, _Last]:
    query = (
        select(_EGRESS.partner, _EGRESS.version, _EGRESS.allowed, _EGRESS.policy, _EGRESS.decisions)
        .where(_EGRESS.origin == notice.origin, _EGRESS.id == notice.id)
        .where(_EGRESS.way.in_(("", Going.LINE.value)))
        .order_by(_EGRESS.number)
    )
    return {
        row.partner: _Last(row.version, row.allowed, row.policy, bytes(row.decisions))
        for row in connection.execute(query)
    }


def _withdraw(
    connection: Connection, line: Line, gate: Gate, life: Life, notice: Notice, now: datetime
) -> list[Shared] | None:
    """Take a notice back from everybody, once; return who may read why, None where it was done."""
    found = standing(connection, notice.origin, notice.id)
    if found is not None and found.gone:
        return None
    reason = life.history[-1].fact.reason or ""
    withdrawal = msgspec.structs.replace(
        notice,
        version=notice.version + 1,
        made_at=max(now, notice.made_at),
        body=Withdrawal(of=notice.kind, reason=reason),
        correction="",
    )
    words = _words(connection, line, gate, withdrawal, now.date())
    line.withdraw(connection, withdrawal, words)
    return words


def _words(
    connection: Connection, line: Line, gate: Gate, withdrawal: Notice, today: date
) -> list[Shared]:
    """Return what the policy says of who may read why it is withdrawn: who may have its notes now.

    Nobody where it may be passed on: who was given it by a partner gets the withdrawal as the
    partner got it, byte for byte, and is not asked about here.
    """
    if withdrawal.handling.onward:
        return []
    asked = [
        gate.ask(connection, withdrawal, node, line.node, today)
        for node in recipients_of(connection, withdrawal.origin, withdrawal.id)
    ]
    return [
        msgspec.structs.replace(one, notice=withdrawal if one.lets_read(withdrawal) else None)
        for one in asked
    ]
