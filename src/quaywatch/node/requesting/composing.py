"""Puts requests into words and into the format of their filer."""

from datetime import datetime

from quaywatch.node.facts import Description
from quaywatch.node.requesting.formats import FORMATS
from quaywatch.requests import (
    Draft,
    Letter,
    Matter,
    Occasion,
    Purpose,
    Request,
    Sending,
    due_at,
    known,
    letters,
    message,
    remind_at,
)


class Composer:
    """Writes in the name of a node."""

    def __init__(self, description: Description) -> None:
        self._node = description

    def letter(self, request_id: str, draft: Draft, sending: Sending | None = None) -> Letter:
        """Return the words of a request."""
        due = sending.due_at if sending is not None else None
        return letters.compose(draft, self._occasion(request_id, Purpose.REQUEST, due))

    def sending(
        self, request: Request, matter: Matter, now: datetime, purpose: Purpose
    ) -> tuple[Sending, bytes]:
        """Return what goes to the filer now, and its bytes."""
        draft = request.draft
        assert draft is not None  # noqa: S101 - every stream begins with a draft
        due = due_at(draft.kind, now, draft.load_by)
        occasion = self._occasion(request.request_id, purpose, due)
        made, data = message(draft, occasion, matter.header, matter.consignment, FORMATS)
        sending = Sending(
            message=made,
            due_at=due,
            remind_at=remind_at(draft.kind, now, due),
            document=matter.document,
            known=known(matter.consignment, matter.findings),
        )
        return sending, data

    def _occasion(self, request_id: str, purpose: Purpose, due: datetime | None) -> Occasion:
        return Occasion(
            request_id=request_id,
            purpose=purpose,
            node=self._node.name,
            simulated=self._node.simulated,
            due_at=due,
        )
