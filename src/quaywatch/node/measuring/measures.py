"""Measures as the ledger keeps them: taken once a day, and what a standing of any day rests on."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.ledger.reading import to_recorded
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.drafts import draft
from quaywatch.node.errors import UnknownSubject
from quaywatch.node.measuring.gathering import Gathered, gathered
from quaywatch.node.measuring.index import MEASURED, Index
from quaywatch.node.queue import Queue
from quaywatch.norms import Catalogue, Level
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment, AssessmentEvent
from quaywatch.norms.measures import MEASURES, Case, Measured, Period, drilled, figures

DAYS = 90
"""Whole days (UTC) that are measured, up to the last midnight."""
Reading = Callable[[], AbstractContextManager[Connection]]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MEASURED`."""

    port: str
    """UN/LOCODE: the one to which most boxes of the node come."""
    period: Period
    measured: tuple[Measured, ...]


_TAKEN = msgspec.json.Decoder(Taken)


class Measures:
    """Takes measures and finds those that were taken; safe to use from many threads."""

    def __init__(self, queue: Queue, reading: Reading, clock: Callable[[], datetime]) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._index = Index()

    def take(self, *, actor: str = "node") -> Taken | None:
        """Measure the last 90 days; a second time on a day it changes nothing.

        Returns what stands for the day, or None where no box has come to this node.
        """
        now = self._now()
        period = _until(now)
        with self._reading() as connection:
            port = own_port(connection)
            if not port:
                return None
            standing = self._latest(connection, port, now.date())
            if standing is not None and standing.period.until == period.until:
                return standing
            found = self._gathered(connection, port, period)
        made = Taken(port=port, period=period, measured=tuple(found.measured.values()))
        key = f"{MEASURED}/{port}/{period.until.date()}"
        self._queue.append([draft(MEASURED, made, key=key, actor=actor, known_at=now)]).result()
        return made

    def stamps(self, connection: Connection) -> Mapping[str, int]:
        """Return, by port, a number that changes whenever something was measured of it."""
        return {port: steps[-1].position for port, steps in self._index.read(connection).items()}

    def of(self, connection: Connection, port: str, day: date) -> Mapping[str, Figure]:
        """Return the figures of a port that were last taken by the end of a day."""
        taken = self._latest(connection, port, day)
        return {} if taken is None else figures(taken.measured)

    def latest(self, port: str, day: date) -> Taken | None:
        """Return what was last measured of a port by the end of a day."""
        with self._reading() as connection:
            return self._latest(connection, port, day)

    def behind(self, name: str, port: str, day: date) -> tuple[Measured, list[Case]]:
        """Return a measure and the cases behind it, counted anew for the period it was taken of.

        Raises:
            UnknownSubject: there is no such measure, or nothing was measured of the port by then.

        """
        taken = self.latest(port, day)
        if taken is None or name not in MEASURES:
            raise UnknownSubject(f"nothing was measured as {name!r} at {port!r} by {day}")
        with self._reading() as connection:
            found = self._gathered(connection, port, taken.period)
        return found.measured[name], list(drilled(MEASURES[name], found.facts))

    def _latest(self, connection: Connection, port: str, day: date) -> Taken | None:
        end = datetime.combine(day + timedelta(days=1), time(), UTC)
        steps = self._index.read(connection).get(port, ())
        last = next((each for each in reversed(steps) if each.known_at < end), None)
        if last is None:
            return None
        query = select(event.c.payload).where(event.c.position == last.position)
        return _TAKEN.decode(connection.execute(query).scalar_one())

    def _gathered(self, connection: Connection, port: str, period: Period) -> Gathered:
        known = assessments(connection)
        own = [one.plan for one in known if one.plan is not None and one.plan.port == port]
        level = own[-1].level if own else Level.TARGET
        return gathered(connection, period, known, port if own else "", level, Catalogue.load())


def own_port(connection: Connection) -> str:
    """Return the port to which most boxes come; empty where there are none."""
    box = schema.box.c
    query = (
        select(box.port_of_discharge)
        .where(box.cancelled == 0, box.port_of_discharge != "")
        .group_by(box.port_of_discharge)
        .order_by(func.count().desc(), box.port_of_discharge)
        .limit(1)
    )
    return connection.scalar(query) or ""


def assessments(connection: Connection) -> list[Assessment]:
    """Return all assessments of the ledger, in the order in which they were planned."""
    query = select(event).where(event.c.kind.in_(list(AssessmentEvent))).order_by(event.c.position)
    found: dict[str, Assessment] = {}
    for row in connection.execute(query):
        recorded = to_recorded(row)
        name = (recorded.stream or "").partition("/")[2]
        found[name] = found.get(name, Assessment(id=name)).apply(recorded)
    return list(found.values())


def _until(now: datetime) -> Period:
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    return Period(since=midnight - timedelta(days=DAYS), until=midnight, as_of=now)
