"""Whatever officers, a filer and the clock do, in whatever order, on however old a sight."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.ledger import Conflict, Event, Ledger
from quaywatch.requests import (
    Act,
    Answer,
    AnswerSource,
    Refused,
    Request,
    RequestEvent,
    RequestKind,
    Result,
    Sending,
    State,
    chasing,
    commands,
    due_at,
    fold,
    remind_at,
    stream,
)
from tests.node.making import DAY
from tests.requests.making import LETTER, draft

NAMES = count()
PEOPLE = ("ann", "bob", "Ann ", "chief", "carl")
ANYBODY = st.sampled_from(PEOPLE)
LEAVES = DAY + timedelta(hours=30)


def person(name: str) -> str:
    return name.strip().casefold()


class Correspondence(RuleBasedStateMachine):
    """People who act on the request as each last saw it; `carl` is the filer's man."""

    ledger: Ledger

    @initialize(kind=st.sampled_from(list(RequestKind)))
    def begin(self, kind: RequestKind) -> None:
        self.kind, self.now = kind, DAY
        self.name = f"talk{next(NAMES)}"
        self.sights = dict.fromkeys(PEOPLE, Request(request_id=self.name))
        self.draft("ann", "")

    @rule(hours=st.integers(1, 20))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=ANYBODY)
    def look(self, who: str) -> None:
        self.sights[who] = self.current()

    @rule(who=ANYBODY, remark=st.sampled_from(["", "Please hurry."]))
    def draft(self, who: str, remark: str) -> None:
        wanted = draft(self.kind, remark=remark, load_by=LEAVES)
        if self.sights[who].version == 0:
            self.append(who, lambda r, a: commands.draft(r, wanted, a))
        else:
            self.append(who, lambda r, a: commands.edit(r, wanted, a))

    @rule(who=ANYBODY)
    def propose(self, who: str) -> None:
        self.append(who, commands.propose)

    @rule(who=ANYBODY)
    def approve(self, who: str) -> None:
        self.append(who, commands.approve)

    @rule(who=ANYBODY)
    def send(self, who: str) -> None:
        self.append(who, lambda r, a: commands.send(r, self.sending(), b"words", a))

    @rule(who=ANYBODY)
    def answer(self, who: str) -> None:
        said = Answer(source=AnswerSource.PORTAL, text="It is fruit.")
        self.append(who, lambda r, a: commands.answer(r, said, a))

    @rule(who=ANYBODY)
    def ask_again(self, who: str) -> None:
        wanted = draft(self.kind, load_by=LEAVES)
        self.append(who, lambda r, a: commands.ask_again(r, wanted, a))

    @rule(who=ANYBODY, result=st.sampled_from(list(Result)))
    def close(self, who: str, result: Result) -> None:
        self.append(who, lambda r, a: commands.close(r, result, a))

    @rule(who=ANYBODY)
    def propose_lifting(self, who: str) -> None:
        self.append(who, lambda r, a: commands.propose_lifting(r, "a mistake", a))

    @rule(who=ANYBODY)
    def withdraw(self, who: str) -> None:
        self.append(who, lambda r, a: commands.withdraw(r, "agreed", a, self.sending(), b"words"))

    @rule()
    def make_rounds(self) -> None:
        request = self.current()
        event = chasing.remind(request, self.now) or chasing.escalate(request, self.now)
        if event is not None:
            self.ledger.append([event])

    @invariant()
    def no_do_not_load_leaves_by_one_person_s_hand(self) -> None:
        proposer: str | None = None
        confirmed = False
        for entry in self.current().history:
            who = person(entry.actor)
            if entry.kind in (RequestEvent.DRAFTED, RequestEvent.EDITED):
                proposer, confirmed = None, False
            elif entry.kind is RequestEvent.PROPOSED:
                proposer, confirmed = who, False
            elif entry.kind is RequestEvent.APPROVED:
                assert proposer not in (None, who)
                confirmed = True
            elif entry.kind is RequestEvent.SENT and self.kind is RequestKind.DO_NOT_LOAD:
                assert confirmed
                assert entry.at < LEAVES

    @invariant()
    def no_do_not_load_is_lifted_by_one_person_s_hand(self) -> None:
        sent, lifter = False, None
        for entry in self.current().history:
            if entry.kind is RequestEvent.SENT:
                sent = True
            elif entry.kind is RequestEvent.LIFTING_PROPOSED:
                lifter = person(entry.actor)
            elif (
                entry.kind in (RequestEvent.WITHDRAWN, RequestEvent.CLOSED)
                and sent
                and self.kind is RequestKind.DO_NOT_LOAD
            ):
                lifted = entry.kind is RequestEvent.WITHDRAWN
                assert lifter not in (None, person(entry.actor)) if lifted else entry.at >= LEAVES

    @invariant()
    def the_filer_only_answers(self) -> None:
        for entry in self.current().history:
            assert entry.actor != "carl" or entry.kind is RequestEvent.ANSWERED

    @invariant()
    def nothing_is_escalated_or_reminded_twice_a_round(self) -> None:
        seen: set[RequestEvent] = set()
        for entry in self.current().history:
            if entry.kind is RequestEvent.SENT:
                seen.clear()
            elif entry.kind in (RequestEvent.REMINDED, RequestEvent.ESCALATED):
                assert entry.kind not in seen
                seen.add(entry.kind)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        ends = [
            entry.kind
            for entry in self.current().history
            if entry.kind in (RequestEvent.CLOSED, RequestEvent.WITHDRAWN)
        ]
        assert len(ends) == (self.current().state in (State.CLOSED, State.WITHDRAWN))

    def sending(self) -> Sending:
        due = due_at(self.kind, self.now, LEAVES)
        return Sending(message=LETTER, due_at=due, remind_at=remind_at(self.kind, self.now, due))

    def current(self) -> Request:
        return fold(self.name, self.ledger.read(stream=stream(self.name)))

    def append(self, who: str, command: object) -> None:
        sight = self.sights[who]
        filer = "carrier/TSTL" if who == "carl" else ""
        at: datetime = self.now
        act = Act(actor=who, at=at, seen=sight.version, speaks_for=filer)
        try:
            event: Event = command(sight, act)  # type: ignore[operator]
            self.ledger.append([event])
        except (Refused, Conflict):
            return
        self.sights[who] = self.current()


@pytest.fixture(scope="module", autouse=True)
def _ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    Correspondence.ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "node.sqlite")


Correspondence.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestTwoOfficers = Correspondence.TestCase
