"""Two officers, breaking scanners, new filings and a plan that follows, in whatever order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from quaywatch.cargo import MovementKind, Order, Outcome, OutcomeResult, SelectionBasis
from quaywatch.inspections import SLOT, BoxEvent, Capacity, Outage, Record, Status
from quaywatch.node import Description, Node
from quaywatch.node.drawing import PAUSE
from quaywatch.node.facts import Plan
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents
from tests.node.test_rolling import scanner
from tests.node.test_two_officers import OFFICERS, TERMINAL, WHICH, Quay

SCANNER = f"scan {TERMINAL}"
UNTIL = DAY + timedelta(hours=7)
BY_PLAN = (BoxEvent.SELECTED, BoxEvent.WITHDRAWN)
HOURS = (BoxEvent.SELECTED, BoxEvent.ORDERED, BoxEvent.DELAYED, BoxEvent.FOLLOWED)


class Rolling(Quay):
    """The same quay, whose day is planned, and planned again whenever something changes."""

    now: datetime
    filed: int

    @initialize()
    def arrive(self) -> None:
        super().arrive()
        self.plan()

    @rule()
    def plan(self) -> None:
        self.node.plan_day(actor="sue")
        self.no_slot_is_promised_twice()

    @rule(hour=st.integers(0, 6), hours=st.integers(1, 3))
    def outage(self, hour: int, hours: int) -> None:
        begin = DAY + timedelta(hours=hour)
        end = begin + timedelta(hours=hours)
        broken = Outage(resource=SCANNER, from_at=begin, until_at=end, reason="tyre")
        self.node.report_outage(broken, actor="ann")

    @rule()
    def lift(self) -> None:
        self.node.lift_outage(SCANNER, actor="bob")

    @rule()
    def file(self) -> None:
        """One more box; every other one nobody has heard anything good of."""
        number = NUMBERS[-1 - self.filed]
        type(self).filed += 1
        suspect = {"description": "SCRAP"} if self.filed % 2 else {}
        bill = consignment(f"N{number}", (number,), arrival=DAY, **suspect)
        leaves = movement(number, MovementKind.GATE_OUT, UNTIL, "planned")
        self.node.intake(filing(bill, movements=(leaves,), reference=f"N{number}"))

    @rule()
    def later(self) -> None:
        if self.now < UNTIL:
            type(self).now += PAUSE
            self.node.follow()

    @rule(who=OFFICERS, which=WHICH)
    def find(self, who: str, which: int) -> None:
        seen, found = self.seen(which, 0), Outcome(result=OutcomeResult.FOUND, mass_kg=9.0)
        self.act(
            who,
            lambda actor, sent: self.node.board.outcome(
                self.boxes[which], found, actor=actor, seen=seen, sent=sent
            ),
        )

    @rule()
    def restart(self) -> None:
        self.node.close()
        type(self).node = open_node(self.url)

    @invariant()
    def the_plan_moves_nothing_that_is_in_hand(self) -> None:
        for box in self.asked():
            record = Record(box_id=box)
            for event in self.node.ledger.read(stream=f"box/{box}"):
                assert event.kind not in BY_PLAN or record.status is Status.OPEN
                record = record.apply(event)

    @invariant()
    def whom_a_lot_has_chosen_stays_chosen(self) -> None:
        for box in self.asked():
            lot: Order | None = None
            for entry in self.record(box).history:
                order = entry.fact.order
                if entry.kind is BoxEvent.WITHDRAWN:
                    assert lot is None
                elif entry.kind is BoxEvent.SELECTED and order is not None:
                    assert lot is None or chosen(order) == chosen(lot)
                    lot = order if order.selection_probability < 1 else lot

    @invariant()
    def nobody_whom_a_plan_picked_is_lost(self) -> None:
        asked = set[str]()
        for plan in self.plans():
            kept = asked - set(plan.picked) - set(plan.withdrawn)
            assert set(plan.kept) == kept
            asked = set(plan.asked)
        for box in asked:
            assert self.record(box).selected is not None

    def no_slot_is_promised_twice(self) -> None:
        """Whoever is certain has an hour that nobody else has, unless an officer ordered into it
        what the plan had promised already."""
        taken: dict[datetime | None, list[int]] = {}
        certain = dict[int, datetime]()
        for box in self.asked():
            record = self.record(box)
            asked = record.order or (None if record.skipped else record.selected)
            if asked is None:
                continue
            since = self.since(box)
            taken.setdefault(asked.slot_at, []).append(since)
            ahead = asked.slot_at is not None and asked.slot_at > self.now - SLOT
            waits = record.order is None and record.status is Status.OPEN
            if ahead and waits and asked.selection_probability == 1:
                certain[since] = asked.slot_at
        for since, slot_at in certain.items():
            assert [at for at in taken[slot_at] if at <= since] == [since]

    def since(self, box: str) -> int:
        """At which event of the ledger a box got the hour that it has."""
        events = self.node.ledger.read(stream=f"box/{box}")
        return max(event.position for event in events if event.kind in HOURS)

    def plans(self) -> list[Plan]:
        return [plan for _, plan in self.node.draws.made(DAY.date())]

    def asked(self) -> set[str]:
        return {box for plan in self.plans() for box in plan.asked}


def chosen(order: Order) -> tuple[SelectionBasis, float]:
    return order.basis, order.selection_probability


def open_node(url: str) -> Node:
    return Node.open(url, clock=lambda: Rolling.now)


@pytest.fixture(autouse=True)
def _node(ledger_url: str) -> Iterator[None]:
    Rolling.url, Rolling.now, Rolling.filed = ledger_url, DAY, 0
    Rolling.node = open_node(ledger_url)
    capacity = Capacity(timezone="Europe/Brussels", resource=(scanner(TERMINAL, 1),))
    Rolling.node.describe(Description(name="Quay", capacity=capacity))
    yield
    Rolling.node.close()


Rolling.TestCase.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)


def test_two_officers_and_a_plan_that_follows() -> None:
    Rolling.TestCase("runTest").runTest()
    node, day = Rolling.node, DAY.date()
    assert node.draws.verify(day) == []
    rows = contents(node)
    assert len(rows["plan"]) > 1
    node.rebuild()
    assert contents(node) == rows
