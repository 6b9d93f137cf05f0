"""Folds what allies say into the tables, and finds the consignments that it bears on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import AccordEvent, Publication, Stage, Topic, named
from quaywatch.alliance.bodies import Feedback, Indicator, ScanImage, Sighting
from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.strength import faded
from quaywatch.alliance.weighing import Sought, Weights, sought
from quaywatch.node import schema
from quaywatch.node.allied.content import contents
from quaywatch.node.allied.facts import CAME, WEIGHED, AllCame, Weighed, name_of
from quaywatch.node.allied.finding import Found, find, raised
from quaywatch.node.allied.settled import life
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Changes
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.instants import stored

_TABLE = schema.ally_notice
_NOTICES = msgspec.json.Decoder(Notice)
_CAME = msgspec.json.Decoder(AllCame)
_WEIGHED = msgspec.json.Decoder(Weighed)
_RANKING = frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION})
"""Purposes under which a box may be chosen by what a notice says."""


class _Held(msgspec.Struct, kw_only=True):
    """A row of the table of notices."""

    name: str
    version: int
    kind: str
    reference: str
    about: str
    sender: str
    own: int
    gone: str
    came_at: int
    until_at: int
    strength: float
    ranks: int
    echo: int
    position: int
    notice: bytes

    def read(self) -> Notice:
        """Return what it says, of one that is no tombstone."""
        return _NOTICES.decode(self.notice)


class _Step(msgspec.Struct, frozen=True):
    """One thing that a fact says of one notice."""

    name: str
    notice: Notice | None
    version: int
    sender: str
    own: bool
    gone: str
    fact: Fact
    echo: bool = False


class Hearing:
    """One batch of facts about notices; what it changes goes into `changes`."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._connection, self._changes = connection, changes
        self._rows: dict[str, _Held] = {}
        self._touched: set[str] = set()
        self._weights = Weights.load()

    def hear(self, facts: Sequence[Fact]) -> set[str]:
        """Take facts in; return the consignments whose boxes are to be looked at again."""
        steps = [step for fact in facts for step in self._steps(fact)]
        moved = [_WEIGHED.decode(fact.payload) for fact in facts if fact.kind == WEIGHED]
        names = {step.name for step in steps} | {name for one in moved for name in one.strengths}
        if not names:
            return set()
        self._know(names)
        for step in steps:
            self._take(step)
        for one in moved:
            for name, strength in one.strengths.items():
                self._weigh(name, strength)
        self._changes.ally_out.extend(sorted(self._rows))
        kept = (msgspec.structs.asdict(self._rows[name]) for name in sorted(self._rows))
        self._changes.ally_notices.extend(kept)
        self._watch()
        return self._touched

    def _steps(self, fact: Fact) -> Iterable[_Step]:
        if fact.kind == CAME:
            arrivals = _CAME.decode(fact.payload).arrivals
            held = contents(self._connection, {one.arrival for one in arrivals})
            for one in arrivals:
                gone = "" if one.what == "notice" else one.what
                notice = held.get(one.arrival)
                if gone or notice is not None:
                    yield _Step(
                        name_of(one.origin, one.id),
                        None if gone else notice,
                        one.version,
                        one.sender,
                        False,
                        gone,
                        fact,
                    )
        elif (key := named(fact.stream)) is not None and key[0] is Topic.NOTICE:
            yield from self._own(fact, key[1])

    def _own(self, fact: Fact, name: str) -> Iterable[_Step]:
        """Yield what a step in the life of a notice of this authority's own changes."""
        if fact.kind not in (AccordEvent.CONFIRMED, AccordEvent.SUSPENDED, AccordEvent.ENDED):
            return
        before = life(self._connection, Topic.NOTICE, name)
        after = None if before is None else before.apply(event_of(fact))
        if after is None or not isinstance(after.last_in_force, Publication):
            return
        notice = after.last_in_force.notice
        gone = "" if after.stage is Stage.IN_FORCE else "withdrawn"
        yield _Step(
            name_of(notice.origin, notice.id),
            None if gone else notice,
            notice.version,
            notice.origin,
            True,
            gone,
            fact,
            after.last_in_force.reissues is not None,
        )

    def _know(self, names: set[str]) -> None:
        for row in rows_among(self._connection, select(_TABLE), _TABLE.c.name, names):
            fields = {name: getattr(row, name) for name in _Held.__struct_fields__}
            self._rows[row.name] = _Held(**fields)

    def _take(self, step: _Step) -> None:
        before = self._rows.get(step.name)
        old = before is not None and not before.gone and before.version >= step.version
        if old and not step.gone:
            return
        self._touch(before)
        row = self._rows[step.name] = _held(step)
        if step.notice is not None:
            row.strength = self._strength(step.notice, step.fact.known_at)
            row.ranks = int(_ranks(row, step.notice))
        self._answered(before, row, step.fact.known_at)

    def _answered(self, before: _Held | None, row: _Held, now: datetime) -> None:
        """Weigh again what a sighting or feedback speaks of, be it new or gone."""
        about = {one.about for one in (before, row) if one is not None and one.about}
        query = select(_TABLE.c.name)
        for found in rows_among(self._connection, query, _TABLE.c.reference, about):
            if found.name not in self._rows:
                self._know({found.name})
            spoken = self._rows[found.name]
            if spoken.notice:
                self._weigh(found.name, self._strength(spoken.read(), now))

    def _weigh(self, name: str, strength: float) -> None:
        row = self._rows.get(name)
        if row is None or not row.notice:
            return
        self._touch(row)
        row.strength = strength
        row.ranks = int(_ranks(row, row.read()))

    def _strength(self, notice: Notice, now: datetime) -> float:
        spoken = self._about(notice.reference)
        return worth(notice, spoken, now, self._weights)

    def _about(self, reference: str) -> list[Notice]:
        """Return the sightings and feedback of a notice, those of this batch among them."""
        query = select(_TABLE.c.name, _TABLE.c.notice)
        rows = rows_among(self._connection, query, _TABLE.c.about, {reference})
        found = {row.name: bytes(row.notice) for row in rows}
        for name, row in self._rows.items():
            found.pop(name, None)
            if row.about == reference:
                found[name] = row.notice
        return [_NOTICES.decode(found[name]) for name in sorted(found) if found[name]]

    def _touch(self, row: _Held | None) -> None:
        """Note the consignments that a notice, as it was, bears on."""
        if row is not None and row.ranks and row.notice:
            wanted, most = sought(row.read().body), self._weights.shared_by
            self._touched |= raised(self._connection, row.name, wanted, most)

    def _watch(self) -> None:
        """Write anew what the notices look out for."""
        for name in sorted(self._rows):
            row = self._rows[name]
            wanted = sought(row.read().body) if row.ranks else None
            if wanted is not None:
                found = self._find(wanted)
                self._touched |= found.names
                self._changes.ally_watches.extend(found.watch_rows(name, wanted))

    def _find(self, wanted: Sought | None) -> Found:
        return find(self._connection, wanted, self._weights.shared_by)


def worth(notice: Notice, spoken: Iterable[Notice], now: datetime, weights: Weights) -> float:
    """Return what a notice is worth at an instant, given the sightings and feedback of it."""
    if until(notice) <= now:
        return 0.0
    half_life = weights.seizure_half_life_days
    if isinstance(notice.body, Indicator):
        half_life = notice.body.half_life_days
    said = [(one.origin, one.body) for one in spoken]
    return faded(
        half_life,
        notice.source,
        notice.created_at,
        [body for _, body in said if isinstance(body, Sighting)],
        [(by, body) for by, body in said if isinstance(body, Feedback)],
        now,
    ).value


def until(notice: Notice) -> datetime:
    """Return when a notice is history: it is no more valid, or has to be deleted."""
    deleted = datetime.combine(_next(notice.handling.retain_until), time(), UTC)
    return min(notice.valid_until or deleted, deleted)


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _held(step: _Step) -> _Held:
    notice = step.notice
    return _Held(
        name=step.name,
        version=step.version,
        kind=notice.kind if notice else "",
        reference=notice.reference if notice else "",
        about=_subject(notice),
        sender=step.sender,
        own=int(step.own),
        gone=step.gone,
        came_at=stored(step.fact.known_at),
        until_at=stored(until(notice) if notice else None),
        strength=0.0,
        ranks=0,
        echo=int(step.echo),
        position=step.fact.position,
        notice=msgspec.json.encode(notice, order="deterministic") if notice else b"",
    )


def _subject(notice: Notice | None) -> str:
    """Return the notice that a sighting or feedback speaks of, the container that a scan shows."""
    body = notice.body if notice else None
    if isinstance(body, ScanImage):
        return body.number
    return body.of if isinstance(body, Sighting | Feedback) else ""


def _ranks(row: _Held, notice: Notice) -> bool:
    """Say whether boxes are found by a notice: its purposes allow it and it is worth something.

    What this authority found itself its own history knows of, and what it re-issued counts once, as
    it was brought; what it looks out for does count.
    """
    twice = bool(row.echo) or (bool(row.own) and notice.kind == "seizure")
    allowed = bool(notice.handling.purposes & _RANKING)
    return allowed and not twice and row.strength > 0 and sought(notice.body) is not None
