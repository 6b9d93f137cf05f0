"""`/api/alliance/sums`: what ports learn together from sums, joined by two people at each."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Response

from quaywatch.alliance.accords import Agreement, Topic
from quaywatch.alliance.learning import Boosted, Logistic
from quaywatch.alliance.sums import Life
from quaywatch.alliance.sums.work import encoded
from quaywatch.api import sum_shapes as shapes
from quaywatch.api import sums
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/alliance/sums", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Second = Annotated[OpenSession, Depends(requires(Permission.CONFIRM_SHARING))]
T = TypeVar("T")
_ONE = "/{origin}/{session}"
_JSON = "application/json"


@router.get("")
def read_sums(held: Held, session: Ally) -> shapes.SumsPage:
    """Return all sums of this port, what changed last first."""
    allied, user = held.node.allied, session.user
    counts = allied.sums.counts()
    agreed = (life.in_force for life in allied.accords.all(Topic.PARTNER))
    return shapes.SumsPage(
        node=allied.node,
        own=allows(user.role, Permission.SHARE),
        allies=[one.node for one in agreed if isinstance(one, Agreement)],
        lines=[
            sums.line(life, counts.get(life.name, 0), allied.node, user.username, user.role)
            for life in allied.sums.all()
        ],
    )


@router.get("/sources", dependencies=guard(Permission.ALLIANCE))
def read_sum_sources(held: Held) -> list[shapes.SumSource]:
    """Return what rows this port could bring, by name, with their features."""
    return [sums.source(one) for one in held.node.allied.sums.sources()]


@router.post("")
def propose_sum(body: shapes.SumDraft, held: Held, session: Sharer) -> shapes.SumPage:
    """Put a sum forward; allies are asked once another person confirmed."""
    allied = held.node.allied
    life = _readable(
        lambda: allied.sums.propose(
            sums.proposal_of(body, allied.node), body.source, actor=session.user.username
        )
    )
    return _page(held, session, life)


@router.get(_ONE)
def read_sum(origin: str, session: str, held: Held, opened: Ally) -> shapes.SumPage:
    """Return one sum: who takes part, what each learns and gives, and how far it is."""
    return _page(held, opened, held.node.allied.sums.read(f"{origin}/{session}"))


@router.get(f"{_ONE}/ready", dependencies=guard(Permission.ALLIANCE))
def read_sum_ready(origin: str, session: str, held: Held) -> list[shapes.SumReady]:
    """Say of each source whether this port could take part with it; reads all inspections."""
    return [sums.ready(one) for one in held.node.allied.sums.ready(f"{origin}/{session}")]


@router.post(f"{_ONE}/join")
def join_sum(
    origin: str, session: str, body: shapes.SumJoin, held: Held, opened: Sharer
) -> shapes.SumPage:
    """Choose what this port brings; it takes part once another person confirmed."""
    name, actor = f"{origin}/{session}", opened.user.username
    life = held.node.allied.sums.put(name, body.source, actor=actor, seen=body.version)
    return _page(held, opened, life)


@router.post(f"{_ONE}/confirm")
def confirm_sum(
    origin: str, session: str, body: shapes.SumSeen, held: Held, opened: Second
) -> shapes.SumPage:
    """Let this port take part with what another person chose."""
    name, actor = f"{origin}/{session}", opened.user.username
    return _page(held, opened, held.node.allied.sums.confirm(name, actor=actor, seen=body.version))


@router.post(f"{_ONE}/return")
def return_sum(
    origin: str, session: str, body: shapes.SumReason, held: Held, opened: Second
) -> shapes.SumPage:
    """Do not confirm what somebody here wanted to bring; the invitation stands."""
    name, actor = f"{origin}/{session}", opened.user.username
    life = held.node.allied.sums.give_back(name, body.reason, actor=actor, seen=body.version)
    return _page(held, opened, life)


@router.post(f"{_ONE}/decline")
def decline_sum(
    origin: str, session: str, body: shapes.SumReason, held: Held, opened: Sharer
) -> shapes.SumPage:
    """Take no part, or no further part: nothing more leaves from then on."""
    name, actor = f"{origin}/{session}", opened.user.username
    life = held.node.allied.sums.decline(name, body.reason, actor=actor, seen=body.version)
    return _page(held, opened, life)


@router.post(f"{_ONE}/start")
def start_sum(
    origin: str, session: str, body: shapes.SumSeen, held: Held, opened: Sharer
) -> shapes.SumPage:
    """Begin with those who joined."""
    name, actor = f"{origin}/{session}", opened.user.username
    return _page(held, opened, held.node.allied.sums.start(name, actor=actor, seen=body.version))


@router.get(f"{_ONE}/result")
def read_sum_result(origin: str, session: str, held: Held, opened: Ally) -> shapes.SumResult:
    """Return what a sum came to: coefficients with intervals, or trees."""
    life, model = _learned(held, f"{origin}/{session}", opened)
    return sums.result(life, model)


@router.get(f"{_ONE}/result/file", response_class=Response, responses=gives_file(_JSON))
def read_sum_file(origin: str, session: str, held: Held, opened: Ally) -> Response:
    """Return the model as a file: as it was digested, or trees as XGBoost reads them."""
    life, model = _learned(held, f"{origin}/{session}", opened)
    data = encoded(model) if isinstance(model, Logistic) else model.to_xgboost()
    said = {"Content-Disposition": f'attachment; filename="{life.session}.json"'}
    return Response(data, media_type=_JSON, headers=said)


def _learned(held: Services, name: str, opened: OpenSession) -> tuple[Life, Logistic | Boosted]:
    room = held.node.allied.sums
    life, model = room.read(name), room.look(name, actor=opened.user.username)
    if model is None:
        raise ApiError(409, "sum.no-model", "It came to nothing yet, or its time is over.")
    return life, model


def _page(held: Services, opened: OpenSession, life: Life) -> shapes.SumPage:
    allied, user = held.node.allied, opened.user
    rounds = allied.sums.rounds(life.name)
    return sums.page(life, rounds, allied.node, (user.username, user.role))


def _readable(work: Callable[[], T]) -> T:
    try:
        return work()
    except msgspec.ValidationError as error:
        raise ApiError(422, "alliance.form", str(error)) from error
