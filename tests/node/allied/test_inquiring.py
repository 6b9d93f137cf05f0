"""A partner is asked and answers or refuses in time; what leaves does so by two people."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance.bodies import Answer, Asked, WhyNot
from quaywatch.alliance.inquiries import Question, Refused, Side, Stage, Urgency
from quaywatch.alliance.policy import Category
from quaywatch.node import Node, NotLetOut, UnknownInquiry
from quaywatch.node.allied.inquiring import Inquiry
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement, carry

QUESTION = Question(
    to=ANTWERP,
    asked=Asked.INSPECTION,
    about=("MSCU1234566",),
    question="Was this one opened on its way?",
    urgency=Urgency.URGENT_AT_HAND,
    handling=HANDLING,
)
SECRET = b"opened on its way"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[tuple[Node, Node]]:
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        agree(rotterdam, agreement(antwerp))
        agree(antwerp, agreement(rotterdam))
        yield rotterdam, antwerp


def asked(two: tuple[Node, Node]) -> str:
    """Let Rotterdam ask Antwerp by two people."""
    rotterdam, antwerp = two
    made = rotterdam.allied.inquiries.draft(QUESTION, actor="ann")
    name = made.life.inquiry_id
    rotterdam.allied.inquiries.send(name, actor="bob", seen=1)
    carry(rotterdam, antwerp)
    return name


def only(node: Node) -> Inquiry:
    (found,) = node.allied.inquiries.all()
    return found


def reply(two: tuple[Node, Node], **said: object) -> str:
    rotterdam, antwerp = two
    name = asked(two)
    answer = Answer(request=f"request/{name}", **said)  # type: ignore[arg-type]
    antwerp.allied.inquiries.draft_answer(name, answer, actor="cas", seen=1)
    antwerp.allied.inquiries.answer(name, HANDLING, actor="dirk", seen=2)
    carry(antwerp, rotterdam)
    return name


def test_a_request_stands_at_both_ends_with_its_limit(two: tuple[Node, Node]) -> None:
    asked(two)
    ours, theirs = (only(node) for node in two)
    assert (ours.life.side, theirs.life.side) == (Side.OURS, Side.THEIRS)
    assert (ours.life.partner, theirs.life.partner) == (ANTWERP, ROTTERDAM)
    assert theirs.request is not None
    assert theirs.request.body == ours.request.body if ours.request else False
    assert ours.life.due_at == theirs.life.due_at


def test_one_person_alone_sends_nothing(two: tuple[Node, Node]) -> None:
    rotterdam, antwerp = two
    name = rotterdam.allied.inquiries.draft(QUESTION, actor="ann").life.inquiry_id
    with pytest.raises(Refused):
        rotterdam.allied.inquiries.send(name, actor="Ann", seen=1)
    carry(rotterdam, antwerp)
    assert antwerp.allied.inquiries.all() == []


def test_an_answer_comes_back_and_every_step_is_on_both_records(two: tuple[Node, Node]) -> None:
    name = reply(two, text="No, it was not.")
    rotterdam, antwerp = two
    found = rotterdam.allied.inquiries.read(name, actor="ann")
    assert found.life.stage is Stage.ANSWERED
    assert found.reply is not None
    assert found.reply.body == Answer(request=f"request/{name}", text="No, it was not.")
    steps = [entry.kind.value for entry in only(antwerp).life.history]
    assert steps == ["inquiry.arrived", "inquiry.answer-drafted", "inquiry.answered"]
    went = antwerp.allied.went()
    assert [(one.partner, one.allowed) for one in went] == [(ROTTERDAM, True)]
    assert rotterdam.allied.looks(f"{ANTWERP}/{found.reply.id}")[0].actor == "ann"


def test_a_refusal_comes_back_with_its_reason(two: tuple[Node, Node]) -> None:
    reply(two, refused=WhyNot.INVESTIGATION)
    found = only(two[0])
    assert found.life.stage is Stage.REFUSED
    assert found.reply is not None
    assert isinstance(found.reply.body, Answer)
    assert found.reply.body.refused is WhyNot.INVESTIGATION


def test_a_delay_is_told_by_two_people_through_the_gate(
    two: tuple[Node, Node], clock: Clock
) -> None:
    rotterdam, antwerp = two
    name = asked(two)
    until = clock() + timedelta(days=20)
    late = Answer(request=f"request/{name}", text="A judge decides on the 20th.", until=until)
    antwerp.allied.inquiries.draft_answer(name, late, actor="cas", seen=1)
    with pytest.raises(Refused):
        antwerp.allied.inquiries.answer(name, HANDLING, actor="Cas", seen=2)
    antwerp.allied.inquiries.answer(name, HANDLING, actor="dirk", seen=2)
    assert [(one.partner, one.allowed) for one in antwerp.allied.went()] == [(ROTTERDAM, True)]
    carry(antwerp, rotterdam)
    found = only(rotterdam)
    assert (found.life.stage, found.life.due_at) == (Stage.WAITING, until)
    assert found.delay is not None
    assert found.delay.body == late
    assert all(b"A judge" not in one.payload for one in rotterdam.ledger.read())
    done = Answer(request=f"request/{name}", text="No.")
    antwerp.allied.inquiries.draft_answer(name, done, actor="cas", seen=3)
    antwerp.allied.inquiries.answer(name, HANDLING, actor="dirk", seen=4)
    carry(antwerp, rotterdam)
    assert only(rotterdam).life.stage is Stage.ANSWERED


def test_officers_are_reminded_on_record_and_once(two: tuple[Node, Node], clock: Clock) -> None:
    _, antwerp = two
    asked(two)
    antwerp.allied.rounds()
    clock.on(1)
    antwerp.allied.rounds()
    antwerp.allied.rounds()
    kinds = [one.kind.value for one in only(antwerp).life.history]
    assert kinds == ["inquiry.arrived", "inquiry.reminded"]


def test_what_is_asked_is_in_the_partners_line_and_never_in_its_ledger(
    two: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = two
    name = asked(two)
    said = b"".join(one.payload for one in antwerp.ledger.read())
    assert SECRET not in said
    rotterdam.allied.inquiries.close(name, "solved", actor="ann", seen=2)
    carry(rotterdam, antwerp)
    found = only(antwerp)
    assert (found.life.stage, found.request) == (Stage.CLOSED, None)
    with antwerp.ledger.engine.connect() as connection:
        held = connection.exec_driver_sql("SELECT notice FROM ally_notice").scalars()
        assert not any(SECRET in bytes(one) for one in held)


def test_what_comes_twice_changes_nothing(two: tuple[Node, Node]) -> None:
    rotterdam, antwerp = two
    asked(two)
    before = only(antwerp).life
    for body in rotterdam.allied.line.after(ANTWERP, 0):
        antwerp.allied.line.receive(ROTTERDAM, [body])
    antwerp.allied.follow()
    assert only(antwerp).life == before


def test_what_no_agreement_covers_is_not_sent_and_says_why(
    tmp_path: Path, two: tuple[Node, Node]
) -> None:
    rotterdam, antwerp = two
    narrow = agreement(antwerp, categories=frozenset({Category.CARGO}))
    agree(rotterdam, narrow)
    name = rotterdam.allied.inquiries.draft(QUESTION, actor="ann").life.inquiry_id
    with pytest.raises(NotLetOut, match="default-deny"):
        rotterdam.allied.inquiries.send(name, actor="bob", seen=1)
    assert only(rotterdam).life.stage is Stage.DRAFT


def test_what_is_late_shows_first_and_goes_up(two: tuple[Node, Node], clock: Clock) -> None:
    rotterdam, _ = two
    name = asked(two)
    later = msgspec.structs.replace(QUESTION, urgency=Urgency.ORDINARY)
    rotterdam.allied.inquiries.draft(later, actor="ann")
    clock.on(1)
    first = rotterdam.allied.inquiries.all()[0].life
    assert first.inquiry_id == name
    assert first.due_at is not None
    assert first.due_at < clock()
    up = rotterdam.allied.inquiries.escalate(name, "head", "silence", actor="ann", seen=2)
    assert up.life.escalations == 1


def test_what_nobody_asked_is_not_there(two: tuple[Node, Node]) -> None:
    with pytest.raises(UnknownInquiry):
        two[0].allied.inquiries.read("none", actor="ann")
