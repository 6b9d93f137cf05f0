"""Two analysts and a machine, however often they send a thing, and a node that restarts."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.ledger.acts import Sent
from quaywatch.node import Node, NothingLeft
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import (
    Analysis,
    Refused,
    Says,
    ScanEvent,
    Standing,
    Verdict,
    alarms,
    stream,
)
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.scans.pictures import png
from tests.scans.verdicts.test_record import ALARM, QUIET

ANALYSTS = st.sampled_from(["ann", "bob"])
WHICH = st.integers(0, 1)
ROUNDS = count()


class Desk(RuleBasedStateMachine):
    """Two scans a run, of a box of their own each."""

    url: str
    node: Node
    now: datetime

    @initialize()
    def arrive(self) -> None:
        number = next(ROUNDS)
        names = NUMBERS[number * 2 : number * 2 + 2]
        self.node.intake(
            filing(consignment(f"Q{number}", names, arrival=DAY), reference=f"Q{number}")
        )
        self.scans = [self._taken(name, number * 2 + place) for place, name in enumerate(names)]
        self.keys = count()
        self.last: tuple[str, Callable[[str, Sent], Analysis], Sent] | None = None
        self.said: dict[tuple[str, str], str] = {}

    @rule(who=ANALYSTS)
    def take_next(self, who: str) -> None:
        self.act(who, lambda actor, sent: self.node.verdicts.take_next(actor=actor, sent=sent))

    @rule(who=ANALYSTS, which=WHICH)
    def give_back(self, who: str, which: int) -> None:
        digest = self.scans[which]
        self.act(
            who, lambda actor, sent: self.node.verdicts.give_back(digest, actor=actor, sent=sent)
        )

    @rule(who=ANALYSTS, which=WHICH, says=st.sampled_from(list(Says)))
    def give(self, who: str, which: int, says: Says) -> None:
        digest, verdict = self.scans[which], Verdict(says=says, seconds=5)
        self.act(
            who,
            lambda actor, sent: self.node.verdicts.give(digest, verdict, actor=actor, sent=sent),
        )

    @rule(which=WHICH, reading=st.sampled_from([QUIET, ALARM]))
    def read(self, which: int, reading: Reading) -> None:
        self.node.verdicts.read(self.scans[which], reading)

    @rule(who=ANALYSTS, which=WHICH)
    def look(self, who: str, which: int) -> None:
        before = self.record(self.scans[which])
        seen = self.node.verdicts.shown(self.scans[which], actor=who)
        assert (seen is None) == (before.standing is Standing.SECOND and not before.has_said(who))

    @rule()
    def send_again(self) -> None:
        """The answer got lost: the same request comes once more, with its key."""
        if self.last is None:
            return
        who, command, sent = self.last
        head = self.node.ledger.head()
        if (who, sent.key) in self.said:
            assert command(who, sent).digest == self.said[who, sent.key]
            assert self.node.ledger.head() == head

    @rule(minutes=st.sampled_from([1, 20]))
    def wait(self, minutes: int) -> None:
        type(self).now = self.now + timedelta(minutes=minutes)

    @rule()
    def restart(self) -> None:
        self.node.close()
        type(self).node = opened(self.url)

    @invariant()
    def nobody_clears_alone_what_somebody_doubts(self) -> None:
        for digest in self.scans:
            made = self.record(digest)
            last = {each.by: each.verdict.says for each in made.given}
            doubts = Says.SECOND_LOOK in [each.verdict.says for each in made.given]
            if made.standing is Standing.CLEAR:
                clear = [name for name, said in last.items() if said is Says.CLEAR]
                assert len(clear) == (2 if doubts or alarms(made.reading) else len(clear)) > 0
            assert (Says.OPEN in last.values()) == (made.standing is Standing.OPEN)

    @invariant()
    def nobody_takes_what_another_has(self) -> None:
        for digest in self.scans:
            holder, until = None, DAY
            for event in self.node.ledger.read(stream=stream(digest)):
                kind = ScanEvent(event.kind)
                if kind in (ScanEvent.CLAIMED, ScanEvent.VERDICT, ScanEvent.GIVEN_BACK):
                    assert holder in (None, event.actor) or until <= event.known_at
                    claimed = kind is ScanEvent.CLAIMED
                    holder = event.actor if claimed else None
                    until = event.known_at + timedelta(minutes=15)

    @invariant()
    def the_tables_say_what_the_ledger_says(self) -> None:
        for digest in self.scans:
            assert self.node.verdicts.of(digest) == self.record(digest)

    def teardown(self) -> None:
        rows = contents(self.node)
        self.node.rebuild()
        assert contents(self.node) == rows

    def record(self, digest: str) -> Analysis:
        made = Analysis(digest=digest)
        for event in self.node.ledger.read(stream=stream(digest)):
            made = made.apply(event)
        return made

    def act(self, who: str, command: Callable[[str, Sent], Analysis]) -> None:
        key = f"{self.scans[0]}-{next(self.keys)}"
        sent = Sent(key=key, digest=key)
        self.last = (who, command, sent)
        try:
            self.said[who, key] = command(who, sent).digest
        except (Refused, NothingLeft):
            return

    def _taken(self, name: str, shade: int) -> str:
        picture = png(np.full((20, 30), 9000 + shade, np.uint16))
        kept = self.node.scans.take(picture, actor="s", equipment_number=name)
        return kept.scan.taken.digest


def opened(url: str) -> Node:
    return Node.open(url, clock=lambda: Desk.now)


@pytest.fixture(autouse=True)
def _node(ledger_url: str) -> Iterator[None]:
    Desk.url, Desk.now = ledger_url, DAY
    Desk.node = opened(ledger_url)
    yield
    Desk.node.close()


Desk.TestCase.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)


def test_two_analysts_at_one_desk() -> None:
    Desk.TestCase("runTest").runTest()
