"""Whatever people do, in any order: nothing leaves by one hand, and a life is its events."""

from collections.abc import Callable
from datetime import timedelta
from typing import Never

from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance.bodies import Answer, WhyNot
from quaywatch.alliance.inquiries import (
    InquiryEvent,
    Life,
    Refusal,
    Refused,
    Side,
    Stage,
    commands,
)
from quaywatch.alliance.inquiries.kinds import OPEN
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act, same_person
from tests.alliance.inquiries.test_inquiries import NAME, QUESTION, sent
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM

Do = Callable[[Life, Act], Event]
SAID = Answer(request=f"request/{NAME}", text="Yes.")
NO = Answer(request=f"request/{NAME}", refused=WhyNot.CAPACITY)


def later(act: Act) -> Answer:
    return Answer(request=SAID.request, text="a judge", until=act.at + timedelta(days=20))


def refuse() -> Never:
    raise Refused(Refusal.TOO_EARLY, "nothing presses")


REQUEST = sent()[0].request
assert REQUEST is not None
DOING: list[Do] = [
    lambda life, act: commands.draft(life, QUESTION, act),
    lambda life, act: commands.send(life, ROTTERDAM, act)[0],
    lambda life, act: commands.arrive(life, REQUEST, act),
    lambda life, act: commands.draft_answer(life, SAID, act),
    lambda life, act: commands.draft_answer(life, NO, act),
    lambda life, act: commands.answer(life, ANTWERP, HANDLING, act)[0],
    lambda life, act: commands.give_back(life, "no", act),
    lambda life, act: commands.draft_answer(life, later(act), act),
    lambda life, act: commands.remind(life, act) or refuse(),
    lambda life, act: commands.escalate(life, "head", "late", act),
    lambda life, act: commands.close(life, "solved", act),
]
PEOPLE = st.sampled_from(["ann", "bob", "Ann ", "cas"])


@given(st.lists(st.tuples(st.sampled_from(DOING), PEOPLE, st.integers(0, 100)), max_size=25))
@settings(max_examples=200, deadline=None)
def test_nothing_leaves_by_one_hand_and_the_fold_is_the_life(
    tries: list[tuple[Do, str, int]],
) -> None:
    life, at, events = Life(inquiry_id=NAME), NOW, list[Event]()
    for do, actor, hours in tries:
        at += timedelta(hours=hours)
        try:
            event = do(life, Act(actor=actor, at=at, seen=life.version))
        except Refused:
            continue
        events.append(event)
        before, life = life, life.apply(event)
        kind = InquiryEvent(event.kind)
        draft = {
            InquiryEvent.SENT: InquiryEvent.DRAFTED,
            InquiryEvent.ANSWERED: InquiryEvent.ANSWER_DRAFTED,
            InquiryEvent.DELAYED: InquiryEvent.ANSWER_DRAFTED,
        }.get(kind)
        if draft is not None:
            assert not any(same_person(actor, one) for one in before.writers(draft))
        assert (life.stage in OPEN) <= (life.due_at is not None)
        assert (life.stage is Stage.ANSWER_DRAFT) == (life.answer is not None)
        assert life.side is Side.THEIRS or life.stage is not Stage.ANSWER_DRAFT
    again = Life(inquiry_id=NAME)
    for event in events:
        again = again.apply(event)
    assert again == life


@given(st.sampled_from(DOING), PEOPLE)
def test_nobody_acts_on_an_old_sight(do: Do, actor: str) -> None:
    for life in sent():
        try:
            do(life, Act(actor=actor, at=NOW, seen=life.version - 1))
        except Refused:
            continue
        raise AssertionError("it was done on an old sight")
