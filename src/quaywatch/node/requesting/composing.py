"""Puts requests into words and into the format of their filer."""

from datetime import datetime

import msgspec

from quaywatch.ledger import Ledger
from quaywatch.node.facts import Description
from quaywatch.requests import (
    LANGUAGES,
    Letter,
    Matter,
    Occasion,
    Purpose,
    Request,
    Sending,
    commands,
    due_at,
    known,
    letters,
    message,
    remind_at,
)


class Composer:
    """Writes in the name of a node."""

    def __init__(self, description: Description, ledger: Ledger) -> None:
        self._node, self._ledger = description, ledger

    def letters(self, request: Request, matter: Matter) -> dict[str, Letter]:
        """Return the words of a request, as `Conversation.letters` says."""
        draft = commands.drafted(request)
        due = request.sending.due_at if request.sending is not None else None
        occasion = self._occasion(request, Purpose.REQUEST, due)
        if not request.changeable:
            return {draft.language: letters.compose(draft, occasion)}
        offered = {q.key: q for q in (*draft.questions, *matter.questions)}
        whole = msgspec.structs.replace(draft, questions=tuple(offered.values()))
        return {
            language: letters.compose(msgspec.structs.replace(whole, language=language), occasion)
            for language in LANGUAGES
        }

    def sent_letter(self, request: Request) -> Letter:
        """Return the words as they were last sent."""
        draft = request.sent_draft or commands.drafted(request)
        due = request.sending.due_at if request.sending is not None else None
        return letters.compose(draft, self._occasion(request, Purpose.REQUEST, due))

    def sending(
        self, request: Request, matter: Matter, now: datetime, purpose: Purpose
    ) -> tuple[Sending, bytes]:
        """Return what goes to the filer now, and its bytes."""
        draft = commands.drafted(request)
        due = due_at(draft.kind, now, draft.load_by)
        occasion = self._occasion(request, purpose, due)
        made, data = message(
            draft,
            occasion,
            matter.header,
            matter.consignment,
            filed=self._ledger.original(matter.document) or b"",
            at=now,
            codes=self._node.code_lists,
        )
        sending = Sending(
            message=made,
            due_at=due,
            remind_at=remind_at(draft.kind, now, due),
            document=matter.document,
            known=known(matter.consignment, matter.findings),
        )
        return sending, data

    def _occasion(self, request: Request, purpose: Purpose, due: datetime | None) -> Occasion:
        return Occasion(
            request_id=request.request_id,
            purpose=purpose,
            node=self._node.name,
            simulated=self._node.simulated,
            due_at=due,
            round=request.round,
        )
