"""`/api/requests`: asking filers, and what becomes of it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from quaywatch.api import requests
from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.attaching import answer_of
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission, Role
from quaywatch.api.request_shapes import (
    AnswerRequest,
    CloseRequest,
    ConversationShape,
    DraftRequest,
    EditRequest,
    KindName,
    ProposalShape,
    ReasonRequest,
    RequestList,
    StateName,
    StepRequest,
)
from quaywatch.api.request_shapes import Wording as WordingShape
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node import Conversation, RequestQuery
from quaywatch.node.requesting.listing import LARGEST_PAGE
from quaywatch.requests import AnswerSource, RequestKind, Result, Wording

router = APIRouter(prefix="/api", tags=["requests"])

Asker = Annotated[OpenSession, Depends(requires(Permission.ASK))]
_Text = Annotated[str | None, Query(max_length=200)]


@router.get("/requests", dependencies=guard(Permission.READ))
def read_requests(
    held: Held,
    open: bool | None = None,  # noqa: A002 - the word of the query
    state: StateName | None = None,
    kind: KindName | None = None,
    party: _Text = None,
    overdue: bool | None = None,
    box_id: _Text = None,
    offset: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    limit: Annotated[int, Query(ge=0, le=LARGEST_PAGE)] = 100,
) -> RequestList:
    """Return the conversations with filers, those due first in front.

    `party` is the identifier of a filer or the code of a carrier.
    """
    query = RequestQuery(
        open=open,
        state=state,
        kind=kind,
        party=party or None,
        overdue=overdue,
        box_id=box_id or None,
        offset=offset,
        limit=limit,
    )
    return requests.page(held.node.requests(query))


@router.get("/requests/{request_id}")
def read_request(
    request_id: str, reader: Reader, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Return one conversation; that it was looked at is written to the ledger."""
    return _shape(held, language, held.node.desk.read(request_id, actor=reader.user.username))


@router.get(
    "/requests/{request_id}/enclosures/{position}",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_enclosure(
    request_id: str,
    position: Annotated[int, Path(ge=1, le=2**62)],
    reader: Reader,
    held: Held,
) -> Response:
    """Return what was sent or came in at a step; the look is written to the ledger."""
    data = held.node.desk.enclosed(request_id, position, actor=reader.user.username)
    headers = {"Content-Disposition": f'attachment; filename="enclosure-{position}.bin"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/boxes/{box_id}/questions")
def read_questions(
    box_id: str, asker: Asker, held: Held, language: RequestLanguage
) -> ProposalShape:
    """Return what can be asked of the filer of a box; the look is written to the ledger."""
    matter = held.node.desk.matter(box_id, actor=asker.user.username)
    under_way = held.node.requests(RequestQuery(open=True, box_id=box_id))
    return requests.proposal(matter, under_way, language, held.node.now())


@router.post("/boxes/{box_id}/requests")
def draft_request(
    box_id: str, body: DraftRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Draft a request about a box."""
    kind = RequestKind(body.kind) if body.kind else None
    talk = _worded(
        lambda: held.node.desk.draft(
            box_id,
            kind,
            _wording(body),
            actor=asker.user.username,
            confidential=_people(held),
        )
    )
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/draft")
def edit_request(
    request_id: str, body: EditRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Change what a draft says; whoever had confirmed it has to do so again."""
    talk = _worded(
        lambda: held.node.desk.edit(
            request_id,
            _wording(body),
            actor=asker.user.username,
            seen=body.version,
            confidential=_people(held),
        )
    )
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/propose")
def propose_request(
    request_id: str, body: StepRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Ask another officer to confirm a draft."""
    talk = held.node.desk.propose(request_id, actor=asker.user.username, seen=body.version)
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/approve")
def approve_request(
    request_id: str, body: StepRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Confirm what another officer proposed: it goes out at once."""
    talk = held.node.desk.approve(request_id, actor=asker.user.username, seen=body.version)
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/send")
def send_request(
    request_id: str, body: StepRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Send a request that needs no second officer."""
    talk = held.node.desk.send(request_id, actor=asker.user.username, seen=body.version)
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/answer")
def answer_request(
    request_id: str, body: AnswerRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Write down what the filer answered by letter or telephone."""
    answer, data = answer_of(body, AnswerSource.OFFICER)
    talk = held.node.desk.answer(
        request_id, answer, actor=asker.user.username, seen=body.version, data=data
    )
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/again")
def ask_again(
    request_id: str, body: StepRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Draft anew what the answer left open."""
    talk = held.node.desk.ask_again(request_id, actor=asker.user.username, seen=body.version)
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/close")
def close_request(
    request_id: str, body: CloseRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """End a conversation."""
    talk = held.node.desk.close(
        request_id,
        Result(body.result),
        actor=asker.user.username,
        seen=body.version,
        note=body.note,
    )
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/lifting")
def propose_lifting(
    request_id: str, body: ReasonRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Ask another officer to lift a do-not-load."""
    talk = held.node.desk.propose_lifting(
        request_id, body.reason, actor=asker.user.username, seen=body.version
    )
    return _shape(held, language, talk)


@router.post("/requests/{request_id}/withdraw")
def withdraw_request(
    request_id: str, body: ReasonRequest, asker: Asker, held: Held, language: RequestLanguage
) -> ConversationShape:
    """Take a request back; a do-not-load in force only as the second officer."""
    talk = held.node.desk.withdraw(
        request_id, body.reason, actor=asker.user.username, seen=body.version
    )
    return _shape(held, language, talk)


def _shape(held: Services, language: Language, talk: Conversation) -> ConversationShape:
    return requests.conversation(talk, language, held.node.now())


def _wording(body: WordingShape) -> Wording:
    questions = None if body.questions is None else tuple(body.questions)
    return Wording(questions=questions, language=body.language, remark=body.remark)


def _worded(work: Callable[[], Conversation]) -> Conversation:
    try:
        return work()
    except ValueError as error:
        raise ApiError(422, "request.invalid", str(error)) from None


def _people(held: Services) -> list[str]:
    """Return what no filer may read: who works here. Account names that are roles say nothing."""
    found = held.accounts.all()
    named = [account.username for account in found if account.username not in set(Role)]
    return [*named, *(account.display_name for account in found)]
