"""What people do about matches: look, ask further, agree, refuse; and how asking stands."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Life, Terms
from quaywatch.alliance.matching import Budget, Hit, Item, NotNow, hits, lift, releases
from quaywatch.alliance.matching.canaries import add
from quaywatch.ledger.schema import event
from quaywatch.node.allied.matching.base import Base
from quaywatch.node.allied.matching.desk import Desk
from quaywatch.node.allied.matching.facts import (
    MATCH_ALARM,
    MATCH_ANSWERED,
    MATCH_ASKED,
    MATCH_READ,
    MATCH_STEP,
    MatchAlarm,
    MatchAnswered,
    MatchAsked,
    MatchRead,
    MatchStep,
)
from quaywatch.node.allied.matching.session import Session
from quaywatch.node.allied.matching.terms import match_only, with_item

_LAST = 50


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the ledger tells of matching."""

    at: datetime
    fact: MatchAsked | MatchAnswered | MatchAlarm


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's request, with the notices that could be told."""

    request: releases.Request
    notices: tuple[Notice, ...]


_KINDS: dict[str, type[MatchAsked | MatchAnswered | MatchAlarm]] = {
    MATCH_ASKED: MatchAsked,
    MATCH_ANSWERED: MatchAnswered,
    MATCH_ALARM: MatchAlarm,
}


class Matching:
    """Matching without showing at one node; safe to use from many threads.

    Commands raise NotNow where the state does not allow them.
    """

    def __init__(self, base: Base, released: Callable[[], object]) -> None:
        self._base, self._released = base, released
        self.desk = Desk(base)
        """Answers partners."""
        self.session = Session(base)
        """Asks partners."""

    def read(self, actor: str) -> tuple[list[Hit], list[Pending]]:
        """Return matches and partners' requests, newest first; that `actor` looked is noted."""
        with self._base.reading() as connection:
            found = hits.hits(connection)[::-1]
            asked = releases.requests(connection)[::-1]
            pending = [self._pending(connection, one) for one in asked]
        if found or asked:
            self._base.note(MATCH_READ, MatchRead(hits=len(found), requests=len(asked)), actor)
        return found, pending

    def budgets(self, terms: Terms) -> list[Budget]:
        """Return what a partner has asked and may still ask, for each purpose."""
        holder, now = self.desk.holder(terms), self._base.now()
        return [holder.budget(terms.node, one, now) for one in sorted(terms.they_ask)]

    def held(self) -> int:
        """Return how many notices wait for a match."""
        with self._base.reading() as connection:
            return len(match_only(connection))

    def told(self) -> list[Told]:
        """Return what was asked and answered, and alarms, the last first."""
        query = (
            select(event.c.kind, event.c.known_at, event.c.payload)
            .where(event.c.kind.in_(_KINDS))
            .order_by(event.c.position.desc())
            .limit(_LAST)
        )
        with self._base.reading() as connection:
            rows = connection.execute(query).all()
        return [
            Told(at=row.known_at, fact=msgspec.json.decode(row.payload, type=_KINDS[row.kind]))
            for row in rows
        ]

    def dismiss(self, name: str, note: str, *, actor: str) -> None:
        """Leave a match alone; the other side never hears of it."""

        def work(connection: Connection) -> list[tuple[str, msgspec.Struct]]:
            owner = self._owner(connection, name)
            hits.dismiss(connection, name, actor, note, self._base.now())
            return [(MATCH_STEP, MatchStep(id=name, partner=owner, what="dismissed"))]

        self._base.decide(work, actor)

    def confirm(self, name: str, reason: str, *, actor: str) -> None:
        """Ask the other side to be told what is behind a match."""

        def work(connection: Connection) -> list[tuple[str, msgspec.Struct]]:
            owner = self._owner(connection, name)
            hits.confirm(connection, name, actor, reason, self._base.now())
            return [(MATCH_STEP, MatchStep(id=name, partner=owner, what="requested"))]

        self._base.decide(work, actor)

    def agree(self, name: str, notices: Sequence[str], *, actor: str) -> bool:
        """Agree that notices are told; return whether that was the second person's word.

        What was named is sent then, as far as the policy lets it.
        """
        done = False

        def work(connection: Connection) -> list[tuple[str, msgspec.Struct]]:
            nonlocal done
            one = self._request(connection, name)
            could = {each.reference for each in self._pending(connection, one).notices}
            if not notices or not set(notices) <= could:
                raise NotNow("these are not the notices that hold what was met")
            release = releases.agree(connection, name, actor, sorted(notices), self._base.now())
            done = release is not None
            what = "released" if done else "agreed"
            return [(MATCH_STEP, MatchStep(id=name, partner=one.partner, what=what))]

        self._base.decide(work, actor)
        if done:
            self._released()
        return done

    def refuse(self, name: str, note: str, *, actor: str) -> None:
        """Tell nothing; the partner does not learn whether the thing is held."""

        def work(connection: Connection) -> list[tuple[str, msgspec.Struct]]:
            one = self._request(connection, name)
            releases.refuse(connection, name, actor, note, self._base.now())
            return [(MATCH_STEP, MatchStep(id=name, partner=one.partner, what="refused"))]

        self._base.decide(work, actor)

    def waits_for_second(self, name: str) -> bool:
        """Say whether a first person has agreed to a request."""
        with self._base.reading() as connection:
            return bool(self._request(connection, name).first_officer)

    def plant(self, items: Sequence[Item]) -> None:
        """Hold things of nobody beside the real ones; who asks to be told of one has guessed."""
        with self._base.store.writing() as connection:
            add(connection, items)

    def settled(self, life: Life) -> None:
        """Follow terms that were settled: two people who put them in force lift a suspension."""
        if life.in_force is None or not life.confirmed_by:
            return
        proposed = [one.actor for one in life.history if one.fact.matter is not None]
        with self._base.store.writing() as connection:
            lift(connection, life.name, proposed[-1], life.confirmed_by)
        self.session.hurry(life.name)

    def _pending(self, connection: Connection, one: releases.Request) -> Pending:
        base = self._base
        today = base.now().date()
        found = with_item(connection, base.gate, base.node, one.partner, one.item, today)
        return Pending(request=one, notices=tuple(found))

    def _owner(self, connection: Connection, name: str) -> str:
        for one in hits.hits(connection):
            if one.id == name:
                return one.owner
        raise NotNow("there is no such match")

    def _request(self, connection: Connection, name: str) -> releases.Request:
        for one in releases.requests(connection):
            if one.id == name:
                return one
        raise NotNow("nobody has asked that")
