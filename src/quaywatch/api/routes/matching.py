"""`/api/alliance/matching`: what two nodes both hold, told by people of both sides."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.alliance.accords import Life, Terms, Topic
from quaywatch.alliance.matching import Telling
from quaywatch.api import matching
from quaywatch.api import matching_shapes as shapes
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.routes.accords import offer
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/alliance/matching", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Liaison = Annotated[OpenSession, Depends(requires(Permission.NEGOTIATE))]


@router.get("")
def read_matching(held: Held, session: Ally) -> shapes.MatchingPage:
    """Return terms, matches and requests; that somebody looked at them is on the ledger."""
    return _page(held, session)


@router.post("/terms")
def propose_terms(
    body: shapes.MatchTermsDraft, held: Held, session: Liaison
) -> shapes.MatchTermsLine:
    """Propose terms of matching with a partner, or others in the place of those in force."""
    try:
        made = matching.terms_of(body.terms)
        life = held.node.allied.accords.propose(
            made, actor=session.user.username, seen=body.version
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "alliance.form", str(error)) from error
    return _line(held, session, life)


@router.post("/terms/{name}/ask")
def ask_now(name: str, held: Held, session: Sharer) -> shapes.MatchTermsLine:
    """Ask a partner at the next occasion, and not when the time for it comes round."""
    life = held.node.allied.accords.read(Topic.MATCHING, name)
    held.node.allied.matching.session.hurry(name)
    return _line(held, session, life)


@router.post("/hits/{name}/dismiss")
def dismiss_hit(
    name: str, body: shapes.MatchReason, held: Held, session: Sharer
) -> shapes.MatchingPage:
    """Leave a match alone; the other side never hears of it."""
    held.node.allied.matching.dismiss(name, body.reason, actor=session.user.username)
    return _page(held, session)


@router.post("/hits/{name}/confirm")
def confirm_hit(
    name: str, body: shapes.MatchReason, held: Held, session: Sharer
) -> shapes.MatchingPage:
    """Ask the other side to be told what is behind a match."""
    held.node.allied.matching.confirm(name, body.reason, actor=session.user.username)
    return _page(held, session)


@router.post("/requests/{name}/agree")
def agree_to_tell(
    name: str, body: shapes.MatchAgreed, held: Held, session: Sharer
) -> shapes.MatchingPage:
    """Agree that notices are told; they go when a second person, who lets things out, agrees."""
    room = held.node.allied.matching
    if room.waits_for_second(name) and not allows(session.user.role, Permission.CONFIRM_SHARING):
        raise ApiError(403, "permission.denied", "The second person lets things go out.")
    room.agree(name, body.notices, actor=session.user.username)
    return _page(held, session)


@router.post("/requests/{name}/refuse")
def refuse_to_tell(
    name: str, body: shapes.MatchReason, held: Held, session: Sharer
) -> shapes.MatchingPage:
    """Tell nothing; the partner does not learn whether the thing is held."""
    held.node.allied.matching.refuse(name, body.reason, actor=session.user.username)
    return _page(held, session)


def _page(held: Services, session: OpenSession) -> shapes.MatchingPage:
    allied = held.node.allied
    room = allied.matching
    found, pending = room.read(session.user.username)
    return shapes.MatchingPage(
        terms=[_line(held, session, life) for life in allied.accords.all(Topic.MATCHING)],
        items=matching.learned(Telling.ITEMS),
        counts=matching.learned(Telling.COUNT),
        quota=matching.quota(),
        held=room.held(),
        hits=[matching.hit(one) for one in found],
        requests=[matching.request(one) for one in pending],
        events=[matching.event(one) for one in room.told()],
    )


def _line(held: Services, session: OpenSession, life: Life) -> shapes.MatchTermsLine:
    made = life.in_force
    budgets = held.node.allied.matching.budgets(made) if isinstance(made, Terms) else []
    return matching.line(life, budgets, session.user.username, session.user.role)


def _named(held: Services, session: OpenSession, name: str) -> shapes.MatchTermsLine:
    return _line(held, session, held.node.allied.accords.read(Topic.MATCHING, name))


offer(router, Topic.MATCHING, "/terms/{name}", _named)
