"""`/api/alliance`: notices of allies and one's own, who saw them, where they went and why."""

from typing import Annotated, Any, cast

import msgspec
from fastapi import APIRouter, Depends, Query, Response

from quaywatch.alliance.accords import Publication, Stage, Topic
from quaywatch.alliance.sums import Stage as SumStage
from quaywatch.api import alliance, reissue
from quaywatch.api import alliance_shapes as shapes
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node import NoAlliance
from quaywatch.node.allied.bringing.reissuing import Checked

router = APIRouter(prefix="/api/alliance", tags=["alliance"])

_SECOND = frozenset({SumStage.PROPOSED, SumStage.JOINING})
_READ = guard(Permission.ALLIANCE)
Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
_Offset = Annotated[int, Query(ge=0, le=2**62)]


@router.get("", dependencies=_READ)
def read_alliance(held: Held) -> shapes.AlliancePage:
    """Return the alliance as this node sees it: partners, lines and what awaits a second person."""
    allied = held.node.allied
    lives = {topic: allied.accords.all(topic) for topic in Topic}
    lines = {peer.node: peer for peer in allied.peers()}
    try:
        own = allied.node
    except NoAlliance:
        own = ""
    health = allied.health
    sums = [life.stage for life in allied.sums.all()] if own else []
    return shapes.AlliancePage(
        node=own,
        line=shapes.OwnLine(
            serving=health.serving,
            listens=health.listens,
            trouble=health.trouble,
            certificate_until=health.certificate_until,
        ),
        peers=[
            _peer(life, lines.get(life.name), health.failing.get(life.name, ""))
            for life in lives[Topic.PARTNER]
        ],
        waiting={
            topic.value: sum(life.proposed is not None for life in lives[topic]) for topic in Topic
        },
        sums_waiting=sum(stage in _SECOND for stage in sums),
        sums_asked=sums.count(SumStage.INVITED),
        held=allied.inbox()[1],
        published=sum(life.stage is Stage.IN_FORCE for life in lives[Topic.NOTICE]),
    )


@router.get("/card", dependencies=guard(Permission.NEGOTIATE))
def read_card(held: Held, address: Annotated[str, Query(max_length=300)] = "") -> shapes.CardShape:
    """Return what a partner needs to know of this node, with the address at which it is called."""
    try:
        made = held.node.allied.card(address)
    except ValueError as error:
        raise ApiError(422, "alliance.form", str(error)) from error
    return shapes.CardShape(
        node=made.node,
        key=made.key,
        certificate=made.certificate,
        address=made.address,
        seals_to=made.seals_to,
    )


@router.get("/notices")
def read_notices(
    held: Held,
    session: Ally,
    kind: shapes.NoticeKindName | None = None,
    own: bool = False,
    offset: _Offset = 0,
) -> shapes.NoticeList:
    """Return notices of others, or one's own, newest first, two hundred at a time."""
    found, total = held.node.allied.inbox(
        kind=kind or "", own=own, offset=offset, red=_red(session)
    )
    return shapes.NoticeList(total=total, lines=[alliance.line(one) for one in found])


@router.get("/notices/{origin}/{notice_id}")
def read_notice(origin: str, notice_id: str, held: Held, session: Ally) -> shapes.NoticePage:
    """Return one notice; that somebody looked is on the ledger before."""
    allied, name = held.node.allied, f"{origin}/{notice_id}"
    one = allied.read(name, actor=session.user.username, red=_red(session))
    state, why = ("", "") if one.own else allied.pictures.state(name)
    by = allied.brought.by(name)
    made = None if by is None else allied.brought.reissues.of(name)
    return shapes.NoticePage(
        line=alliance.line(one),
        brought_by=by.by if by else "",
        confirmed_by=by.confirmed_by if by else "",
        scan=cast("Any", state),
        scan_refused=why,
        reissuing=reissue.leave_of(one, by),
        reissued=None if made is None else reissue.shape(made, session.user.username),
        boxes=[
            shapes.RaisedBox(
                box_id=box, equipment_number=number, probability=probability, prior=prior
            )
            for box, number, probability, prior in allied.raised(one)
        ],
        looks=[shapes.NoticeLook(actor=look.actor, at=look.at) for look in allied.looks(name)],
        egress=[alliance.egress(each) for each in allied.went(name)],
    )


@router.post("/notices/{origin}/{notice_id}/scan")
def fetch_scan(origin: str, notice_id: str, held: Held, session: Ally) -> shapes.NoticePage:
    """Fetch the radiograph that a notice tells of at the next occasion."""
    name = f"{origin}/{notice_id}"
    held.node.allied.pictures.want(name, actor=session.user.username)
    return read_notice(origin, notice_id, held, session)


@router.get(
    "/notices/{origin}/{notice_id}/scan",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_scan(origin: str, notice_id: str, held: Held, session: Ally) -> Response:
    """Return a radiograph that was fetched, as it was handed over; the look is on the ledger."""
    name = f"{origin}/{notice_id}"
    held.node.allied.read(name, actor=session.user.username, red=_red(session))
    data = held.node.allied.pictures.opened(name, actor=session.user.username)
    said = {"Content-Disposition": f'attachment; filename="{notice_id}.scan"'}
    return Response(data, media_type="application/octet-stream", headers=said)


@router.post("/notices/{origin}/{notice_id}/reissue")
def reissue_notice(
    origin: str, notice_id: str, body: shapes.ReissueRequest, held: Held, session: Sharer
) -> shapes.PublicationPage:
    """Put forward as an own notice what another authority brought unsigned."""
    name, actor = f"{origin}/{notice_id}", session.user.username
    held.node.allied.read(name, actor=actor, red=_red(session))
    life = _readable(
        lambda: held.node.allied.brought.reissues.issue(
            name,
            Checked(
                version=body.version,
                why=body.why,
                leave=body.leave,
                named=body.named,
                handling=alliance.handling_of(body.handling),
                source=alliance.source_of(body.source),
                correction=body.correction,
            ),
            actor=actor,
        )
    )
    return published(held, session, life.name)


@router.get("/reissues")
def read_reissues(held: Held, session: Ally) -> list[shapes.ReissueShape]:
    """Return own notices whose source took back or changed what it had brought."""
    actor = session.user.username
    return [reissue.shape(one, actor) for one in held.node.allied.brought.reissues.unsettled()]


@router.post("/finds/{box_id}")
def share_find(
    box_id: str, body: shapes.FindRequest, held: Held, session: Sharer
) -> shapes.PublicationPage:
    """Put forward what was found in a box; it goes at once where a standing order covers it."""
    life = _readable(
        lambda: held.node.allied.publish_find(
            box_id,
            alliance.handling_of(body.handling),
            photos=tuple(body.photos),
            note=body.note,
            correction=body.correction,
            actor=session.user.username,
        )
    )
    return published(held, session, life.name)


@router.post("/notices")
def share_notice(body: shapes.NoticeRequest, held: Held, session: Sharer) -> shapes.PublicationPage:
    """Put forward what rests on no outcome: an indicator, a sighting, feedback, a risk."""
    life = _readable(
        lambda: held.node.allied.publish(
            body.reference,
            alliance.body_of(body.body),
            alliance.handling_of(body.handling),
            alliance.source_of(body.source),
            valid_until=body.valid_until,
            match_only=body.match_only,
            correction=body.correction,
            actor=session.user.username,
        )
    )
    return published(held, session, life.name)


@router.get("/publications")
def read_publications(held: Held, session: Ally) -> list[shapes.PublicationPage]:
    """Return what this authority published or is about to, what changed last first."""
    lives = held.node.allied.accords.all(Topic.NOTICE)
    lives.sort(key=lambda life: life.history[-1].at, reverse=True)
    return [_publication(held, session, life, dry=False) for life in lives[:200]]


@router.get("/publications/{name}")
def read_publication(name: str, held: Held, session: Ally) -> shapes.PublicationPage:
    """Return one of them, with a dry run: who would see it now, which fields, by which rules."""
    return published(held, session, name)


@router.get("/egress", dependencies=guard(Permission.AUDIT_SHARING))
def read_egress(held: Held, before: _Offset = 0) -> shapes.EgressList:
    """Return every decision on what goes out, the last first, two hundred at a time."""
    return shapes.EgressList(
        lines=[alliance.egress(one) for one in held.node.allied.went(before=before)]
    )


def published(held: Services, session: OpenSession, name: str) -> shapes.PublicationPage:
    """Return something published, with who would see it now."""
    life = held.node.allied.accords.read(Topic.NOTICE, name)
    return _publication(held, session, life, dry=True)


def _publication(
    held: Services, session: OpenSession, life: Any, *, dry: bool
) -> shapes.PublicationPage:
    shown = life.proposed or life.in_force
    found = []
    if dry and isinstance(shown, Publication):
        found = alliance.audience(shown.notice, held.node.allied.dry_run(shown.notice))
    made = held.node.allied.brought.reissues.stands(life)
    return shapes.PublicationPage(
        accord=alliance.accord(life, session.user.username, session.user.role),
        in_force=alliance.publication(life.in_force),
        proposed=alliance.publication(life.proposed),
        reissues=None if made is None else reissue.shape(made, session.user.username),
        audience=found,
    )


def _peer(life: Any, line: Any, failing: str) -> shapes.PeerShape:
    settled = life.in_force or life.proposed or life.last_in_force
    return shapes.PeerShape(
        node=life.name,
        title=settled.title if settled else "",
        region=settled.region.value if settled else None,
        member=settled.member if settled else False,
        stage=life.stage.value,
        address=settled.address if settled else "",
        closed=line.closed if line else True,
        sent=line.sent if line else 0,
        acknowledged=line.acknowledged if line else 0,
        taken=line.taken if line else 0,
        lag=line.lag if line else 0,
        last_at=line.last_at if line else None,
        failing=failing,
    )


def _red(session: OpenSession) -> bool:
    return allows(session.user.role, Permission.NEGOTIATE)


def _readable(work: Any) -> Any:
    try:
        return work()
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "alliance.form", str(error)) from error
