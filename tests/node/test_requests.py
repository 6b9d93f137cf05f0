"""Conversations with filers through a node, on both engines."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import FilingFunction, MovementKind
from quaywatch.node import Description, Node, RequestQuery, UnknownRequest
from quaywatch.requests import (
    Answer,
    AnswerSource,
    Refusal,
    Refused,
    RequestEvent,
    RequestKind,
    Result,
    State,
    Wording,
)
from tests.node.making import DAY, NUMBERS, Clock, consignment, filing, movement
from tests.node.tables import contents

VAGUE = "description-vague/1"
AT_SEA = {"arrival": DAY + timedelta(days=5)}
ASHORE = {"arrival": DAY + timedelta(days=30)}
ASKING = Wording(questions=(VAGUE,))
ANSWER = Answer(source=AnswerSource.OFFICER, text="It is fruit.")


def file(node: Node, description: str, reference: str = "M1", **said: object) -> str:
    """File a bill and return its box."""
    where = said or ASHORE
    made = consignment("BL1", NUMBERS[:1], description=description, **where)  # type: ignore[arg-type]
    function = FilingFunction.ORIGINAL if reference == "M1" else FilingFunction.AMENDMENT
    return node.intake(filing(made, function=function, reference=reference)).boxes[0]


def sent(node: Node, box: str, kind: RequestKind = RequestKind.AMENDMENT) -> str:
    talk = node.desk.draft(box, kind, ASKING, actor="ann").request
    node.desk.send(talk.request_id, actor="ann", seen=talk.version)
    return talk.request_id


def kinds(node: Node, name: str) -> list[RequestEvent]:
    return [e.kind for e in node.desk.read(name, actor="ann").request.history]


def test_a_draft_asks_what_the_documents_call_for(node: Node) -> None:
    box = file(node, "GENERAL CARGO")
    talk = node.desk.draft(box, None, Wording(), actor="ann")
    request = talk.request
    assert request.draft is not None
    assert request.draft.kind is RequestKind.AMENDMENT
    assert VAGUE in [question.key for question in request.draft.questions]
    assert "GENERAL CARGO" in str(talk.letters)
    with pytest.raises(ValueError, match="nothing calls"):
        node.desk.draft(box, RequestKind.SCREENING, Wording(questions=("x/1",)), actor="ann")
    with pytest.raises(Refused) as refused:
        node.desk.draft(box, None, Wording(), actor="bob")
    assert refused.value.code is Refusal.ALREADY_OPEN


def test_what_is_sent_waits_in_the_outbox_until_it_is_delivered_once(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    (parcel,) = node.outbox.waiting()
    assert (parcel.request_id, parcel.filer, parcel.purpose) == (name, "TSTL", "request")
    assert b"GENERAL CARGO" in node.outbox.read(parcel.position)[1]
    node.outbox.delivered(parcel.position, actor="transport")
    node.outbox.delivered(parcel.position, actor="transport")
    assert node.outbox.waiting() == []
    assert kinds(node, name).count(RequestEvent.DELIVERED) == 1
    with pytest.raises(UnknownRequest):
        node.outbox.read(1)


def test_an_amendment_answers_the_request_and_says_what_it_cured(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    file(node, "FRESH BANANAS", "M2")
    request = node.desk.read(name, actor="ann").request
    assert request.state is State.ASSESSED
    assert request.assessed is not None
    assert (request.assessed.cured, request.assessed.remaining) == ((VAGUE,), ())
    answer = request.history[-2].fact.answer
    assert answer is not None
    assert (answer.source, request.history[-2].actor) == (AnswerSource.FILING, "TSTL")
    node.desk.close(name, Result.SATISFIED, actor="ann", seen=request.version)
    assert node.requests(RequestQuery(open=True)).total == 0


def test_an_amendment_that_does_not_do_leaves_the_question_to_be_asked_again(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    file(node, "CONSOLIDATED CARGO", "M2")
    request = node.desk.read(name, actor="ann").request
    assert request.assessed is not None
    assert request.assessed.remaining == (VAGUE,)
    talk = node.desk.ask_again(name, actor="ann", seen=request.version)
    assert talk.request.state is State.DRAFTED
    assert "CONSOLIDATED CARGO" in str(talk.letters)
    node.desk.send(name, actor="ann", seen=talk.request.version)
    assert len(node.outbox.waiting()) == 2


def test_another_filer_s_message_is_no_answer(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    made = consignment("BL1", NUMBERS[:1], description="FRESH BANANAS", **ASHORE)
    node.intake(filing(made, reference="M2").replace(b'"sender":"TSTL"', b'"sender":"XXXX"'))
    assert node.desk.read(name, actor="ann").request.state is State.SENT


def test_a_filer_reads_and_answers_only_what_was_sent_to_it(node: Node) -> None:
    talk = node.desk.draft(file(node, "GENERAL CARGO"), None, ASKING, actor="ann").request
    name = talk.request_id
    with pytest.raises(UnknownRequest):
        node.desk.received(name, "carrier/TSTL", actor="carl")
    assert node.desk.of_filer("carrier/TSTL") == []
    node.desk.send(name, actor="ann", seen=talk.version)
    assert "GENERAL CARGO" in str(node.desk.received(name, "carrier/TSTL", actor="carl").letter)
    assert [r.request_id for r in node.desk.of_filer("filer/TSTL")] == [name]
    assert node.desk.of_filer("filer/XXXX") == []
    with pytest.raises(UnknownRequest):
        node.desk.received(name, "carrier/XXXX", actor="eve")
    with pytest.raises(UnknownRequest):
        node.desk.answer(name, ANSWER, actor="eve", seen=None, speaks_for="carrier/XXXX")
    answered = node.desk.answer(
        name, ANSWER, actor="carl", seen=None, data=b"papers", speaks_for="carrier/TSTL"
    ).request
    assert answered.state is State.ASSESSED
    assert answered.assessed is not None
    assert answered.assessed.remaining == (VAGUE,)
    enclosed = next(e.position for e in answered.history if e.fact.answer is not None)
    assert node.desk.enclosed(name, enclosed, actor="ann") == b"papers"
    # What is being drafted next is none of the filer's business yet.
    node.desk.ask_again(name, actor="ann", seen=answered.version)
    again = node.desk.edit(
        name, Wording(questions=(), remark="Who packed it?"), actor="ann", seen=answered.version + 1
    )
    assert "Who packed" not in str(node.desk.received(name, "carrier/TSTL", actor="carl").letter)
    assert again.request.changeable


def test_reading_a_conversation_is_on_the_ledger(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    node.desk.read(name, actor="ann")
    last = node.ledger.latest(1)[0]
    assert (last.kind, last.actor) == ("conversation.read", "ann")
    assert name.encode() in last.payload


def test_a_do_not_load_is_refused_once_the_container_is_aboard(node: Node) -> None:
    box = file(node, "GENERAL CARGO")
    talk = node.desk.draft(box, RequestKind.DO_NOT_LOAD, ASKING, actor="ann").request
    loaded = movement(NUMBERS[0], MovementKind.LOADED, DAY, location="ECGYE")
    node.intake(filing(movements=(loaded,), reference="M3"))
    with pytest.raises(Refused, match="loaded at") as refused:
        node.desk.propose(talk.request_id, actor="ann", seen=talk.version)
    assert refused.value.code is Refusal.LOADED


def test_two_officers_stop_a_container_and_two_let_it_go(node: Node) -> None:
    box = file(node, "GENERAL CARGO")
    name = node.desk.draft(box, RequestKind.DO_NOT_LOAD, ASKING, actor="ann").request.request_id
    with pytest.raises(Refused):
        node.desk.send(name, actor="bob", seen=1)
    node.desk.propose(name, actor="ann", seen=1)
    with pytest.raises(Refused):
        node.desk.approve(name, actor="ann", seen=2)
    assert node.desk.approve(name, actor="bob", seen=2).request.stops_loading
    with pytest.raises(Refused):
        node.desk.withdraw(name, "a mistake", actor="bob", seen=4)
    node.desk.propose_lifting(name, "a mistake", actor="bob", seen=4)
    node.desk.withdraw(name, "agreed", actor="ann", seen=5)
    parcels = node.outbox.waiting()
    assert [parcel.purpose for parcel in parcels] == ["request", "withdrawal"]
    assert b"may be loaded" in node.outbox.read(parcels[1].position)[1]


def test_what_nobody_answers_is_reminded_and_escalated_once_also_after_a_restart(
    tmp_path: Path,
) -> None:
    clock = Clock()
    path = tmp_path / "node.sqlite"
    with Node.open(path, clock=clock) as node:
        name = sent(node, file(node, "GENERAL CARGO"))
        assert node.rounds.chase() == 0
        clock.at = DAY + timedelta(hours=19)
        assert node.rounds.chase() == 1
        assert node.rounds.chase() == 0
        assert [parcel.purpose for parcel in node.outbox.waiting()] == ["request", "reminder"]
        clock.at = DAY + timedelta(hours=24)
        assert node.requests(RequestQuery(overdue=True)).total == 1
    with Node.open(path, clock=clock) as node:
        assert node.rounds.chase() == 1
        node.rebuild()
        assert node.rounds.chase() == 0
        (request,) = node.requests(RequestQuery(overdue=True)).requests
        assert request.escalated
        done = kinds(node, name)
        assert done.count(RequestEvent.REMINDED) == done.count(RequestEvent.ESCALATED) == 1


def test_a_rebuild_gives_the_same_conversations(node: Node) -> None:
    name = sent(node, file(node, "GENERAL CARGO"))
    file(node, "FRESH BANANAS", "M2")
    other = node.intake(
        filing(consignment("BL2", NUMBERS[2:3], description="PARTS"), reference="M5")
    ).boxes[0]
    node.desk.draft(other, None, Wording(remark="What parts?"), actor="bob")
    node.outbox.delivered(node.outbox.waiting()[0].position, actor="transport")
    before = contents(node)
    assert len(before["request"]) == 2
    assert len(before["outbox"]) == 1
    node.rebuild()
    assert contents(node) == before
    assert node.ledger.verify() is None
    assert node.desk.read(name, actor="ann").request.state is State.ASSESSED


def test_the_list_has_what_is_due_first_and_can_be_narrowed(
    open_node: Callable[[str], Node], tmp_path: Path
) -> None:
    node = open_node(str(tmp_path / "node.sqlite"))
    first = sent(node, file(node, "GENERAL CARGO"))
    parts = filing(consignment("BL2", NUMBERS[2:3], description="PARTS", **ASHORE), reference="M5")
    other = node.intake(parts).boxes[0]
    drafted = node.desk.draft(other, RequestKind.INFORMATION, Wording(), actor="bob").request
    everything = node.requests()
    assert [r.request_id for r in everything.requests] == [first, drafted.request_id]
    for query, found in (
        (RequestQuery(kind="information"), 1),
        (RequestQuery(state="sent"), 1),
        (RequestQuery(party="TSTL"), 2),
        (RequestQuery(party="XXXX"), 0),
        (RequestQuery(box_id=other), 1),
        (RequestQuery(overdue=False), 2),
    ):
        assert node.requests(query).total == found, msgspec.structs.asdict(query)


def test_nothing_of_an_officer_or_of_scoring_leaves(node: Node) -> None:
    node.describe(Description(name="Antwerp"))
    box = file(node, "GENERAL CARGO")
    sent(node, box)
    words = node.outbox.read(node.outbox.waiting()[0].position)[1].decode().casefold()
    view = node.dossier(box, "ann")
    for reason in view.dossier.reasons:
        assert reason.kind == "finding" or reason.code not in words
    assert f"{view.line.probability:.3f}" not in words
    assert "ann" not in words.split()
    with pytest.raises(Refused):
        node.desk.draft(
            box,
            RequestKind.INFORMATION,
            Wording(remark="Ask Olivia Officer"),
            actor="ann",
            confidential=["Olivia Officer"],
        )
