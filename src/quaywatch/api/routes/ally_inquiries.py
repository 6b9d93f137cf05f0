"""`/api/alliance/inquiries`: what partners are asked, what they ask, and the answers."""

from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.api import alliance, alliance_shapes, inquiries
from quaywatch.api import inquiry_shapes as shapes
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node.allied.inquiring import Inquiry

router = APIRouter(prefix="/api/alliance/inquiries", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Second = Annotated[OpenSession, Depends(requires(Permission.CONFIRM_SHARING))]


@router.get("")
def read_inquiries(held: Held, session: Ally) -> shapes.InquiryList:
    """Return all requests, those due first first, with how many are late."""
    node = held.node
    return inquiries.listed(node.allied.inquiries.all(), node.now(), red=_red(session))


@router.post("")
def ask(body: shapes.InquiryDraft, held: Held, session: Sharer) -> shapes.InquiryPage:
    """Write a request; a second person sends it."""
    return _done(
        held,
        session,
        lambda: held.node.allied.inquiries.draft(
            inquiries.question_of(body.question), actor=session.user.username
        ),
    )


@router.get("/{inquiry_id}")
def read_inquiry(inquiry_id: str, held: Held, session: Ally) -> shapes.InquiryPage:
    """Return one; that somebody looked at what a partner wrote is on the ledger before."""
    who, room = session.user.username, held.node.allied.inquiries
    return _done(held, session, lambda: room.read(inquiry_id, actor=who, red=_red(session)))


@router.post("/{inquiry_id}/rewrite")
def rewrite(
    inquiry_id: str, body: shapes.InquiryDraft, held: Held, session: Sharer
) -> shapes.InquiryPage:
    """Write a request anew before it is sent."""
    return _done(
        held,
        session,
        lambda: held.node.allied.inquiries.draft(
            inquiries.question_of(body.question),
            actor=session.user.username,
            inquiry_id=inquiry_id,
            seen=body.version,
        ),
    )


@router.post("/{inquiry_id}/send")
def send(
    inquiry_id: str, body: alliance_shapes.AccordStep, held: Held, session: Second
) -> shapes.InquiryPage:
    """Let a request out that somebody else wrote; its time runs from now."""
    who, room = session.user.username, held.node.allied.inquiries
    return _done(held, session, lambda: room.send(inquiry_id, actor=who, seen=body.version))


@router.post("/{inquiry_id}/return")
def give_back(
    inquiry_id: str, body: alliance_shapes.AccordReason, held: Held, session: Second
) -> shapes.InquiryPage:
    """Do not let a draft out, and say why."""
    who, room = session.user.username, held.node.allied.inquiries
    return _done(
        held,
        session,
        lambda: room.give_back(inquiry_id, body.reason, actor=who, seen=body.version),
    )


@router.post("/{inquiry_id}/answer")
def answer(
    inquiry_id: str, body: shapes.InquiryAnswer, held: Held, session: Sharer
) -> shapes.InquiryPage:
    """Write an answer, a refusal or why it takes longer; a second person lets it out."""
    who, room = session.user.username, held.node.allied.inquiries

    def write() -> Inquiry:
        made = inquiries.answer_of(body.answer, inquiry_id)
        return room.draft_answer(inquiry_id, made, actor=who, seen=body.version)

    return _done(held, session, write)


@router.post("/{inquiry_id}/release")
def release(
    inquiry_id: str, body: shapes.InquiryRelease, held: Held, session: Second
) -> shapes.InquiryPage:
    """Let an answer, or word of a delay, out that somebody else wrote."""
    who, room = session.user.username, held.node.allied.inquiries

    def let_out() -> Inquiry:
        handling = alliance.handling_of(body.handling)
        return room.answer(inquiry_id, handling, actor=who, seen=body.version)

    return _done(held, session, let_out)


@router.post("/{inquiry_id}/escalate")
def escalate(
    inquiry_id: str, body: shapes.InquiryEscalation, held: Held, session: Sharer
) -> shapes.InquiryPage:
    """Hand what is late to somebody above."""
    who, room = session.user.username, held.node.allied.inquiries
    return _done(
        held,
        session,
        lambda: room.escalate(inquiry_id, body.to, body.reason, actor=who, seen=body.version),
    )


@router.post("/{inquiry_id}/close")
def close(
    inquiry_id: str, body: alliance_shapes.AccordReason, held: Held, session: Sharer
) -> shapes.InquiryPage:
    """Ask no more: what was sent is withdrawn."""
    who, room = session.user.username, held.node.allied.inquiries
    return _done(
        held, session, lambda: room.close(inquiry_id, body.reason, actor=who, seen=body.version)
    )


def _done(held: Services, session: OpenSession, work: Callable[[], Inquiry]) -> shapes.InquiryPage:
    try:
        found = work()
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "alliance.form", str(error)) from error
    user = session.user
    return inquiries.page(found, user.username, user.role, held.node.now())


def _red(session: OpenSession) -> bool:
    return allows(session.user.role, Permission.NEGOTIATE)
