"""Who acts in the standard, and for whom they speak."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import Problem
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.drafts import Draft, unread
from quaywatch.node.errors import NodeError
from quaywatch.node.norms import tables
from quaywatch.node.queue import Queue
from quaywatch.norms import Catalogue
from quaywatch.norms.life import Assessment
from quaywatch.norms.register import Register

Reading = Callable[[], AbstractContextManager[Connection]]
Decide = Callable[[Connection, Assessment], list[Event]]


class UnknownAssessment(NodeError):  # noqa: N818 - the assessor's word
    """There is no assessment, evidence, port, requirement or version of this name."""


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with the port (UN/LOCODE) for which they speak, or `register.ALLIANCE`."""

    actor: str
    port: str


class Room:
    """What all parts share: the tables, the clock, the way into the ledger."""

    def __init__(self, queue: Queue, reading: Reading, clock: Callable[[], datetime]) -> None:
        self.queue, self.reading, self.now = queue, reading, clock
        self._shipped = Catalogue.load()
        self._known: dict[str, Catalogue] = {self._shipped.version: self._shipped}

    @property
    def shipped(self) -> Catalogue:
        """The version that came with the software."""
        return self._shipped

    def act(self, speaker: Speaker, seen: int) -> Act:
        """Return who acts now, on which version."""
        return Act(actor=speaker.actor, at=self.now(), seen=seen)

    def in_force(self, connection: Connection, register: Register | None = None) -> Catalogue:
        """Return the version in force: the one adopted last, or else the shipped one."""
        register = register or tables.register(connection)
        return self.catalogue(connection, register.in_force or self._shipped.version)

    def catalogue(self, connection: Connection, version: str) -> Catalogue:
        """Return a version; raises UnknownAssessment."""
        if version not in self._known:
            found = tables.catalogue(connection, version)
            if found is None:
                raise UnknownAssessment(f"there is no catalogue {version!r}")
            self._known[version] = found
        return self._known[version]

    def assessment(self, connection: Connection, name: str) -> Assessment:
        """Return an assessment; raises UnknownAssessment."""
        found = tables.assessment(connection, name)
        if found is None:
            raise UnknownAssessment(f"there is no assessment {name!r}")
        return found

    def decide(self, name: str, decide: Decide) -> Assessment:
        """Append what a decision on an assessment as it stands comes to, and return it after."""

        def make(connection: Connection) -> list[Draft]:
            return [
                Draft(event=each) for each in decide(connection, self.assessment(connection, name))
            ]

        self.queue.commit(make)
        with self.reading() as connection:
            return self.assessment(connection, name)

    def quarantine(self, what: str, data: bytes, code: str, message: str, actor: str) -> None:
        """Keep bytes that are not taken, with the reason; brought again they lie there once."""
        problem = Problem(code=code, message=message)
        self.queue.append([unread(what, data, (problem,), actor, self.now())]).result()
