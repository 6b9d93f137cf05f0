"""Conversations with filers as the page shows them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal, get_args

from quaywatch import checks
from quaywatch.api import request_wording
from quaywatch.api.request_shapes import (
    ConversationShape,
    DeclaredShape,
    FilerRequest,
    FilerRow,
    LetterBlock,
    LetterLanguage,
    LetterShape,
    NewFinding,
    ParcelShape,
    ProposalShape,
    QuestionShape,
    RequestList,
    RequestRow,
    StepName,
    StepShape,
)
from quaywatch.api.schemas import Language
from quaywatch.node import Conversation, Parcel, Received, RequestPage
from quaywatch.requests import (
    TERMS,
    Entry,
    Letter,
    Matter,
    Question,
    Request,
    RequestEvent,
    commands,
    letters,
    table,
)

LETTER_LANGUAGES: tuple[LetterLanguage, ...] = get_args(LetterLanguage)

_STEPS: dict[RequestEvent, StepName] = {
    RequestEvent.DRAFTED: "drafted",
    RequestEvent.EDITED: "edited",
    RequestEvent.PROPOSED: "proposed",
    RequestEvent.APPROVED: "approved",
    RequestEvent.SENT: "sent",
    RequestEvent.DELIVERED: "delivered",
    RequestEvent.REMINDED: "reminded",
    RequestEvent.ESCALATED: "escalated",
    RequestEvent.ANSWERED: "answered",
    RequestEvent.ASSESSED: "assessed",
    RequestEvent.REOPENED: "reopened",
    RequestEvent.CLOSED: "closed",
    RequestEvent.LIFTING_PROPOSED: "lifting_proposed",
    RequestEvent.WITHDRAWN: "withdrawn",
}


def page(found: RequestPage) -> RequestList:
    """Return a window on the conversations."""
    return RequestList(
        total=found.total,
        overdue=found.overdue,
        offset=found.offset,
        rows=[row(request, found.as_of) for request in found.requests],
        as_of=found.as_of,
    )


def row(request: Request, now: datetime) -> RequestRow:
    """Return a conversation as one line."""
    draft, assessed = commands.drafted(request), request.assessed
    return RequestRow(
        request_id=request.request_id,
        version=request.version,
        kind=draft.kind.value,
        state=request.state.value,
        box_id=draft.box_id,
        consignment_id=draft.consignment_id,
        reference=draft.reference,
        equipment_number=draft.equipment_number,
        filer=draft.addressee.identifier,
        filer_name=draft.addressee.name,
        carrier_code=draft.addressee.carrier_code,
        questions=len(draft.questions),
        cured=len(assessed.cured) if assessed else 0,
        remaining=len(assessed.remaining) if assessed else 0,
        round=request.round,
        due_at=request.sending.due_at if request.sending and request.awaited else None,
        decide_by=draft.decide_by if request.changeable else None,
        overdue=request.overdue(now),
        escalated=request.escalated,
        stops_loading=request.stops_loading,
        changed_at=request.history[-1].at,
    )


def conversation(talk: Conversation, language: Language, now: datetime) -> ConversationShape:
    """Return a conversation with its texts in a language."""
    request, matter = talk.request, talk.matter
    draft = commands.drafted(request)
    terms = TERMS[draft.kind]
    found = request.assessed
    return ConversationShape(
        row=row(request, now),
        language=_letter_language(draft.language),
        remark=draft.remark,
        questions=_questions(request, matter.questions if request.changeable else (), language),
        new_findings=[
            NewFinding(code=each.code, text=checks.text(each, language))
            for each in (found.new if found else ())
        ],
        letters={name: letter_shape(letter) for name, letter in talk.letters.items()},
        steps=[_step(entry, language) for entry in request.history],
        drafted_by=request.drafted_by,
        proposed_by=request.proposed_by,
        approved_by=request.approved_by,
        sent_by=request.sent_by,
        lifting_by=request.lifting_by,
        lifting_reason=request.lifting_reason,
        result=request.result.value if request.result else None,
        load_by=draft.load_by,
        loaded_at=matter.loaded_at,
        terms_hours=terms.reply.total_seconds() / 3600,
        terms_source=terms.source,
    )


def proposal(
    matter: Matter, under_way: RequestPage, language: Language, now: datetime
) -> ProposalShape:
    """Return what can be asked of the filer of a box."""
    departure = matter.consignment.conveyance.departure_at
    aboard = matter.loaded_at is not None and matter.loaded_at <= now
    return ProposalShape(
        kind=matter.kind.value,
        filer=matter.addressee.identifier,
        filer_name=matter.addressee.name,
        language=_letter_language(matter.language),
        questions=[_question(q, language, asked=True, fate=None) for q in matter.questions],
        open=[row(request, now) for request in under_way.requests],
        load_by=departure,
        decide_by=matter.decide_by,
        loaded_at=matter.loaded_at,
        can_stop=not aboard and (departure is None or departure > now),
    )


def letter_shape(letter: Letter) -> LetterShape:
    """Return a letter as the page lays it out."""
    declared, wrong, basis, wanted = letter.labels
    return LetterShape(
        title=letter.title,
        opening=letter.opening,
        facts=_pairs(letter.facts),
        question=letter.question,
        declared_label=declared,
        wrong_label=wrong,
        basis_label=basis,
        wanted_label=wanted,
        remark_label=letter.remark_label,
        blocks=[
            LetterBlock(
                key=block.key,
                about=block.about,
                declared=_pairs(block.declared),
                wrong=block.wrong,
                basis=block.basis,
                wanted=block.wanted,
            )
            for block in letter.blocks
        ],
        closing=list(letter.closing),
    )


def filer_row(request: Request) -> FilerRow:
    """Return a request in the list of its filer."""
    draft = request.sent_draft or commands.drafted(request)
    sent = next(e for e in reversed(request.history) if e.kind is RequestEvent.SENT)
    return FilerRow(
        request_id=request.request_id,
        kind=draft.kind.value,
        open=request.open,
        reference=draft.reference,
        equipment_number=draft.equipment_number,
        sent_at=sent.at,
        due_at=request.sending.due_at if request.sending and request.awaited else None,
    )


def filer_request(received: Received) -> FilerRequest:
    """Return a conversation as its filer sees it, without what customs thinks of the answer."""
    history = received.request.history
    return FilerRequest(
        **filer_row(received.request).model_dump(),
        letter=letters.text(received.letter),
        answers=[e.fact.answer.text for e in history if e.fact.answer is not None],
    )


def parcel_shape(parcel: Parcel) -> ParcelShape:
    """Return something to hand to a filer."""
    return ParcelShape(
        position=parcel.position,
        request_id=parcel.request_id,
        purpose=parcel.purpose.value,
        format=parcel.format,
        media_type=parcel.media_type,
        name=parcel.name,
        filer=parcel.filer,
        made_at=parcel.made_at,
        delivered_at=parcel.delivered_at,
    )


def _questions(
    request: Request, offered: Collection[Question], language: Language
) -> list[QuestionShape]:
    draft, found = commands.drafted(request), request.assessed
    cured = set(found.cured) if found else set[str]()
    remaining = set(found.remaining) if found else set[str]()
    asked = {question.key for question in draft.questions}
    every = {question.key: question for question in (*draft.questions, *offered)}
    return [
        _question(
            question,
            language,
            asked=key in asked,
            fate="cured" if key in cured else "remaining" if key in remaining else None,
        )
        for key, question in every.items()
    ]


def _question(
    question: Question,
    language: Language,
    *,
    asked: bool,
    fate: Literal["cured", "remaining"] | None,
) -> QuestionShape:
    block = letters.block(letters.phrases(language), question)
    return QuestionShape(
        key=question.key,
        code=question.code,
        about=block.about,
        text=block.wrong,
        basis=block.basis,
        wanted=block.wanted,
        declared=_pairs(block.declared),
        kind=table()[question.code].kind.value,
        asked=asked,
        fate=fate,
    )


def _step(entry: Entry, language: Language) -> StepShape:
    fact = entry.fact
    answer, sending = fact.answer, fact.sending
    enclosed = sending.message.name if sending else answer.attachment if answer else ""
    return StepShape(
        version=entry.version,
        position=entry.position,
        at=entry.at,
        actor=entry.actor,
        kind=_STEPS[entry.kind],
        text=request_wording.done(entry, language),
        said=fact.reason or (answer.text if answer else ""),
        enclosed=enclosed,
        document=answer.document if answer and answer.document else None,
    )


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[DeclaredShape]:
    return [DeclaredShape(label=label, value=value) for label, value in pairs]


def _letter_language(language: str) -> LetterLanguage:
    return next(one for one in LETTER_LANGUAGES if one == language)
