"""What officers and filers may do with a request, and when."""

from datetime import timedelta

import pytest

from quaywatch.requests import (
    Answer,
    AnswerSource,
    Refusal,
    Refused,
    Request,
    RequestKind,
    Result,
    State,
    commands,
)
from tests.node.making import DAY
from tests.requests.making import SENDING, act, after, draft

ANSWER = Answer(source=AnswerSource.OFFICER, text="Bananas.")


def drafted(kind: RequestKind = RequestKind.AMENDMENT, actor: str = "ann") -> Request:
    request = Request(request_id="r")
    return after(request, commands.draft(request, draft(kind), act(request, actor)))


def sent(kind: RequestKind = RequestKind.AMENDMENT) -> Request:
    request = drafted(kind)
    if kind is RequestKind.DO_NOT_LOAD:
        request = after(request, commands.propose(request, act(request, "ann")))
        request = after(request, commands.approve(request, act(request, "bob")))
    return after(request, commands.send(request, SENDING, b"letter", act(request)))


def refused(code: Refusal, command: object) -> None:
    with pytest.raises(Refused) as caught:
        command()  # type: ignore[operator]
    assert caught.value.code is code


def test_a_request_is_sent_by_one_officer() -> None:
    request = sent()
    assert request.state is State.SENT
    assert (request.drafted_by, request.sent_by) == ("ann", "ann")
    assert request.awaited
    assert not request.stops_loading


def test_a_do_not_load_is_not_sent_by_one_officer() -> None:
    request = drafted(RequestKind.DO_NOT_LOAD)
    refused(Refusal.FOUR_EYES, lambda: commands.send(request, SENDING, b"", act(request, "bob")))
    request = after(request, commands.propose(request, act(request, "ann")))
    refused(Refusal.FOUR_EYES, lambda: commands.approve(request, act(request, " Ann")))
    refused(Refusal.FOUR_EYES, lambda: commands.send(request, SENDING, b"", act(request, "bob")))
    assert sent(RequestKind.DO_NOT_LOAD).stops_loading


def test_who_changes_the_text_of_a_do_not_load_has_it_proposed_anew() -> None:
    request = drafted(RequestKind.DO_NOT_LOAD)
    request = after(request, commands.propose(request, act(request, "ann")))
    request = after(request, commands.approve(request, act(request, "bob")))
    other = draft(RequestKind.DO_NOT_LOAD, remark="Keep it ashore.")
    request = after(request, commands.edit(request, other, act(request, "ann")))
    assert (request.state, request.proposed_by, request.approved_by) == (State.DRAFTED, "", "")
    refused(Refusal.FOUR_EYES, lambda: commands.send(request, SENDING, b"", act(request)))


def test_a_do_not_load_comes_before_loading_or_not_at_all() -> None:
    request = drafted(RequestKind.DO_NOT_LOAD)
    aboard = DAY - timedelta(hours=1)
    refused(
        Refusal.LOADED,
        lambda: commands.propose(request, act(request), loaded_at=aboard),
    )
    refused(Refusal.LOADED, lambda: commands.propose(request, act(request, hours=48)))
    commands.propose(request, act(request), loaded_at=DAY + timedelta(hours=1))


def test_lifting_a_do_not_load_takes_two_officers() -> None:
    request = sent(RequestKind.DO_NOT_LOAD)
    refused(
        Refusal.FOUR_EYES,
        lambda: commands.withdraw(request, "a mistake", act(request, "bob"), SENDING),
    )
    request = after(request, commands.propose_lifting(request, "a mistake", act(request, "bob")))
    refused(
        Refusal.FOUR_EYES,
        lambda: commands.withdraw(request, "a mistake", act(request, "BOB"), SENDING),
    )
    request = after(request, commands.withdraw(request, "agreed", act(request, "ann"), SENDING))
    assert request.state is State.WITHDRAWN
    assert not request.stops_loading


def test_closing_is_no_way_around_lifting() -> None:
    request = sent(RequestKind.DO_NOT_LOAD)
    for result in Result:
        refused(
            Refusal.NEEDS_LIFTING, lambda r=result: commands.close(request, r, act(request, "bob"))
        )
    refused(Refusal.WRONG_STATE, lambda: commands.ask_again(request, draft(), act(request)))
    closed = after(request, commands.close(request, Result.UPHELD, act(request, hours=48)))
    assert closed.result is Result.UPHELD
    assert closed.stops_loading


def test_a_filer_answers_its_own_requests_and_does_nothing_else() -> None:
    request = sent()
    own = act(request, "carl", speaks_for="carrier/TSTL")
    other = act(request, "carl", speaks_for="carrier/XXXX")
    refused(Refusal.NOT_YOURS, lambda: commands.answer(request, ANSWER, other))
    answered = after(request, commands.answer(request, ANSWER, own))
    assert (answered.state, answered.answered_at) == (State.ANSWERED, DAY)
    staff = act(answered, "carl", speaks_for="carrier/TSTL")
    refused(Refusal.FILER, lambda: commands.close(answered, Result.SATISFIED, staff))
    refused(Refusal.FILER, lambda: commands.withdraw(answered, "no", staff, SENDING))
    # Nor under the name by which it is addressed.
    refused(Refusal.FILER, lambda: commands.withdraw(answered, "no", act(answered, "tstl")))


def test_whoever_acts_on_an_old_sight_is_refused() -> None:
    request = drafted()
    late = act(Request(request_id="r"), "bob")
    refused(Refusal.STALE_VERSION, lambda: commands.edit(request, draft(), late))
    refused(Refusal.STALE_VERSION, lambda: commands.send(request, SENDING, b"", late))


def test_a_request_that_asks_nothing_is_not_drafted() -> None:
    request = Request(request_id="r")
    refused(Refusal.EMPTY, lambda: commands.draft(request, draft(questions=()), act(request)))
    commands.draft(request, draft(questions=(), remark="Who packed it?"), act(request))


def test_a_conversation_goes_on_until_the_officer_is_satisfied() -> None:
    request = sent()
    refused(Refusal.WRONG_STATE, lambda: commands.close(request, Result.SATISFIED, act(request)))
    refused(Refusal.NOT_OVERDUE, lambda: commands.close(request, Result.UNANSWERED, act(request)))
    commands.close(request, Result.UNANSWERED, act(request, hours=24))
    request = after(request, commands.answer(request, ANSWER, act(request)))
    request = after(request, commands.ask_again(request, draft(), act(request)))
    assert (request.state, request.round) == (State.DRAFTED, 2)
    request = after(request, commands.send(request, SENDING, b"again", act(request)))
    request = after(request, commands.answer(request, ANSWER, act(request)))
    request = after(request, commands.close(request, Result.SATISFIED, act(request)))
    assert not request.open
    refused(Refusal.WRONG_STATE, lambda: commands.answer(request, ANSWER, act(request)))


def test_a_filer_that_was_asked_is_told_of_the_withdrawal() -> None:
    unsent = drafted()
    assert commands.withdraw(unsent, "not needed", act(unsent)).original is None
    asked = sent()
    with pytest.raises(ValueError, match="told"):
        commands.withdraw(asked, "not needed", act(asked))
    told = commands.withdraw(asked, "not needed", act(asked), SENDING, b"withdrawn")
    assert told.original == b"withdrawn"
    assert after(asked, told).history[-1].fact.sending is not None
