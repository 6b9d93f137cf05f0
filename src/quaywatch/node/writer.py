"""The one way into a node's ledger: events and what they change, in one transaction.

What a batch changes is worked out beforehand, outside the ledger's write lock, on the state as of
the last event. If another process appends in between, that work is thrown away and done again.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger import Ledger, Receipt, Recorded
from quaywatch.ledger.schema import event as event_table
from quaywatch.node import models, profiles, schema
from quaywatch.node.among import rows_among
from quaywatch.node.assessing import Scorer
from quaywatch.node.calendars import calendar_after
from quaywatch.node.changes import Changes
from quaywatch.node.deeds import found
from quaywatch.node.drafts import BATCH_CONSIGNMENTS, Draft
from quaywatch.node.facts import BARRIERS, DESCRIBED, Fact, event_of, fact
from quaywatch.node.force import in_force
from quaywatch.node.inspected import box_of
from quaywatch.node.inuse import in_use
from quaywatch.node.memory import Memory
from quaywatch.node.origins import ORIGINS, Weighed
from quaywatch.node.projector import Projection
from quaywatch.node.recalling import asks_the_past
from quaywatch.node.scanning.empties import empties_after
from quaywatch.node.state import State
from quaywatch.risk.life import Life as ModelLife
from quaywatch.risk.life import model_of
from quaywatch.rules.life import Life, code_of

_READ_AT_ONCE = 500
_EVENTS_AT_ONCE = 4000
"""Most events that are worked in together when they stand in the ledger already. The story of each
container that they touch is told anew once a batch: small batches tell it over and over."""
_KEYS = select(event_table.c.key, event_table.c.position)

Told = Callable[[int, int], None]
"""Hears how many events are worked in, and how many there are."""


class _Overtaken(Exception):  # noqa: N818 - not an error: the work is done again
    """Another process appended while this batch was being worked out."""


class Writer:
    """Serialises what this process writes; other processes are met by trying again."""

    def __init__(self, ledger: Ledger, state: State, memory: Memory) -> None:
        self._ledger, self._state, self._memory = ledger, state, memory
        self._turn = threading.RLock()

    def open(self, told: Told | None = None) -> None:
        """Bring the derived tables to the ledger's last event, made with the versions given."""
        with self._ledger.engine.connect() as connection:
            fits = self._state.fits(connection)
        if fits:
            self.catch_up(told)
        else:
            self.rebuild(told)

    def commit(self, make: Callable[[Connection], Sequence[Draft]]) -> list[Receipt]:
        """Append what `make` returns, given the derived tables as of the last event.

        Returns one receipt for each draft once all are on disk. `make` may be called again when
        another process was quicker.
        """
        with self._turn:
            while True:
                self.catch_up()
                try:
                    return self._try(make)
                except _Overtaken:
                    continue

    def catch_up(self, told: Told | None = None) -> None:
        """Work in events that stand in the ledger and not yet in the tables."""
        with self._turn:
            while True:
                with self._ledger.engine.connect() as connection:
                    self._state.refresh(connection)
                last = self._ledger.head().position
                if last <= self._state.position:
                    return
                if told is not None:
                    told(self._state.position, last)
                self._work_in(self._next_facts())

    def rebuild(self, told: Told | None = None) -> None:
        """Make all derived tables anew from the ledger."""
        with self._turn:
            with self._ledger.transaction() as transaction:
                self._state.reset(transaction.connection)
            self._state.forget()
            self.catch_up(told)

    def _try(self, make: Callable[[Connection], Sequence[Draft]]) -> list[Receipt]:
        base = self._state.position
        with self._memory.who.trying():
            if self._state.position != base:
                raise _Overtaken
            with self._ledger.engine.connect() as connection:
                drafts = make(connection)
                standing = _standing(connection, [draft.event.key for draft in drafts])
                fresh, receipts = _admit(drafts, standing, base)
                facts = [fact(d.event, base + 1 + i, d.filing) for i, d in enumerate(fresh)]
                changes = self._changes(connection, facts) if facts else None
            if changes is None:
                return receipts
            with self._ledger.transaction() as transaction:
                if transaction.head.position != base:
                    raise _Overtaken
                transaction.append([draft.event for draft in fresh])
                changes.write(transaction.connection)
            self._took_over(changes, facts)
        return receipts

    def _next_facts(self) -> list[Fact]:
        """Return the next run of facts to work in together; a barrier comes alone."""
        run: list[Fact] = []
        consignments = 0
        for recorded in islice(self._unread(), _EVENTS_AT_ONCE):
            read = fact(recorded, recorded.position)
            if run and not _go_together(run[-1], read):
                break
            run.append(read)
            consignments += 0 if read.filing is None else len(read.filing.consignments)
            if consignments >= BATCH_CONSIGNMENTS:
                break
        return run

    def _unread(self) -> Iterator[Recorded]:
        """Give the events that are not worked in."""
        after = self._state.position
        while page := self._ledger.read(after, _READ_AT_ONCE):
            yield from page
            after = page[-1].position

    def _work_in(self, facts: list[Fact]) -> None:
        base = facts[0].position - 1
        with self._memory.who.trying():
            with self._ledger.engine.connect() as connection:
                changes = self._changes(connection, facts)
            with self._ledger.transaction() as transaction:
                reached = select(schema.projection.c.position)
                if transaction.connection.scalar(reached) != base:
                    return
                changes.write(transaction.connection)
            self._took_over(changes, facts)

    def _took_over(self, changes: Changes, facts: Sequence[Fact]) -> None:
        self._state.took_over(changes)
        self._memory.who.settle(facts)
        self._memory.take(changes.deeds, facts)

    def _changes(self, connection: Connection, facts: Sequence[Fact]) -> Changes:
        if any(asks_the_past(each) for each in facts):
            self._memory.who.stand(self._state.position)
            self._memory.recall(connection, self._state.position)
        return _changes(connection, self._state, self._memory, facts)


def _changes(
    connection: Connection, state: State, memory: Memory, facts: Sequence[Fact]
) -> Changes:
    last = facts[-1]
    if (model_id := model_of(last.stream)) is not None:
        changes = _modelled_anew(connection, state, memory, model_id, last)
    elif (code := code_of(last.stream)) is not None:
        changes = _ruled_anew(connection, state.scorer, memory, code, last)
    elif last.kind == ORIGINS:
        changes = _weighed_anew(connection, state.scorer, memory, last)
    else:
        changes = Projection(connection, state.scorer, memory).batch(facts)
        if last.kind == DESCRIBED:
            changes.description = last.payload
        changes.calendar = calendar_after(state.calendar, last)
        changes.empties = empties_after(state.empties, facts)
    changes.position = last.position
    return changes


def _modelled_anew(
    connection: Connection, state: State, memory: Memory, model_id: str, step: Fact
) -> Changes:
    """Work a step of a model's life in; which models work may change by it."""
    lives = models.lives(connection)
    before = in_use(lives.values())
    lives[model_id] = (lives.get(model_id) or ModelLife(model_id=model_id)).apply(event_of(step))
    after = in_use(lives.values())
    changes = Changes()
    if after != before:
        scorer = state.with_models(connection, state.scorer, after)
        changes = Projection(connection, scorer, memory).reassess()
        changes.scorer = scorer
        changes.in_use = msgspec.json.encode(after, order="sorted")
    changes.models_out.append(model_id)
    changes.models.append(models.model_row(lives[model_id]))
    return changes


def _weighed_anew(connection: Connection, scorer: Scorer, memory: Memory, step: Fact) -> Changes:
    """Work in that standings of ports of loading were weighed: what comes from them moves."""
    origins = msgspec.json.decode(step.payload, type=Weighed).origins
    before = {each.port: each for each in scorer.origins}
    after = {each.port: each for each in origins}
    moved = {port for port in before.keys() | after if before.get(port) != after.get(port)}
    weighing = scorer.with_origins(origins)
    changes = Projection(connection, weighing, memory).reassess(loaded_at=moved)
    changes.scorer, changes.origins = weighing, step.payload
    return changes


def _ruled_anew(
    connection: Connection, scorer: Scorer, memory: Memory, code: str, step: Fact
) -> Changes:
    """Work a step of a profile's life in; what is in force may change by it."""
    lives = profiles.lives(connection)
    lives[code] = (lives.get(code) or Life(code=code)).apply(event_of(step))
    force = in_force(lives.values())
    changes = Changes()
    if force != scorer.in_force:
        ruled = scorer.with_profiles(force)
        changes = Projection(connection, ruled, memory).reassess()
        changes.scorer = ruled
        changes.in_force = msgspec.json.encode(force, order="sorted")
    changes.profiles_out.append(code)
    changes.profiles.append(profiles.profile_row(lives[code]))
    return changes


def _go_together(one: Fact, next_one: Fact) -> bool:
    """Say whether facts may be worked in at once; it decides the tables' content in no way.

    What is done with boxes stands apart from what is filed of them, and a find stands alone: it
    bears on what was known of others.
    """
    if one.kind in BARRIERS or next_one.kind in BARRIERS or found(one) or found(next_one):
        return False
    return (box_of(one) is None) == (box_of(next_one) is None)


def _standing(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """Return the positions of those events that the ledger holds already."""
    found = rows_among(connection, _KEYS, event_table.c.key, keys)
    return {row.key: row.position for row in found}


def _admit(
    drafts: Sequence[Draft], standing: dict[str, int], base: int
) -> tuple[list[Draft], list[Receipt]]:
    """Say which drafts are new, and where each will stand or stands already."""
    fresh: list[Draft] = []
    receipts: list[Receipt] = []
    for draft in drafts:
        earlier = standing.get(draft.event.key)
        if earlier is None:
            fresh.append(draft)
            standing[draft.event.key] = base + len(fresh)
        receipts.append(Receipt(earlier or base + len(fresh), earlier is not None))
    return fresh, receipts
