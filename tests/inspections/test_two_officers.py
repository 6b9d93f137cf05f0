"""Whatever two officers and a supervisor do, in whatever order, on however old a sight."""

from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.cargo import Order, Outcome, OutcomeResult
from quaywatch.inspections import (
    Act,
    BoxEvent,
    Record,
    Refused,
    Status,
    correct,
    fold,
    hold,
    order,
    record_outcome,
    release,
)
from quaywatch.ledger import Conflict, Event, Ledger
from tests.inspections.ports import hour
from tests.inspections.test_record import ORDER

BOXES = count()
OFFICERS = st.sampled_from(["an", "bo", "chief"])
OUTCOMES = st.sampled_from([Outcome(result=result) for result in OutcomeResult])


class Quay(RuleBasedStateMachine):
    """Officers who act on the record as each last saw it, and what should be true of the box."""

    ledger: Ledger

    @initialize()
    def arrive(self) -> None:
        self.box = f"quay{next(BOXES)}"
        self.sights = dict.fromkeys(("an", "bo", "chief"), Record(box_id=self.box))
        self.version = 0
        self.holder: str | None = None
        self.order: Order | None = None
        self.outcome: Outcome | None = None
        self.author: str | None = None

    @rule(officer=OFFICERS)
    def look(self, officer: str) -> None:
        self.sights[officer] = self.current()

    @rule(officer=OFFICERS)
    def hold(self, officer: str) -> None:
        if self.append(officer, lambda r, a: hold(r, a)):
            assert self.holder in (None, officer)
            assert self.outcome is None
            self.holder = officer

    @rule(officer=OFFICERS)
    def release(self, officer: str) -> None:
        if self.append(officer, lambda r, a: release(r, a)):
            assert self.holder == officer or (officer == "chief" and self.holder)
            self.holder = None

    @rule(officer=OFFICERS)
    def order_scan(self, officer: str) -> None:
        if self.append(officer, lambda r, a: order(r, ORDER, a)):
            assert self.holder in (None, officer)
            assert self.outcome is None
            self.order = ORDER

    @rule(officer=OFFICERS, outcome=OUTCOMES)
    def conclude(self, officer: str, outcome: Outcome) -> None:
        if self.append(officer, lambda r, a: record_outcome(r, outcome, a)):
            assert self.holder in (None, officer)
            assert self.order
            assert self.outcome is None
            self.outcome, self.author, self.holder = outcome, officer, None

    @rule(officer=OFFICERS, outcome=OUTCOMES)
    def correct(self, officer: str, outcome: Outcome) -> None:
        if self.append(officer, lambda r, a: correct(r, outcome, a, reason="looked again")):
            assert self.outcome is not None
            assert self.author != officer
            self.outcome, self.author = outcome, officer

    @invariant()
    def the_fold_is_what_happened(self) -> None:
        record = self.current()
        assert record.version == self.version
        assert (record.held_by, record.order) == (self.holder, self.order)
        assert (record.outcome, record.outcome_by) == (self.outcome, self.author)
        assert (record.status is Status.DONE) == (self.outcome is not None)

    @invariant()
    def nobody_takes_a_box_out_of_another_s_hands(self) -> None:
        holder = None
        for entry in self.current().history:
            if entry.kind is BoxEvent.HELD:
                assert holder in (None, entry.actor)
                holder = entry.actor
            elif entry.kind in (BoxEvent.RELEASED, BoxEvent.OUTCOME):
                holder = None

    def current(self) -> Record:
        return fold(self.box, self.ledger.read(stream=f"box/{self.box}"))

    def append(self, officer: str, command: object) -> bool:
        """Whether a command, on this officer's sight, changed the box."""
        sight = self.sights[officer]
        act = Act(actor=officer, at=hour(1), seen=sight.version, supervisor=officer == "chief")
        try:
            event: Event = command(sight, act)
            if self.ledger.append([event])[0].duplicate:
                return False
        except (Refused, Conflict):
            return False
        self.version += 1
        return True


@pytest.fixture(scope="module", autouse=True)
def _ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    Quay.ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "node.sqlite")


Quay.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestTwoOfficers = Quay.TestCase
