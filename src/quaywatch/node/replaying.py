"""The past once more: what a node thought of a box when it knew what it knew then.

The events up to a position are laid into a ledger of their own, whose hash chain must come to the
same link, and all tables are derived from them anew. If the checks, rules and model of then are
those of now, every assessment comes out to the byte; the plan of the day holds its digest.
"""

from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from quaywatch.ledger import Event, Ledger, LedgerError, Recorded
from quaywatch.node.assessed import Assessed, assessments
from quaywatch.node.errors import UnknownBox
from quaywatch.node.facts import PLANNED, Plan
from quaywatch.node.node import Node

_AT_ONCE = 500
_PLANS = msgspec.json.Decoder(Plan)


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What the node thought of a box after the event at `position`."""

    box_id: str
    position: int
    chain: str
    """Link of the hash chain at that event, in hexadecimal: the past is the same past."""
    assessed: Assessed
    recorded: str | None = None
    """Digest of the assessment as the day's plan recorded it, if it picked the box."""

    @property
    def same(self) -> bool | None:
        """Whether it is what was recorded; None when nothing was."""
        return None if self.recorded is None else self.recorded == self.assessed.digest


def replay(where: str, box_id: str, *, actor: str, position: int | None = None) -> Replayed:
    """Return what the node at `where` thought of a box after the event at `position`.

    Without `position`, when the last plan picked the box, and if none did, now. That `actor`
    looked is on the ledger before. The copy lies in a temporary folder for as long as this takes,
    which is as long as deriving all tables anew.

    Raises:
        UnknownBox: there is no such box, or there was none then.
        LedgerError: the events do not come to the chain's link any more.

    """
    with Node.open(where) as node, TemporaryDirectory(prefix="quaywatch-replay-") as folder:
        node.dossier(box_id, actor)
        plan = _plan_of(node.ledger, box_id)
        if position is None:
            position = node.ledger.head().position if plan is None else plan.position
        copied = Path(folder) / "node.sqlite"
        chain = _copy(node.ledger, position, copied)
        with Node.open(copied, rulebook=node.rulebook) as again:
            found = _assessed(again.ledger, box_id)
    if found is None:
        raise UnknownBox(f"there was no box {box_id!r} up to event {position}")
    recorded = plan.digests.get(box_id) if plan and plan.position == position else None
    return Replayed(
        box_id=box_id, position=position, chain=chain, assessed=found, recorded=recorded
    )


class _Planned(msgspec.Struct, frozen=True):
    position: int
    """The last event that was known when the plan was made."""
    digests: dict[str, str]


def _plan_of(ledger: Ledger, box_id: str) -> _Planned | None:
    """Return the last plan that picked a box."""
    found: _Planned | None = None
    for recorded in _events(ledger, (PLANNED,)):
        plan = _PLANS.decode(recorded.payload)
        if box_id in plan.picked:
            found = _Planned(recorded.position - 1, plan.assessed)
    return found


def _copy(ledger: Ledger, position: int, where: Path) -> str:
    """Lay the events up to `position` into a ledger of their own; return the chain's link."""
    known = takewhile(lambda recorded: recorded.position <= position, _events(ledger))
    last: Recorded | None = None
    with Ledger.open(where) as copied:
        while batch := list(islice(known, _AT_ONCE)):
            last = batch[-1]
            copied.append(_event(ledger, recorded) for recorded in batch)
        link = copied.head().hash
    if last is not None and link != last.hash:
        raise LedgerError(f"the events up to {last.position} do not come to the chain's link")
    return link.hex()


def _assessed(ledger: Ledger, box_id: str) -> Assessed | None:
    with ledger.engine.connect() as connection:
        return assessments(connection, {box_id}).get(box_id)


def _events(ledger: Ledger, kinds: tuple[str, ...] | None = None) -> Iterator[Recorded]:
    after = 0
    while recorded := ledger.read(after, _AT_ONCE, kinds):
        yield from recorded
        after = recorded[-1].position


def _event(ledger: Ledger, recorded: Recorded) -> Event:
    original = None if recorded.original_digest is None else ledger.original(recorded.position)
    return Event(
        kind=recorded.kind,
        payload=recorded.payload,
        known_at=recorded.known_at,
        key=recorded.key,
        actor=recorded.actor,
        stream=recorded.stream,
        version=recorded.version,
        original=original,
    )
