"""Two officers, in whatever order and however often they send a thing, and a node that restarts."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.cargo import (
    InspectionKind,
    MovementKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
)
from quaywatch.inspections import (
    BoxEvent,
    Capacity,
    DelayReason,
    Record,
    Refused,
    Resource,
    SkipReason,
    fold,
    waits,
)
from quaywatch.inspections.updating import speaks_up
from quaywatch.ledger.acts import Sent
from quaywatch.node import Description, Node, NoSlot, NothingLeft, Wish
from quaywatch.node.board import Place
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

TERMINAL = "MSC PSA European Terminal"
SCAN = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
OFFICERS = st.sampled_from(["ann", "bob"])
WHICH = st.integers(0, 3)
AGE = st.integers(0, 1)
HOURS = st.integers(0, 3)
RESULTS = st.sampled_from([OutcomeResult.NOTHING, OutcomeResult.IRREGULARITY])
REFUSED = (Refused, NoSlot, NothingLeft)
BILLS = count()


class Quay(RuleBasedStateMachine):
    """Four boxes a run before a scanner and a bay that take one an hour."""

    url: str
    node: Node

    @initialize()
    def arrive(self) -> None:
        number = next(BILLS)
        names = NUMBERS[number * 4 : number * 4 + 4]
        plans = tuple(
            movement(name, MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
            for name in names
        )
        bill = consignment(f"Q{number}", names, arrival=DAY)
        receipt = self.node.intake(filing(bill, movements=plans, reference=f"Q{number}"))
        self.boxes, self.keys = receipt.boxes, count()
        self.said: dict[tuple[str, str], str] = {}
        self.last: tuple[str, Callable[[str, Sent], Record], Sent] | None = None

    @rule(who=OFFICERS, which=WHICH, old=AGE)
    def order(self, who: str, which: int, old: int) -> None:
        seen = self.seen(which, old)
        self.act(
            who,
            lambda actor, sent: self.node.board.order(
                self.boxes[which], SCAN, actor=actor, seen=seen, sent=sent
            ),
        )

    @rule(who=OFFICERS)
    def take_next(self, who: str) -> None:
        place = Place(terminal=TERMINAL)
        self.act(who, lambda actor, sent: self.node.board.take_next(place, actor=actor, sent=sent))

    @rule(who=OFFICERS, which=WHICH, old=AGE, hour=HOURS)
    def delay(self, who: str, which: int, old: int, hour: int) -> None:
        seen, slot = self.seen(which, old), DAY + timedelta(hours=hour)
        self.act(
            who,
            lambda actor, sent: self.node.board.delay(
                self.boxes[which], slot, DelayReason.OTHER, actor=actor, seen=seen, sent=sent
            ),
        )

    @rule(who=OFFICERS, which=WHICH)
    def cancel(self, who: str, which: int) -> None:
        seen = self.seen(which, 0)
        self.act(
            who,
            lambda actor, sent: self.node.board.skip(
                self.boxes[which], SkipReason.OTHER, actor=actor, seen=seen, sent=sent
            ),
        )

    @rule(who=OFFICERS, which=WHICH, result=RESULTS)
    def conclude(self, who: str, which: int, result: OutcomeResult) -> None:
        seen, outcome = self.seen(which, 0), Outcome(result=result)
        self.act(
            who,
            lambda actor, sent: self.node.board.outcome(
                self.boxes[which], outcome, actor=actor, seen=seen, sent=sent
            ),
        )

    @rule()
    def plan(self) -> None:
        """Whatever waits without an hour looks for one."""
        self.node.board.carry()

    @rule()
    def send_again(self) -> None:
        """The answer got lost: the same request comes once more, with its key."""
        if self.last is None:
            return
        who, command, sent = self.last
        head = self.node.ledger.head()
        if (who, sent.key) in self.said:
            assert command(who, sent).box_id == self.said[who, sent.key]
            assert self.node.ledger.head() == head

    @rule()
    def restart(self) -> None:
        self.node.close()
        type(self).node = Node.open(self.url, clock=lambda: DAY)

    @invariant()
    def no_slot_is_booked_twice(self) -> None:
        booked = Counter[tuple[InspectionKind, datetime | None]]()
        for box in self.streams():
            record = self.record(box)
            kept = record.selected if waits(record) else record.order
            for order in (*(step.order for step in record.steps), kept):
                if order is not None:
                    booked[order.kind, order.slot_at] += 1
        assert not booked or max(booked.values()) == 1
        assert all(slot.taken <= slot.capacity for slot in self.node.slots(TERMINAL))

    @invariant()
    def an_alarm_asks_once_for_what_follows_it(self) -> None:
        for box in self.boxes:
            record = self.record(box)
            asked = [e for e in record.history if e.kind is BoxEvent.FOLLOWED]
            assert len(record.steps) <= len(asked) == alarms(record)
            assert record.detention is not None or not asked

    @invariant()
    def nobody_takes_what_another_has_or_what_is_done(self) -> None:
        for box in self.boxes:
            holder, done = None, False
            for entry in self.record(box).history:
                if entry.kind is BoxEvent.HELD:
                    assert holder in (None, entry.actor)
                    assert not done
                    holder = entry.actor
                elif entry.kind in (BoxEvent.OUTCOME, BoxEvent.CANCELLED):
                    holder, done = None, entry.kind is BoxEvent.OUTCOME
                elif entry.kind is BoxEvent.FOLLOWED:
                    done = False

    @invariant()
    def the_tables_say_what_the_ledger_says(self) -> None:
        for box in self.boxes:
            shown = self.node.board.line(box)
            record = self.record(box)
            assert (shown is None) == (record.version == 0)
            if shown is not None:
                assert shown.record.version == record.version
                assert shown.record.held_by == record.held_by

    def streams(self) -> set[str]:
        kinds = [BoxEvent.ORDERED.value]
        ordered = self.node.ledger.read(limit=100_000, kinds=kinds)
        return {(event.stream or "").removeprefix("box/") for event in ordered}

    def record(self, box: str) -> Record:
        return fold(box, self.node.ledger.read(stream=f"box/{box}"))

    def seen(self, which: int, old: int) -> int:
        return max(0, self.record(self.boxes[which]).version - old)

    def act(self, who: str, command: Callable[[str, Sent], Record]) -> None:
        key = f"{self.boxes[0]}-{next(self.keys)}"
        sent = Sent(key=key, digest=key)
        self.last = (who, command, sent)
        try:
            self.said[who, key] = command(who, sent).box_id
        except REFUSED:
            return


def alarms(record: Record) -> int:
    """How many looks spoke up that another one can follow."""
    count, kind = 0, InspectionKind.DOCUMENTS
    for entry in record.history:
        order, outcome = entry.fact.order, entry.fact.outcome
        if entry.kind is BoxEvent.ORDERED and order is not None:
            kind = order.kind
        elif outcome is not None:
            count += speaks_up(kind, outcome)
    return count


@pytest.fixture(autouse=True)
def _node(ledger_url: str) -> Iterator[None]:
    Quay.url = ledger_url
    Quay.node = Node.open(ledger_url, clock=lambda: DAY)
    days = ("monday", "tuesday", "wednesday", "thursday")
    resources = tuple(
        Resource(terminal=TERMINAL, kind=kind, slots_per_hour=1, hours=dict.fromkeys(days, (0, 24)))
        for kind in (InspectionKind.SCAN, InspectionKind.OPEN)
    )
    capacity = Capacity(timezone="Europe/Brussels", resource=resources)
    Quay.node.describe(Description(name="Quay", capacity=capacity))
    yield
    Quay.node.close()


Quay.TestCase.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)


def test_two_officers_at_one_scanner() -> None:
    Quay.TestCase("runTest").runTest()
