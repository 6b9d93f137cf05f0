"""Requests between authorities as shapes, and back."""

from datetime import datetime
from typing import Any, cast

import msgspec

from quaywatch.alliance.bodies import Answer, Request
from quaywatch.alliance.inquiries import Life, Question, Reminder, Side, Stage, pressing
from quaywatch.alliance.inquiries.kinds import OPEN, InquiryEvent
from quaywatch.api import alliance
from quaywatch.api import inquiry_shapes as shapes
from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.ledger.acts import one_of
from quaywatch.node.allied.inquiring import Inquiry


def question_of(shape: shapes.AllyQuestion) -> Question:
    """Return what was written; raises ValueError."""
    return msgspec.convert(shape.model_dump(mode="json"), Question)


def answer_of(shape: shapes.AllyAnswer, inquiry_id: str) -> Answer:
    """Return what was written to a request; raises ValueError."""
    said = shape.model_dump(mode="json") | {"kind": "answer", "request": f"request/{inquiry_id}"}
    return msgspec.convert(said, Answer)


def listed(found: list[Inquiry], now: datetime, *, red: bool) -> shapes.InquiryList:
    """Return requests as they are listed."""
    lines = [line(one, now, red=red) for one in found]
    return shapes.InquiryList(
        lines=lines,
        late=sum(one.late for one in lines),
        pressing=sum(one.pressing for one in lines),
    )


def line(one: Inquiry, now: datetime, *, red: bool) -> shapes.InquiryLine:
    """Return a request as a line of a list."""
    life = one.life
    due = pressing(life, now)
    said = _said(one) if red or not one.red else None
    return shapes.InquiryLine(
        id=life.inquiry_id,
        side=life.side.value,
        partner=life.partner,
        stage=cast("Any", life.stage.value),
        asked=said.asked.value if said else None,
        about=list(said.about) if said else [],
        due_at=life.due_at,
        late=due is Reminder.LATE,
        pressing=due is not None,
        put_off=life.delay is not None or life.put_off is not None,
        escalations=life.escalations,
    )


def page(one: Inquiry, username: str, role: Role, now: datetime) -> shapes.InquiryPage:
    """Return a request with what this reader may do next."""
    life, said = one.life, _said(one)
    asked = life.question
    reply = one.reply.body if one.reply is not None else None
    delay = one.delay.body if one.delay is not None else None
    used = one.request.handling if one.request else asked.handling if asked else None
    return shapes.InquiryPage(
        line=line(one, now, red=True),
        version=life.version,
        question=said.question if said else "",
        urgency=asked.urgency.value if asked else None,
        case=said.case if said else "",
        handling=alliance.handling(used) if used else None,
        draft=_answer(life.answer) if life.answer else None,
        reply=_answer(reply) if isinstance(reply, Answer) else None,
        reply_handling=alliance.handling(one.reply.handling) if one.reply else None,
        delay=_answer(delay) if isinstance(delay, Answer) else None,
        steps=_steps(life, username, role, now),
        history=[
            shapes.InquiryEntry(
                version=entry.version,
                kind=cast("Any", entry.kind.value.removeprefix("inquiry.")),
                at=entry.at,
                actor=entry.actor,
                reason=entry.fact.reason,
                until=entry.fact.until,
                to=entry.fact.to,
            )
            for entry in life.history
        ],
    )


def _said(one: Inquiry) -> Request | Question | None:
    body = one.request.body if one.request is not None else None
    return body if isinstance(body, Request) else one.life.question


def _answer(one: Answer) -> shapes.AllyAnswer:
    return shapes.AllyAnswer(
        refused=one.refused.value if one.refused else None,
        text=one.text,
        notices=list(one.notices),
        until=one.until,
    )


def _steps(life: Life, username: str, role: Role, now: datetime) -> list[Any]:
    ours, theirs = life.side is Side.OURS, life.side is Side.THEIRS
    open_ = life.stage in OPEN
    shares, confirms = allows(role, Permission.SHARE), allows(role, Permission.CONFIRM_SHARING)
    return [
        step
        for step, may in (
            ("rewrite", shares and ours and life.stage in (Stage.DRAFT, Stage.RETURNED)),
            ("send", confirms and life.stage is Stage.DRAFT and _second(life, username)),
            ("answer", shares and theirs and open_),
            ("release", confirms and life.stage is Stage.ANSWER_DRAFT and _second(life, username)),
            ("return", confirms and life.stage in (Stage.DRAFT, Stage.ANSWER_DRAFT)),
            ("escalate", shares and pressing(life, now) is Reminder.LATE),
            ("close", shares and ours and life.stage in (Stage.DRAFT, Stage.RETURNED, *OPEN)),
        )
        if may
    ]


def _second(life: Life, username: str) -> bool:
    """Say whether somebody wrote none of what is about to leave."""
    ours = life.side is Side.OURS
    kind = InquiryEvent.DRAFTED if ours else InquiryEvent.ANSWER_DRAFTED
    return not one_of(username, life.writers(kind))
