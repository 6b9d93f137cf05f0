"""What can be done with a request: each command checks it and gives the event to append.

What leaves the authority, a request or an answer, is let out by somebody who wrote none of it.
"""

from datetime import datetime
from uuid import uuid5

import msgspec

from quaywatch.alliance.bodies import Answer, Request, WhyNot
from quaywatch.alliance.handling import Handling
from quaywatch.alliance.inquiries.acts import Refusal, Refused, event, require, require_second
from quaywatch.alliance.inquiries.kinds import LIMITS, OPEN, InquiryEvent, Side, Stage
from quaywatch.alliance.inquiries.late import pressing
from quaywatch.alliance.inquiries.record import Heard, Life, Question
from quaywatch.alliance.notice import NOTICES, Notice
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act


def draft(life: Life, question: Question, act: Act) -> Event:
    """Write a request, or write it anew before it is sent."""
    require(life, act, {Stage.NEW, Stage.DRAFT, Stage.RETURNED})
    return event(life, act, InquiryEvent.DRAFTED, question=question)


def send(life: Life, node: str, act: Act) -> tuple[Event, Notice]:
    """Let a request out, as a second person; its time runs from now.

    Returns the event, and the notice that goes to the partner that is named, and to nobody else.
    """
    require(life, act, {Stage.DRAFT})
    require_second(life, act, InquiryEvent.DRAFTED)
    question = life.question
    assert question is not None  # noqa: S101 - the stage says so
    body = Request(
        asked=question.asked,
        about=question.about,
        question=question.question,
        due_at=act.at + LIMITS[question.urgency],
        case=question.case,
    )
    handling = msgspec.structs.replace(question.handling, audience=frozenset({question.to}))
    notice = _notice(node, life.inquiry_id, handling, body, act)
    return event(life, act, InquiryEvent.SENT, request=notice), notice


def arrive(life: Life, request: Notice, act: Act) -> Event:
    """Note a partner's request; the same one again is refused as stale and changes nothing."""
    require(life, act, {Stage.NEW})
    if not isinstance(request.body, Request) or request.id != life.inquiry_id:
        raise Refused(Refusal.NOT_THE_ANSWER, "This notice is not that request.")
    heard = Heard(partner=request.origin, id=request.id, due_at=request.body.due_at)
    return event(life, act, InquiryEvent.ARRIVED, heard=heard)


def draft_answer(life: Life, answer: Answer, act: Act) -> Event:
    """Write what is answered to a request: something, a refusal or why it takes longer."""
    require(life, act, OPEN, Side.THEIRS)
    _require_to_the_point(life, answer)
    if answer.refused is WhyNot.OTHER and not answer.text.strip():
        raise Refused(Refusal.NO_REASON, "A refusal for another reason says which.")
    if answer.refused is None and not (answer.text.strip() or answer.notices):
        raise Refused(Refusal.NO_REASON, "An answer says something, or names a notice.")
    if answer.until is not None:
        _require_delay(life, answer, answer.until)
    return event(life, act, InquiryEvent.ANSWER_DRAFTED, answer=answer)


def answer(life: Life, node: str, handling: Handling, act: Act) -> tuple[Event, Notice]:
    """Let an answer out, as a second person; it goes to whoever asked, and to nobody else.

    Where it tells of a delay, time runs until the new day.
    """
    require(life, act, {Stage.ANSWER_DRAFT}, Side.THEIRS)
    require_second(life, act, InquiryEvent.ANSWER_DRAFTED)
    assert life.answer is not None  # noqa: S101 - the stage says so
    handling = msgspec.structs.replace(handling, audience=frozenset({life.partner}))
    until = life.answer.until
    said = f"answer/{life.inquiry_id}" if until is None else f"delay/{life.inquiry_id}/{until}"
    notice = _notice(node, str(uuid5(NOTICES, f"{node}/{said}")), handling, life.answer, act)
    if until is not None:
        delayed = event(life, act, InquiryEvent.DELAYED, notice=notice, until=until)
        return delayed, notice
    return event(life, act, InquiryEvent.ANSWERED, notice=notice), notice


def answer_arrived(life: Life, notice: Notice, act: Act) -> Event:
    """Note what the partner answered, or that it takes longer there."""
    require(life, act, {Stage.WAITING}, Side.OURS)
    if not isinstance(notice.body, Answer) or notice.origin != life.partner:
        raise Refused(Refusal.NOT_THE_ANSWER, f"This is no answer of {life.partner}.")
    _require_to_the_point(life, notice.body)
    until = notice.body.until
    if until is not None:
        _require_delay(life, notice.body, until)
        heard = Heard(partner=notice.origin, id=notice.id, due_at=until)
        return event(life, act, InquiryEvent.DELAYED, heard=heard, until=until)
    refused = notice.body.refused is not None
    heard = Heard(partner=notice.origin, id=notice.id, refused=refused)
    return event(life, act, InquiryEvent.ANSWERED, heard=heard)


def give_back(life: Life, reason: str, act: Act) -> Event:
    """Do not let a draft out, and say why."""
    require(life, act, {Stage.DRAFT, Stage.ANSWER_DRAFT})
    _require_reason(reason)
    return event(life, act, InquiryEvent.RETURNED, reason=reason)


def remind(life: Life, act: Act) -> Event | None:
    """Remind officers once that time is nearly over, and once that it is."""
    due = pressing(life, act.at)
    if due is None or due is life.reminded:
        return None
    return event(life, act, InquiryEvent.REMINDED)


def escalate(life: Life, to: str, reason: str, act: Act) -> Event:
    """Hand what is late to somebody above; also a partner's silence."""
    require(life, act, OPEN)
    _require_reason(reason)
    if life.due_at is None or act.at <= life.due_at:
        raise Refused(Refusal.TOO_EARLY, "It is not late yet.")
    return event(life, act, InquiryEvent.ESCALATED, to=to, reason=reason)


def close(life: Life, reason: str, act: Act) -> Event:
    """Ask no more; of a partner's request, that the partner took it back."""
    require(life, act, {Stage.DRAFT, Stage.RETURNED, *OPEN})
    _require_reason(reason)
    return event(life, act, InquiryEvent.CLOSED, reason=reason)


def _require_to_the_point(life: Life, answer: Answer) -> None:
    if answer.request != f"request/{life.inquiry_id}":
        raise Refused(Refusal.NOT_THE_ANSWER, "It answers another request.")


def _require_delay(life: Life, answer: Answer, until: datetime) -> None:
    if answer.refused is not None or not answer.text.strip():
        raise Refused(Refusal.NO_REASON, "A delay says why.")
    if life.due_at is None or until <= life.due_at:
        raise Refused(Refusal.TOO_EARLY, "A delay ends after the limit.")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(Refusal.NO_REASON, "Say why.")


def _notice(node: str, name: str, handling: Handling, body: Request | Answer, act: Act) -> Notice:
    return Notice(
        origin=node,
        id=name,
        version=1,
        created_at=act.at,
        made_at=act.at,
        handling=handling,
        body=body,
    )
