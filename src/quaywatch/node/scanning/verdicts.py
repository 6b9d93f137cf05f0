"""The analysts' desk: what is made of radiographs, by whom, and what comes of it.

Every step is an event before it answers. A request that bears a key (`sent`) and came before
changes nothing more.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.inspections import Capacity
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act, Sent, same_person
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import NoScanLeft, UnknownDocument
from quaywatch.node.queue import Queue
from quaywatch.node.scanning.analyses import analysis
from quaywatch.node.scanning.consequences import came_to
from quaywatch.node.scanning.scan import Scan, scan_named
from quaywatch.node.scanning.waiting import Waiting, waiting
from quaywatch.node.sent import earlier
from quaywatch.scans import verdicts
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import Analysis, Fact, Refusal, Refused, Verdict

MACHINE = "machine"
"""In whose name readings stand."""
Reads = Callable[[], AbstractContextManager[Connection]]
Decide = Callable[[Analysis, Act], Event | None]

_FACTS = msgspec.json.Decoder(Fact)


class Verdicts:
    """What analysts do with radiographs; safe to use from many threads.

    Raises UnknownDocument where there is no such radiograph, and `verdicts.Refused` where its
    state does not allow what is asked.
    """

    def __init__(
        self,
        queue: Queue,
        reading: Reads,
        clock: Callable[[], datetime],
        capacity: Callable[[], Capacity],
        follow: Callable[[bool], None],
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._capacity, self._follow = capacity, follow

    def waiting(self) -> list[Waiting]:
        """Return the radiographs that somebody is to look at, the most urgent first."""
        with self._reading() as connection:
            return waiting(connection, self._now())

    def of(self, digest: str) -> Analysis:
        """Return what was made of a radiograph."""
        with self._reading() as connection:
            _scan(connection, digest)
            return analysis(connection, digest)

    def shown(self, digest: str, *, actor: str) -> Analysis | None:
        """Return what was made of a radiograph, for somebody to see; that is on record before.

        None where it is kept from them, since they may look second.
        """
        found = self.of(digest)
        if verdicts.withheld(found, actor):
            return None
        if found.reading is None or found.was_shown(actor):
            return found
        after = self._do(digest, actor, None, lambda made, act: verdicts.show(made, act))
        return None if verdicts.withheld(after, actor) else after

    def take_next(self, *, actor: str, sent: Sent | None = None) -> Analysis:
        """Give the most urgent radiograph that is `actor`'s to look at into their hands.

        What they have in hand comes first.

        Raises:
            NoScanLeft: nothing waits for them.

        """
        return self._choosing(
            Act(actor=actor, at=self._now(), seen=0, sent=sent),
            lambda connection, act: _next(connection, act),
            verdicts.claim,
        )

    def claim(self, digest: str, *, actor: str, sent: Sent | None = None) -> Analysis:
        """Take a radiograph in hand, or keep it there for longer."""
        return self._do(digest, actor, sent, verdicts.claim)

    def give_back(self, digest: str, *, actor: str, sent: Sent | None = None) -> Analysis:
        """Give a radiograph back unjudged."""
        return self._do(digest, actor, sent, verdicts.give_back)

    def give(
        self, digest: str, verdict: Verdict, *, actor: str, sent: Sent | None = None
    ) -> Analysis:
        """Say what a radiograph shows; once it is settled, the box's inspection follows."""
        return self._do(digest, actor, sent, lambda made, act: verdicts.give(made, verdict, act))

    def read(self, digest: str, reading: Reading, compared: str = "") -> Analysis:
        """Note what a machine made of a radiograph; the same said again is said once."""

        def decide(made: Analysis, act: Act) -> Event | None:
            if (made.reading, made.compared) == (reading, compared):
                return None
            return verdicts.read(made, reading, compared, act)

        return self._do(digest, MACHINE, None, decide)

    def doubt(self, digest: str) -> Analysis:
        """Have a second analyst look at a radiograph before it is cleared, and say not why."""
        return self._do(digest, MACHINE, None, verdicts.doubt)

    def _do(self, digest: str, actor: str, sent: Sent | None, decide: Decide) -> Analysis:
        act = Act(actor=actor, at=self._now(), seen=0, sent=sent)
        return self._choosing(act, lambda connection, _: _scan(connection, digest), decide)

    def _choosing(
        self, act: Act, choose: Callable[[Connection, Act], Scan], decide: Decide
    ) -> Analysis:
        chosen, settled = "", False

        def make(connection: Connection) -> Sequence[Draft]:
            nonlocal chosen, settled
            sent = earlier(connection, act, _FACTS, _reused())
            if sent is not None:
                chosen = sent.digest
                return []
            scan = choose(connection, act)
            chosen = scan.taken.digest
            before = analysis(connection, chosen)
            made = decide(before, msgspec.structs.replace(act, seen=before.version))
            if made is None:
                return []
            after = before.apply(made)
            box = came_to(connection, self._capacity(), scan, before, after, _last(after, act))
            settled = bool(box)
            return [Draft(event=made), *box]

        self._queue.commit(make)
        if settled:
            self._follow(False)
        with self._reading() as connection:
            return analysis(connection, chosen)


def _scan(connection: Connection, digest: str) -> Scan:
    found = scan_named(connection, digest)
    if found is None:
        raise UnknownDocument(f"there is no scan {digest!r}")
    return found


def _next(connection: Connection, act: Act) -> Scan:
    mine: list[Scan] = []
    free: list[Scan] = []
    for each in waiting(connection, act.at):
        claimant = each.analysis.claimant(act.at)
        if claimant is not None and same_person(claimant, act.actor):
            mine.append(each.scan)
        elif verdicts.has_turn(each.analysis, act):
            free.append(each.scan)
    for scan in (*mine, *free):
        return scan
    raise NoScanLeft("no scan waits for you")


def _last(after: Analysis, act: Act) -> Act:
    """Return in whose name the box's inspection goes on: an analyst's, not a machine's."""
    if act.actor != MACHINE or not after.given:
        return act
    return msgspec.structs.replace(act, actor=after.given[-1].by)


def _reused() -> Refused:
    return Refused(Refusal.KEY_REUSED, "This key was sent with another request before.")
