"""Whatever people do to a box, one of them alone never lets it go against an alarm or a hold."""

from collections.abc import Callable

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quaywatch.cargo import InspectionKind, Outcome, OutcomeResult
from quaywatch.inspections import (
    Act,
    BoxEvent,
    DelayReason,
    DetentionReason,
    Entry,
    LiftingReason,
    Record,
    Refused,
    SkipReason,
    accept,
    cancel,
    correct,
    decline,
    delay,
    detain,
    follow,
    hold,
    let_go,
    offer,
    order,
    propose_letting_go,
    record_outcome,
    release,
    skip,
)
from quaywatch.ledger import Event
from quaywatch.ledger.acts import same_person
from tests.inspections.ports import hour
from tests.inspections.test_following import next_look
from tests.inspections.test_record import ORDER

# One person may sign in under a name written otherwise.
PEOPLE = st.sampled_from(["an", "AN ", "bo", "chief"])
KINDS = st.sampled_from([InspectionKind.DOCUMENTS, InspectionKind.SCAN, InspectionKind.OPEN])
OUTCOMES = st.sampled_from([Outcome(result=result) for result in OutcomeResult])

Command = Callable[[Record, Act], Event]


class Terminal(RuleBasedStateMachine):
    """People who do whatever the commands allow."""

    def __init__(self) -> None:
        super().__init__()
        self.records = [Record(box_id="b1")]

    @property
    def record(self) -> Record:
        return self.records[-1]

    @initialize(who=PEOPLE, kind=KINDS, outcome=st.none() | OUTCOMES)
    def begin(self, who: str, kind: InspectionKind, outcome: Outcome | None) -> None:
        """Most of what can go wrong does so after an inspection."""
        self.order(who, kind)
        if outcome is not None:
            self.conclude(who, outcome)

    @rule(who=PEOPLE, kind=KINDS)
    def order(self, who: str, kind: InspectionKind) -> None:
        wanted = msgspec.structs.replace(ORDER, kind=kind)
        self.do(who, lambda r, a: order(r, wanted, a))

    @rule(who=PEOPLE, outcome=OUTCOMES)
    def conclude(self, who: str, outcome: Outcome) -> None:
        self.do(who, lambda r, a: record_outcome(r, outcome, a))

    @rule(who=PEOPLE, outcome=OUTCOMES)
    def correct(self, who: str, outcome: Outcome) -> None:
        self.do(who, lambda r, a: correct(r, outcome, a, reason="looked again"))

    @rule(who=PEOPLE)
    def follow(self, who: str) -> None:
        self.do(who, lambda r, a: follow(r, next_look(), a))

    @rule(who=PEOPLE)
    def cancel(self, who: str) -> None:
        self.do(who, lambda r, a: cancel(r, SkipReason.OTHER, a))

    @rule(who=PEOPLE)
    def skip(self, who: str) -> None:
        self.do(who, lambda r, a: skip(r, SkipReason.OTHER, a))

    @rule(who=PEOPLE)
    def delay(self, who: str) -> None:
        self.do(who, lambda r, a: delay(r, hour(6), DelayReason.OTHER, a))

    @rule(who=PEOPLE)
    def hold(self, who: str) -> None:
        self.do(who, hold)

    @rule(who=PEOPLE)
    def release(self, who: str) -> None:
        self.do(who, release)

    @rule(who=PEOPLE, to=PEOPLE)
    def offer(self, who: str, to: str) -> None:
        self.do(who, lambda r, a: offer(r, to, a))

    @rule(who=PEOPLE, takes=st.booleans())
    def answer_offer(self, who: str, takes: bool) -> None:
        self.do(who, accept if takes else decline)

    @rule(who=PEOPLE)
    def detain(self, who: str) -> None:
        self.do(who, lambda r, a: detain(r, DetentionReason.SEAL, a))

    @rule(who=PEOPLE)
    def propose(self, who: str) -> None:
        self.do(who, lambda r, a: propose_letting_go(r, LiftingReason.EXPLAINED, a))

    @rule(who=PEOPLE)
    def let_go(self, who: str) -> None:
        self.do(who, let_go)

    @rule(one=PEOPLE, other=PEOPLE)
    def agree(self, one: str, other: str) -> None:
        self.propose(one)
        self.let_go(other)

    @invariant()
    def two_people_let_go_or_a_clean_inspection_did(self) -> None:
        history = self.record.history
        for number, entry in enumerate(history):
            before, after = self.records[number], self.records[number + 1]
            if before.detention is None or after.detention is not None:
                continue
            past = history[:number]
            assert entry.kind in (BoxEvent.LIFTED, BoxEvent.OUTCOME)
            if entry.kind is BoxEvent.OUTCOME:
                assert clean(entry)
                assert not any(speaks_against(each) for each in past)
            else:
                proposal = next(e for e in reversed(past) if e.kind is BoxEvent.LIFTING)
                since = past[past.index(proposal) :]
                assert not same_person(proposal.actor, entry.actor)
                assert not any(speaks_against(each) for each in since)

    @invariant()
    def an_alarm_detains(self) -> None:
        last = self.record.history[-1:]
        if any(speaks_against(entry) for entry in last):
            assert self.record.detention is not None

    @invariant()
    def what_is_ordered_and_not_done_is_kept(self) -> None:
        if self.record.order is not None and self.record.outcome is None:
            assert self.record.detention is not None

    @invariant()
    def an_alarm_whose_next_look_is_not_done_keeps_the_box(self) -> None:
        if self.record.is_followed_up:
            assert self.record.detention is not None

    @invariant()
    def no_look_is_lost_or_counted_twice(self) -> None:
        had = sum(entry.kind is BoxEvent.OUTCOME for entry in self.record.history)
        assert len(self.record.steps) + (self.record.outcome is not None) == had

    def do(self, who: str, command: Command) -> None:
        act = Act(actor=who, at=hour(1), seen=self.record.version, supervisor=who == "chief")
        try:
            event = command(self.record, act)
        except Refused:
            return
        self.records.append(self.record.apply(event))


def clean(entry: Entry) -> bool:
    outcome = entry.fact.outcome
    return outcome is not None and outcome.result is OutcomeResult.NOTHING


def speaks_against(entry: Entry) -> bool:
    return entry.fact.outcome is not None and not clean(entry)


Terminal.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestTerminal = Terminal.TestCase
