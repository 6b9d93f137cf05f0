"""One node's standard, wired together."""

from collections.abc import Callable
from datetime import date, datetime

from quaywatch.ledger import Ledger, originals
from quaywatch.node.measuring import Measures
from quaywatch.node.norms.desk import Desk
from quaywatch.node.norms.editions import Editions
from quaywatch.node.norms.exchange import Exchange, Known, Signing
from quaywatch.node.norms.gaps import Gaps
from quaywatch.node.norms.speaking import Reading, Room
from quaywatch.node.norms.standings import PortView, Standings
from quaywatch.node.norms.tasks import Task, tasks
from quaywatch.node.norms.weighing import Origins
from quaywatch.node.queue import Queue
from quaywatch.norms import Level
from quaywatch.risk.origins import Origin


class Norms:
    """Assessments, versions, standings and tasks; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        clock: Callable[[], datetime],
        signing: Signing,
        known: Known,
        weighed: Callable[[], tuple[Origin, ...]],
    ) -> None:
        room = self._room = Room(queue, reading, clock)
        self._ledger = ledger
        self.desk = Desk(room, self._original)
        """What assessors do."""
        self.editions = Editions(room)
        """Versions of the catalogue, and owners."""
        self.measures = Measures(queue, reading, clock)
        """What the node takes of it from its own ledger."""
        self.standings = Standings(room, self.measures)
        """What it comes to."""
        self.gaps = Gaps(room, self.standings)
        """What is missing, and who closes it."""
        self.origins = Origins(queue, self.standings, weighed, clock)
        """What that counts for in the risk of what ports load."""
        self.exchange = Exchange(room, signing, known)
        """Ways out and in."""

    def tasks(self, day: date, port: str | None = None) -> list[Task]:
        """Return what waits on a day, at all ports or one, what is due first in front."""
        found: list[Task] = []
        for view in self._views(day, port):
            under_way = [
                self.desk.read(each.assessment)
                for each in self.standings.assessments(view.port)
                if each.stage == "open"
            ]
            found += tasks(view, under_way, self._asked, day)
        return sorted(found, key=lambda each: (each.due_on or date.max, each.port))

    def _views(self, day: date, port: str | None) -> tuple[PortView, ...]:
        if port is None:
            return self.standings.matrix(day).ports
        return (self.standings.port(port, day)[0],)

    def _asked(self, version: str, level: Level) -> list[str]:
        catalogue = self.editions.catalogue(version)
        return [one.id for one in catalogue.requirements if level.includes(one.level)]

    def _original(self, digest: str) -> bytes:
        with self._ledger.engine.connect() as connection:
            return originals.load(connection, bytes.fromhex(digest))
