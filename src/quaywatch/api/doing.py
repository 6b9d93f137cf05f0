"""One step with a box: who takes it, on which version of the box, and what is answered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, TypedDict

from fastapi import Depends

from quaywatch.api import board as shapes
from quaywatch.api.access import requires
from quaywatch.api.board_shapes import BoardLineShape
from quaywatch.api.language import RequestLanguage
from quaywatch.api.listing import rows
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import Language, VersionRequest, WorkRow
from quaywatch.api.sending import SentKey
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.ledger.acts import Sent
from quaywatch.node.board import Board


class Said(TypedDict):
    """What every step tells the node beside the box."""

    actor: str
    seen: int
    sent: Sent | None


@dataclass(frozen=True, slots=True)
class Doing:
    """A step of somebody who may take it."""

    box_id: str
    session: OpenSession
    held: Services
    language: Language
    sent: Sent | None

    @property
    def board(self) -> Board:
        """Where steps are taken."""
        return self.held.node.board

    def said(self, body: VersionRequest) -> Said:
        """Return who does it, on which version, and the key of the request."""
        return Said(actor=self.session.user.username, seen=body.version, sent=self.sent)

    def line(self) -> BoardLineShape:
        """Return the box on the board as it stands now."""
        return line_of(self.held, self.box_id, self.language)

    def row(self) -> WorkRow:
        """Return the box on the work list as it stands now."""
        node = self.held.node
        return rows(node.lines((self.box_id,)), self.language, node.rulebook)[0]


def line_of(held: Services, box_id: str, language: Language) -> BoardLineShape:
    """Return a box with which something was just done."""
    found = held.node.board.line(box_id)
    assert found is not None  # noqa: S101 - it has a record by now
    return shapes.line(found, language, held.node.capacity.timezone)


def _doing(permission: Permission) -> Callable[..., Awaitable[Doing]]:
    """Return a dependency that lets only roles with `permission` take a step with a box."""

    async def allowed(
        box_id: str,
        session: Annotated[OpenSession, Depends(requires(permission))],
        held: Held,
        language: RequestLanguage,
        sent: SentKey,
    ) -> Doing:
        return Doing(box_id, session, held, language, sent)

    return allowed


Holding = Annotated[Doing, Depends(_doing(Permission.HOLD))]
Ordering = Annotated[Doing, Depends(_doing(Permission.ORDER))]
Recording = Annotated[Doing, Depends(_doing(Permission.OUTCOME))]
Correcting = Annotated[Doing, Depends(_doing(Permission.CORRECT))]
