"""What can be done with a request: each command checks it and gives the event to append.

The event carries the next version of the request's stream, so of two people who act on the same
sight of it the ledger takes the first and refuses the second (`ledger.Conflict`).
"""

from datetime import datetime

from quaywatch.ledger import Event
from quaywatch.ledger.acts import same_person
from quaywatch.ledger.lives import require_second
from quaywatch.requests.acts import Act, Refusal, Refused, event, require
from quaywatch.requests.kinds import CHANGEABLE, OPEN, ORDERS, RequestEvent, Result, State
from quaywatch.requests.nouns import Answer, Assessed, Draft, Sending
from quaywatch.requests.record import Request

_ASKED = (State.SENT, State.ANSWERED, State.ASSESSED)
_HEARD = (State.ANSWERED, State.ASSESSED)


def draft(request: Request, wanted: Draft, act: Act) -> Event:
    """Draft a request."""
    _officer(request, act)
    if request.version:
        raise Refused(Refusal.WRONG_STATE, "This request is drafted already.")
    _sayable(wanted)
    return event(request, act, RequestEvent.DRAFTED, draft=wanted)


def edit(request: Request, wanted: Draft, act: Act) -> Event:
    """Change what a request will say; who had proposed or confirmed it has to do so again."""
    _officer(request, act)
    require(request, CHANGEABLE)
    _same(drafted(request), wanted)
    _sayable(wanted)
    return event(request, act, RequestEvent.EDITED, draft=wanted)


def propose(request: Request, act: Act, *, loaded_at: datetime | None = None) -> Event:
    """Ask another officer to confirm."""
    _officer(request, act)
    require(request, (State.DRAFTED,))
    _before_loading(request, act, loaded_at)
    return event(request, act, RequestEvent.PROPOSED)


def approve(request: Request, act: Act, *, loaded_at: datetime | None = None) -> Event:
    """Confirm what another officer proposed."""
    _officer(request, act)
    require(request, (State.PROPOSED,))
    own = Refused(Refusal.FOUR_EYES, "Another officer must confirm what you proposed.")
    require_second(act, (request.proposed_by,), own)
    _before_loading(request, act, loaded_at)
    return event(request, act, RequestEvent.APPROVED)


def send(
    request: Request, sending: Sending, data: bytes, act: Act, *, loaded_at: datetime | None = None
) -> Event:
    """Send a request; a do-not-load only once two officers stand behind its text."""
    _officer(request, act)
    two = drafted(request).kind in ORDERS
    if two and request.state in (State.DRAFTED, State.PROPOSED):
        raise Refused(Refusal.FOUR_EYES, "A do-not-load needs a second officer to confirm it.")
    require(request, (State.APPROVED,) if two else (State.DRAFTED, State.APPROVED))
    _before_loading(request, act, loaded_at)
    return event(request, act, RequestEvent.SENT, sending=sending, original=data)


def answer(request: Request, given: Answer, act: Act, data: bytes | None = None) -> Event:
    """Record what the filer answered."""
    _sight(request, act)
    require(request, _ASKED)
    if act.speaks_for and act.speaks_for not in drafted(request).addressee.subjects:
        raise Refused(Refusal.NOT_YOURS, "This request went to another filer.")
    return event(request, act, RequestEvent.ANSWERED, answer=given, original=data)


def assess(request: Request, found: Assessed, act: Act) -> Event:
    """Note what an answer changed."""
    _officer(request, act)
    require(request, _HEARD)
    return event(request, act, RequestEvent.ASSESSED, assessed=found)


def ask_again(request: Request, wanted: Draft, act: Act) -> Event:
    """Draft anew what the answer left open."""
    _officer(request, act)
    require(request, _HEARD)
    if drafted(request).kind in ORDERS:
        raise Refused(Refusal.NEEDS_LIFTING, "A do-not-load stands until two officers lift it.")
    _same(drafted(request), wanted)
    _sayable(wanted)
    return event(request, act, RequestEvent.REOPENED, draft=wanted)


def close(request: Request, result: Result, act: Act, *, note: str | None = None) -> Event:
    """End a conversation.

    Without an answer only once the time for it is over. A do-not-load is closed when the vessel
    has left without the container; before, it takes two officers to lift it.
    """
    _officer(request, act)
    require(request, _ASKED)
    if drafted(request).kind in ORDERS:
        _close_order(request, result, act)
    elif result is Result.UPHELD:
        raise Refused(Refusal.WRONG_STATE, "Only a do-not-load is upheld.")
    elif (result is Result.UNANSWERED) != (request.state is State.SENT):
        raise Refused(Refusal.WRONG_STATE, "The result does not go with what was answered.")
    elif request.state is State.SENT and not request.overdue(act.at):
        raise Refused(Refusal.NOT_OVERDUE, "The filer still has time to answer.")
    return event(request, act, RequestEvent.CLOSED, result=result, reason=note)


def propose_lifting(request: Request, reason: str, act: Act) -> Event:
    """Ask another officer to lift a do-not-load that is in force."""
    _officer(request, act)
    if not request.stops_loading:
        raise Refused(Refusal.WRONG_STATE, "No do-not-load is in force here.")
    require(request, _ASKED)
    return event(request, act, RequestEvent.LIFTING_PROPOSED, reason=reason)


def withdraw(
    request: Request, reason: str, act: Act, sending: Sending | None = None, data: bytes = b""
) -> Event:
    """Take a request back; a do-not-load in force only as the second officer.

    `sending` and `data` are what tells a filer who had been asked.
    """
    _officer(request, act)
    require(request, OPEN)
    if request.stops_loading:
        none = Refused(Refusal.FOUR_EYES, "Another officer must first propose to lift it.")
        own = Refused(Refusal.FOUR_EYES, "Another officer must lift what you proposed to lift.")
        require_second(act, (request.lifting_by,), own, none)
    told = request.sent_at is not None
    if told and sending is None:
        raise ValueError("a filer who was asked is told of the withdrawal")
    return event(
        request,
        act,
        RequestEvent.WITHDRAWN,
        reason=reason,
        sending=sending if told else None,
        original=data if told else None,
    )


def _close_order(request: Request, result: Result, act: Act) -> None:
    leaves = drafted(request).load_by
    if result is not Result.UPHELD or leaves is None or act.at < leaves:
        raise Refused(Refusal.NEEDS_LIFTING, "A do-not-load stands until two officers lift it.")


def _same(before: Draft, wanted: Draft) -> None:
    fixed = (before.kind, before.consignment_id, before.box_id, before.addressee)
    if fixed != (wanted.kind, wanted.consignment_id, wanted.box_id, wanted.addressee):
        raise Refused(Refusal.OTHER_REQUEST, "The kind and the box of a request stay as they are.")


def _officer(request: Request, act: Act) -> None:
    """Refuse whoever speaks for a filer, and whoever acts on an old sight."""
    asked = "" if request.draft is None else request.draft.addressee.identifier
    if act.speaks_for or same_person(act.actor, asked or "-"):
        raise Refused(Refusal.FILER, "A filer's account answers requests and does nothing else.")
    _sight(request, act)


def _sight(request: Request, act: Act) -> None:
    if act.seen != request.version:
        raise Refused(
            Refusal.STALE_VERSION,
            f"The request has changed: version {request.version}, not {act.seen}.",
        )


def _sayable(wanted: Draft) -> None:
    if not wanted.questions and not wanted.remark.strip():
        raise Refused(Refusal.EMPTY, "A request asks something: tick a question or write one.")


def _before_loading(request: Request, act: Act, loaded_at: datetime | None) -> None:
    """Refuse a do-not-load for what is aboard already."""
    wanted = drafted(request)
    if wanted.kind not in ORDERS:
        return
    if loaded_at is not None and loaded_at <= act.at:
        raise Refused(
            Refusal.LOADED,
            f"The container was loaded at {loaded_at.isoformat()}: it can no longer stay ashore.",
        )
    if wanted.load_by is not None and wanted.load_by <= act.at:
        raise Refused(
            Refusal.LOADED,
            f"The vessel left at {wanted.load_by.isoformat()}: it can no longer stay ashore.",
        )


def drafted(request: Request) -> Draft:
    """Return what a request says; refuse one of which nothing is drafted."""
    if request.draft is None:
        raise Refused(Refusal.WRONG_STATE, "Nothing is drafted yet.")
    return request.draft
