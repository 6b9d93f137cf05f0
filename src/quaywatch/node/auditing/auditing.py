"""What people do with seeded tests, and what stands out among finds."""

import secrets
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Handling, Notice, Purpose, Source, Tlp
from quaywatch.alliance.accords import AuditOrder
from quaywatch.alliance.bodies.seizure import Seizure
from quaywatch.alliance.line.bringing import way_of
from quaywatch.cargo import OutcomeResult
from quaywatch.inspections import Record
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node import schema
from quaywatch.node.allied.allied import Allied
from quaywatch.node.auditing import orders, rereading, tables
from quaywatch.node.auditing.observed import observed
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import NoAlliance, UnknownAccord, UnknownTest
from quaywatch.node.instants import restored
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.scanning.insertions import shown
from quaywatch.strategy import seeding
from quaywatch.strategy.flow.observed import Observed
from quaywatch.strategy.seeding import Detected, Planted, SeedingEvent, Test
from quaywatch.strategy.warning import Find, Periods, Watched, watch

_NOTICES = msgspec.json.Decoder(Notice)
_RECORDS = msgspec.json.Decoder(Record)
MOST_AT_ONCE = 50
_NOWHERE = "XXXXX"
"""Location of what nobody knows the place of: no country has the code XX."""
Decide = Callable[[Test, Act], Event]


class TestLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SeedingEvent.READ`."""

    __test__ = False

    names: tuple[str, ...]


class Tests(msgspec.Struct, frozen=True, kw_only=True):
    """What one person may see of the tests."""

    __test__ = False

    own: tuple[Test, ...]
    """Those that run, or wait, and that this person is responsible for."""
    over: tuple[Test, ...]
    """Those that are over, for everybody, without where they were."""
    running: int
    """How many run in all: which and where, the two responsible know."""
    due: tuple[Test, ...]
    """Of one's own, those whose hiding is out of date."""
    detected: tuple[Detected, ...]


class Auditing:
    """Carries seeded tests, and looks through finds; safe to use from many threads.

    Everything raises `seeding.Refused` where a test's state does not allow it.
    """

    def __init__(
        self, queue: Queue, reading: Reading, clock: Callable[[], datetime], allied: Allied
    ) -> None:
        self._queue, self._reading, self._now, self._allied = queue, reading, clock, allied

    def register(self, planted: Planted, actor: str) -> Test:
        """Put a test down under a name that says nothing of it."""
        test = Test(name=secrets.token_hex(6))
        act = Act(actor=actor, at=self._now(), seen=0)
        self._queue.commit(lambda _: [Draft(event=seeding.register(test, planted, act))])
        return self._read(test.name)

    def confirm(self, name: str, *, actor: str, seen: int) -> Test:
        """Stand by a test that another person put down."""
        return self._step(name, actor, seen, seeding.confirm)

    def report(self, name: str, *, found: bool, on: date, actor: str, seen: int) -> Test:
        """Say what became of it."""
        return self._step(
            name, actor, seen, lambda test, act: seeding.report(test, act, found=found, on=on)
        )

    def close(self, name: str, *, actor: str, seen: int) -> Test:
        """Agree to what the other reported."""
        return self._step(name, actor, seen, seeding.close)

    def call_off(self, name: str, reason: str, *, actor: str, seen: int) -> Test:
        """End it without a result."""
        return self._step(name, actor, seen, lambda test, act: seeding.call_off(test, reason, act))

    def tests(self, actor: str) -> Tests:
        """Return what a person may see; that they saw open tests is on the ledger before."""
        with self._reading() as connection:
            every = tables.tests(connection)
            inserted = [each.judged.found for each in shown(connection) if each.judged]
        over = [one for one in every if one.ended_at is not None]
        running = [one for one in every if one.ended_at is None]
        own = [one for one in running if one.responsible(actor)]
        if own:
            self._note(actor, own)
        return Tests(
            own=tuple(own),
            over=tuple(_without_place(one) for one in over),
            running=len(running),
            due=seeding.due(own, self._now().date()),
            detected=seeding.detected(every, (sum(inserted), len(inserted))),
        )

    def orders(self) -> list[orders.Standing]:
        """Return what is ordered to be audited, and how far it has come."""
        with self._reading() as connection:
            return orders.standing(connection, self._name(), self._now().date())

    def send(self, name: str, handling: Handling, *, actor: str) -> int:
        """Put pictures of an order forward to be shared, `MOST_AT_ONCE` at most; return how many.

        Each waits for a second person, unless a standing order covers it. Raises UnknownAccord,
        and what `Allied.publish` raises.
        """
        found = next((one for one in self.orders() if one.order.name == name), None)
        if found is None:
            raise UnknownAccord(f"there is no order {name!r}")
        sent = 0
        for digest in found.reread.unsent[:MOST_AT_ONCE]:
            with self._reading() as connection:
                body = rereading.told(connection, digest, _port(found.order))
            if body is not None:
                named = rereading.reference(digest)
                self._allied.publish(named, body, handling, Source(), actor=actor)
                sent += 1
        return sent

    def observed(self) -> list[Observed]:
        """Return what own lots and tests say, by port and year."""
        with self._reading() as connection:
            return observed(connection)

    def warnings(self, until: date, days: int = 91, one_in: int = 20) -> Watched:
        """Return what stands out before a day, among own finds and those that allies told of."""
        periods = Periods(until=until, days=days)
        since = until - timedelta(days=days * (periods.before + 1))
        with self._reading() as connection:
            found = [*_own(connection), *_told(connection)]
        return watch(tuple(one for one in found if since <= one.day < until), periods, one_in)

    def _name(self) -> str:
        """Return the node's name among others; empty where it has none and shares nothing."""
        try:
            return self._allied.node
        except NoAlliance:
            return ""

    def _step(self, name: str, actor: str, seen: int, decide: Decide) -> Test:
        act = Act(actor=actor, at=self._now(), seen=seen)

        def make(connection: Connection) -> list[Draft]:
            return [Draft(event=decide(_known(connection, name, actor), act))]

        self._queue.commit(make)
        return self._read(name)

    def _read(self, name: str) -> Test:
        with self._reading() as connection:
            found = tables.test(connection, name)
        assert found is not None  # noqa: S101 - it was just written
        return found

    def _note(self, actor: str, own: Iterable[Test]) -> None:
        look = TestLook(names=tuple(one.name for one in own))
        key = f"{SeedingEvent.READ}/{secrets.token_hex(16)}"
        made = draft(SeedingEvent.READ, look, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()


def _port(order: AuditOrder) -> str:
    """Return the port that an order is of, for pictures whose file names none."""
    ports = sorted({port for one in order.strata for port in one.ports})
    return ports[0] if ports else _NOWHERE


def _known(connection: Connection, name: str, actor: str) -> Test:
    """Return a test; to others than the two, one that runs is none."""
    found = tables.test(connection, name)
    if found is None or (found.ended_at is None and not found.responsible(actor)):
        raise UnknownTest(f"there is no test {name!r}")
    return found


def _without_place(test: Test) -> Test:
    planted = test.planted and msgspec.structs.replace(test.planted, where="")
    return msgspec.structs.replace(test, planted=planted)


def _own(connection: Connection) -> list[Find]:
    """Return what was found here, by when it was recorded."""
    inspection, box = schema.inspection.c, schema.box.c
    query = (
        select(
            inspection.box_id,
            inspection.record,
            inspection.done_at,
            box.port_of_discharge,
            box.port_of_loading,
            box.hs_code,
        )
        .join(schema.box, box.box_id == inspection.box_id)
        .where(inspection.result == OutcomeResult.FOUND.value)
    )
    made: list[Find] = []
    for row in connection.execute(query):
        at, outcome = restored(row.done_at), _RECORDS.decode(row.record).outcome
        if at is not None and outcome is not None:
            made.append(
                Find(
                    name=row.box_id,
                    day=at.date(),
                    port=row.port_of_discharge,
                    route=row.port_of_loading[:2],
                    cover=row.hs_code[:2],
                    mass_kg=outcome.mass_kg or None,
                )
            )
    return made


def _told(connection: Connection) -> list[Find]:
    """Return what allies told of and may be counted; own notices are of own finds, counted already.

    Not what is for the persons addressed alone, nor what was given for other purposes than
    statistics, nor what nobody signed.
    """
    table = schema.ally_notice.c
    query = select(table.name, table.notice, table.sender).where(
        table.kind == "seizure", table.own == 0, table.gone == ""
    )
    made: list[Find] = []
    for row in connection.execute(query):
        notice = _NOTICES.decode(row.notice)
        body, handling = notice.body, notice.handling
        counts = handling.tlp is not Tlp.RED and Purpose.STATISTICS in handling.purposes
        counts &= way_of(row.sender) is None
        if counts and isinstance(body, Seizure):
            made.append(
                Find(
                    name=row.name,
                    day=body.found_at.date(),
                    port=body.at,
                    route=body.route[0][:2] if body.route else "",
                    cover=body.heading[:2],
                    mass_kg=body.mass_kg or None,
                )
            )
    return made
