"""The side that asks: fetches tables, commits, asks within its ration, opens, and asks further."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from quaywatch.alliance.accords import Terms
from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.matching import (
    Answer,
    Asker,
    BadSegment,
    Epoch,
    Fork,
    Item,
    Quota,
    Segment,
    Sort,
    Telling,
    hits,
    schema,
    wire,
)
from quaywatch.alliance.matching.store import last_segment
from quaywatch.alliance.matching.table import padded
from quaywatch.alliance.transport import Client
from quaywatch.node.allied.matching.base import Base
from quaywatch.node.allied.matching.facts import (
    MATCH_ALARM,
    MATCH_ASKED,
    MATCH_STEP,
    MatchAlarm,
    MatchAsked,
    MatchStep,
)
from quaywatch.node.allied.matching.terms import on_hand

EVERY = timedelta(hours=6)
"""How often a partner is asked about what is new on the list."""
COUNTED_EVERY = timedelta(days=1)
"""Counts cost the ration anew each time."""
T = TypeVar("T")


class Session:
    """Goes to the partners' desks; one round at a time."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._asker = Asker(base.store, base.node)
        self._asked_at: dict[str, datetime] = {}
        self._turn = Lock()

    def hurry(self, partner: str) -> None:
        """Ask a partner at the next occasion."""
        self._asked_at.pop(partner, None)

    def errand(self, client: Client) -> None:
        """Do at a partner's desk what is due; raises as `Client.ask`, and BadSegment."""
        partner, now = client.peer.node, self._base.now()
        terms = self._base.terms(partner)
        if terms is None or not terms.we_ask:
            return
        with self._turn:
            self._follow_up(client)
            every = COUNTED_EVERY if terms.counts_only else EVERY
            last = self._asked_at.get(partner)
            if last is None or now - last >= every:
                for purpose in sorted(terms.we_ask):
                    self._round(client, terms, purpose)
                self._asked_at[partner] = now

    def _round(self, client: Client, terms: Terms, purpose: Purpose) -> None:
        telling = Telling.COUNT if terms.counts_only else Telling.ITEMS
        tables = self._fetch(client, purpose, telling)
        with self._base.reading() as connection:
            items = on_hand(connection)
        new = sorted(items - self._known(tables.epoch))
        if telling is Telling.COUNT and padded(len(new)) < Quota().count_least:
            return  # so few that their count would tell which
        left, asked, matched = tables.left, 0, 0
        limit = min(left, tables.per_question)
        if not new or not _most(limit):
            return
        manifest = self._asker.manifest(items, self._base.now())
        said = wire.Commitment(root=manifest.root, size=len(manifest))
        _ask(client, said, wire.Done)
        for part in _parts(new, limit):
            if padded(len(part)) > left:
                break  # the rest waits until more may be asked
            question = self._asker.ask(tables.epoch, part, manifest, self._base.now())
            if question is None:
                continue
            answer = _ask(client, wire.Ask(question=question), Answer)
            found = self._asker.answered(answer, self._base.now())
            _ask(client, wire.Open(opening=self._asker.opening(answer)), wire.Done)
            left -= padded(len(part))
            asked, matched = asked + found.asked, matched + found.count
        told = MatchAsked(
            partner=client.peer.node,
            purpose=purpose.value,
            counts_only=terms.counts_only,
            asked=asked,
            matched=matched,
        )
        self._base.note(MATCH_ASKED, told)

    def _fetch(self, client: Client, purpose: Purpose, telling: Telling) -> wire.TablesAre:
        partner = client.peer.node
        known, after = self._latest(partner, purpose, telling)
        asked = wire.Tables(purpose=purpose, telling=telling, epoch=known, after=after)
        tables = _ask(client, asked, wire.TablesAre)
        for piece in tables.pieces:
            try:
                self._take(partner, piece)
            except Fork as fork:
                alarm = MatchAlarm(partner=partner, why=str(fork))
                self._base.note(MATCH_ALARM, alarm, key=f"{MATCH_ALARM}/{tables.epoch.id}")
                raise
        return tables

    def _take(self, partner: str, piece: Segment) -> None:
        keys = [key for key in self._base.line.peers.keys(partner) if key.revoked_at is None]
        refused: BadSegment = BadSegment(f"{partner} has no key")
        for key in reversed(keys):
            try:
                public = Ed25519PublicKey.from_public_bytes(key.public)
                self._asker.take(piece, public, self._base.now())
            except Fork:
                raise
            except BadSegment as error:
                refused = error
            else:
                return
        raise refused

    def _latest(self, partner: str, purpose: Purpose, telling: Telling) -> tuple[str, int]:
        made = schema.epoch.c
        query = select(made.id).where(
            made.owner == partner, made.purpose == purpose.value, made.telling == telling.value
        )
        with self._base.store.reading() as connection:
            name = connection.scalar(query.order_by(made.number.desc()).limit(1)) or ""
            return name, last_segment(connection, name)[0]

    def _known(self, epoch: Epoch) -> set[Item]:
        """Return what was asked in an epoch before."""
        made = schema.output.c
        query = select(made.sort, made.value).where(made.epoch == epoch.id)
        with self._base.store.reading() as connection:
            return {Item(Sort(row.sort), row.value) for row in connection.execute(query)}

    def _follow_up(self, client: Client) -> None:
        """Hand over what officers ask further, and hear what was decided."""
        partner = client.peer.node
        with self._base.store.reading() as connection:
            waiting = hits.requested(connection, partner)
        if not waiting:
            return
        for request in waiting:
            _ask(client, wire.Want(request=request), wire.Done)
        asked = wire.Poll(ids=tuple(one.id for one in waiting))
        for release in _ask(client, asked, wire.Releases).releases:
            step = MatchStep(id=release.id, partner=partner, what="told")
            with self._base.store.writing() as connection:
                hits.told(connection, partner, release, self._base.now())
            self._base.note(MATCH_STEP, step, key=f"{MATCH_STEP}/told/{partner}/{release.id}")


def _ask(client: Client, said: msgspec.Struct, kind: type[T]) -> T:
    answer = client.ask(wire.DESK, msgspec.msgpack.encode(said))
    return msgspec.msgpack.decode(answer, type=kind)


def _most(limit: int) -> int:
    """Return how many things a question of at most so many places holds."""
    size = 1
    while padded(size + 1) <= limit:
        size = padded(size + 1)
    return size if limit else 0


def _parts(items: list[Item], limit: int) -> Iterable[list[Item]]:
    most = _most(limit)
    return (items[at : at + most] for at in range(0, len(items), most))
