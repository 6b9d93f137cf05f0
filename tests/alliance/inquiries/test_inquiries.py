"""Requests are answered or refused in time by two people, and what is late shows."""

from datetime import timedelta

import msgspec
import pytest

from quaywatch.alliance import known_by
from quaywatch.alliance.bodies import (
    Answer,
    Asked,
    Feedback,
    Indicator,
    Request,
    RiskInformation,
    Seen,
    Sighting,
    Verdict,
    WhyNot,
    Withdrawal,
)
from quaywatch.alliance.inquiries import (
    LIMITS,
    Life,
    Question,
    Refusal,
    Refused,
    Reminder,
    Side,
    Stage,
    Urgency,
    commands,
    feedback_owed,
    pressing,
)
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM, notice

NAME = known_by(ROTTERDAM, "asks/1")
QUESTION = Question(
    to=ANTWERP,
    asked=Asked.IMAGE,
    about=("MSCU1234566",),
    question="Was it scanned when it left?",
    urgency=Urgency.URGENT_AT_HAND,
    handling=HANDLING,
)
HOUR = timedelta(hours=1)


def act(life: Life, actor: str, later: timedelta = timedelta()) -> Act:
    return Act(actor=actor, at=NOW + later, seen=life.version)


def after(life: Life, event: Event) -> Life:
    return life.apply(event)


def sent() -> tuple[Life, Life]:
    """A request, at whoever asks and at whoever is asked."""
    ours = Life(inquiry_id=NAME)
    ours = after(ours, commands.draft(ours, QUESTION, act(ours, "ann")))
    event, request = commands.send(ours, ROTTERDAM, act(ours, "bob"))
    theirs = Life(inquiry_id=NAME)
    theirs = after(theirs, commands.arrive(theirs, request, act(theirs, "line")))
    return after(ours, event), theirs


def answered(body: Answer) -> tuple[Life, Life]:
    ours, theirs = sent()
    theirs = after(theirs, commands.draft_answer(theirs, body, act(theirs, "cas", HOUR)))
    event, reply = commands.answer(theirs, ANTWERP, HANDLING, act(theirs, "dirk", HOUR))
    ours = after(ours, commands.answer_arrived(ours, reply, act(ours, "line", 2 * HOUR)))
    return ours, after(theirs, event)


def test_a_request_goes_to_whom_it_names_alone_and_is_due_when_the_directive_says() -> None:
    ours, theirs = sent()
    request = ours.request
    assert request is not None
    assert request.handling.audience == {ANTWERP}
    assert isinstance(request.body, Request)
    assert request.body.due_at == NOW + timedelta(hours=8)
    assert (theirs.side, theirs.partner, theirs.due_at) == (Side.THEIRS, ROTTERDAM, ours.due_at)


def test_the_limits_are_those_of_the_directive() -> None:
    hours = [limit / HOUR for limit in LIMITS.values()]
    assert hours == [8, 72, 168]


def test_an_answer_comes_back_to_whoever_asked() -> None:
    ours, theirs = answered(Answer(request=f"request/{NAME}", text="Yes, clean."))
    assert (ours.stage, theirs.stage) == (Stage.ANSWERED, Stage.ANSWERED)
    assert theirs.reply is not None
    assert theirs.reply.handling.audience == {ROTTERDAM}
    assert ours.heard is not None
    assert ours.heard.id == theirs.reply.id


def test_the_ledger_keeps_nothing_of_what_a_partner_wrote() -> None:
    ours, theirs = answered(Answer(request=f"request/{NAME}", text="Yes, clean."))
    kept = [msgspec.json.encode(life.history[n].fact) for life, n in ((theirs, 0), (ours, 2))]
    assert not any(word in fact for fact in kept for word in (b"scanned", b"clean", b"MSCU"))


def test_a_refusal_has_its_reason_as_a_code() -> None:
    ours, theirs = answered(Answer(request=f"request/{NAME}", refused=WhyNot.INVESTIGATION))
    assert (ours.stage, theirs.stage) == (Stage.REFUSED, Stage.REFUSED)
    assert theirs.reply is not None
    assert isinstance(theirs.reply.body, Answer)
    assert theirs.reply.body.refused is WhyNot.INVESTIGATION


@pytest.mark.parametrize("name", ["ann", " ANN ", "\uff41nn"])
def test_nobody_lets_out_what_they_wrote_however_they_write_their_name(name: str) -> None:
    life = Life(inquiry_id=NAME)
    life = after(life, commands.draft(life, QUESTION, act(life, "ann")))
    life = after(life, commands.draft(life, QUESTION, act(life, "bob", HOUR)))
    with pytest.raises(Refused) as refused:
        commands.send(life, ROTTERDAM, act(life, name))
    assert refused.value.code is Refusal.FOUR_EYES
    commands.send(life, ROTTERDAM, act(life, "cas"))


def test_what_a_second_person_gave_back_is_written_anew() -> None:
    _, life = sent()
    said = Answer(request=f"request/{NAME}", text="No.")
    life = after(life, commands.draft_answer(life, said, act(life, "cas")))
    life = after(life, commands.give_back(life, "look in the archive", act(life, "dirk")))
    assert (life.stage, life.answer) == (Stage.WAITING, None)
    life = after(life, commands.draft_answer(life, said, act(life, "dirk", HOUR)))
    with pytest.raises(Refused):
        commands.answer(life, ANTWERP, HANDLING, act(life, "cas"))


def delayed(until: timedelta) -> tuple[Life, Life]:
    """A delay, let out by a second person and heard of at the other end."""
    ours, theirs = sent()
    said = Answer(request=f"request/{NAME}", text="A judge has to allow it.", until=NOW + until)
    theirs = after(theirs, commands.draft_answer(theirs, said, act(theirs, "cas", HOUR)))
    event, told = commands.answer(theirs, ANTWERP, HANDLING, act(theirs, "dirk", HOUR))
    ours = after(ours, commands.answer_arrived(ours, told, act(ours, "line", 2 * HOUR)))
    return ours, after(theirs, event)


def test_a_delay_is_told_and_both_ends_wait_until_the_new_day() -> None:
    ours, theirs = delayed(20 * HOUR)
    assert {ours.stage, theirs.stage} == {Stage.WAITING}
    assert ours.due_at == theirs.due_at == NOW + 20 * HOUR
    told = theirs.delay
    assert told is not None
    assert told.handling.audience == {ROTTERDAM}
    assert ours.put_off is not None
    assert ours.put_off.id == told.id
    assert b"judge" not in msgspec.json.encode(ours.history[-1].fact)
    yes = Answer(request=f"request/{NAME}", text="Yes.")
    theirs = after(theirs, commands.draft_answer(theirs, yes, act(theirs, "cas", 3 * HOUR)))
    _, reply = commands.answer(theirs, ANTWERP, HANDLING, act(theirs, "dirk", 3 * HOUR))
    assert reply.id != told.id
    ours = after(ours, commands.answer_arrived(ours, reply, act(ours, "line", 4 * HOUR)))
    assert ours.stage is Stage.ANSWERED


@pytest.mark.parametrize(("text", "hours"), [(" ", 20), ("A judge.", 8)])
def test_a_delay_says_why_and_ends_after_the_limit(text: str, hours: int) -> None:
    _, theirs = sent()
    said = Answer(request=f"request/{NAME}", text=text, until=NOW + hours * HOUR, notices=("n/1",))
    with pytest.raises(Refused):
        commands.draft_answer(theirs, said, act(theirs, "cas"))


def test_a_delay_that_comes_again_changes_nothing() -> None:
    ours, theirs = delayed(20 * HOUR)
    assert theirs.delay is not None
    with pytest.raises(Refused):
        commands.answer_arrived(ours, theirs.delay, act(ours, "line"))


def reminders(life: Life, hours: int) -> list[int]:
    """Hours after which officers are reminded when somebody looks once an hour."""
    told: list[int] = []
    for hour in range(hours):
        made = commands.remind(life, act(life, "node", hour * HOUR))
        if made is not None:
            told.append(hour)
            life = life.apply(made)
    return told


def test_officers_are_reminded_once_before_the_limit_and_once_after_it() -> None:
    ours, theirs = sent()
    assert reminders(theirs, 30) == [6, 9]
    assert reminders(ours, 30) == [9]
    assert reminders(delayed(20 * HOUR)[1], 30) == [15, 21]
    done, _ = answered(Answer(request=f"request/{NAME}", text="Yes."))
    assert reminders(done, 30) == []


def test_what_is_late_goes_up() -> None:
    ours, theirs = sent()
    assert pressing(theirs, NOW + 7 * HOUR) is Reminder.SOON
    assert pressing(ours, NOW + 7 * HOUR) is None
    assert pressing(ours, NOW + 9 * HOUR) is Reminder.LATE
    with pytest.raises(Refused) as refused:
        commands.escalate(ours, "head", "silence", act(ours, "ann", 8 * HOUR))
    assert refused.value.code is Refusal.TOO_EARLY
    up = commands.escalate(ours, "head", "silence", act(ours, "ann", 9 * HOUR))
    assert after(ours, up).escalations == 1


def test_nobody_takes_longer_than_the_longest_limit_whatever_a_partner_writes() -> None:
    ours, _ = sent()
    assert ours.request is not None
    body = msgspec.structs.replace(ours.request.body, due_at=NOW + timedelta(days=900))
    life = Life(inquiry_id=NAME)
    late = msgspec.structs.replace(ours.request, body=body)
    life = after(life, commands.arrive(life, late, act(life, "line")))
    assert life.due_at == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(request=f"request/{known_by(ROTTERDAM, 'other')}", text="Yes."),
        Answer(request=f"request/{NAME}"),
        Answer(request=f"request/{NAME}", refused=WhyNot.OTHER, text=" "),
    ],
)
def test_an_answer_says_something_to_the_point(answer: Answer) -> None:
    _, life = sent()
    with pytest.raises(Refused):
        commands.draft_answer(life, answer, act(life, "cas"))


def test_an_answer_of_somebody_else_is_none() -> None:
    ours, theirs = sent()
    said = Answer(request=f"request/{NAME}", text="Yes.")
    theirs = after(theirs, commands.draft_answer(theirs, said, act(theirs, "cas")))
    _, reply = commands.answer(theirs, "eve.example", HANDLING, act(theirs, "dirk"))
    with pytest.raises(Refused) as refused:
        commands.answer_arrived(ours, reply, act(ours, "line"))
    assert refused.value.code is Refusal.NOT_THE_ANSWER


def test_a_request_that_was_given_back_is_not_sent_as_it_was() -> None:
    life = Life(inquiry_id=NAME)
    life = after(life, commands.draft(life, QUESTION, act(life, "ann")))
    life = after(life, commands.give_back(life, "which box?", act(life, "bob")))
    with pytest.raises(Refused) as refused:
        commands.send(life, ROTTERDAM, act(life, "cas"))
    assert refused.value.code is Refusal.WRONG_STAGE
    life = after(life, commands.draft(life, QUESTION, act(life, "ann", HOUR)))
    commands.send(life, ROTTERDAM, act(life, "bob"))


RISK = notice(
    RiskInformation(
        title="Reefers",
        risk="Kits in evaporators",
        measures="Look",
        from_on=NOW.date(),
        until_on=NOW.date() + timedelta(days=30),
        feedback_by=NOW.date() + timedelta(days=14),
    ),
    id=known_by(ROTTERDAM, "risk"),
)
LOOK = notice(Indicator(what=Seen.CONTAINER, value="MSCU1234566"), id=known_by(ROTTERDAM, "look"))


def own(body: Sighting | Feedback) -> object:
    return notice(body, origin=ANTWERP, id=known_by(ANTWERP, body.of + type(body).__name__))


def test_feedback_is_owed_on_warnings_with_a_day_and_on_indicators_that_were_met() -> None:
    met = own(Sighting(of=LOOK.reference, first_at=NOW, last_at=NOW))
    found = feedback_owed([RISK, LOOK, met], ANTWERP, NOW + timedelta(days=8))
    assert [(one.reference, one.late) for one in found] == [
        (LOOK.reference, True),
        (RISK.reference, False),
    ]
    told = own(Feedback(of=LOOK.reference, verdict=Verdict.NOTHING))
    assert [one.reference for one in feedback_owed([RISK, LOOK, met, told], ANTWERP, NOW)] == [
        RISK.reference
    ]
    assert not feedback_owed([RISK, LOOK], ROTTERDAM, NOW)


def test_nothing_is_owed_on_an_indicator_never_met_or_on_what_was_withdrawn() -> None:
    gone = msgspec.structs.replace(RISK, body=Withdrawal(of="risk", reason="an error"), version=2)
    assert not feedback_owed([LOOK, gone], ANTWERP, NOW)
