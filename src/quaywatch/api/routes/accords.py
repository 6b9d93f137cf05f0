"""`/api/alliance/…`: partners, sharing policy and standing orders, settled by two people."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.alliance.accords import Life, PolicyText, Publication, Topic
from quaywatch.alliance.policy import BadPolicy, Policy, schema_text, trials
from quaywatch.api import alliance
from quaywatch.api import alliance_shapes as shapes
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.routes.alliance import published
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node import UnknownAccord

router = APIRouter(prefix="/api/alliance", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Liaison = Annotated[OpenSession, Depends(requires(Permission.NEGOTIATE))]
_TRIED = 50
"""Publications that a policy being written is tried on."""


@router.get("/partners")
def read_partners(held: Held, session: Ally) -> list[shapes.PartnerShape]:
    """Return all partners, with what is agreed and proposed."""
    user = session.user
    lives = held.node.allied.accords.all(Topic.PARTNER)
    return [alliance.partner(life, user.username, user.role) for life in lives]


@router.post("/partners")
def propose_partner(body: shapes.PartnerDraft, held: Held, session: Liaison) -> shapes.PartnerShape:
    """Propose an agreement, or another one in the place of the one in force."""
    user = session.user
    life = _readable(
        lambda: held.node.allied.accords.propose(
            alliance.agreement_of(body.agreement), actor=user.username, seen=body.version
        )
    )
    return alliance.partner(life, user.username, user.role)


@router.get("/standing")
def read_standing(held: Held, session: Ally) -> list[shapes.StandingOrderShape]:
    """Return the standing orders."""
    user = session.user
    lives = held.node.allied.accords.all(Topic.STANDING)
    return [alliance.standing(life, user.username, user.role) for life in lives]


@router.post("/standing")
def propose_standing(
    body: shapes.StandingDraft, held: Held, session: Liaison
) -> shapes.StandingOrderShape:
    """Propose a standing order, or another one in its place."""
    user = session.user
    life = _readable(
        lambda: held.node.allied.accords.propose(
            alliance.order_of(body.order), actor=user.username, seen=body.version
        )
    )
    return alliance.standing(life, user.username, user.role)


@router.get("/policy")
def read_policy(held: Held, session: Ally) -> shapes.PolicyPage:
    """Return the sharing policy in force, with its tests."""
    return _policy(held, session)


@router.post("/policy")
def propose_policy(body: shapes.PolicyDraft, held: Held, session: Liaison) -> shapes.PolicyPage:
    """Propose a policy that passes the tests in its text."""
    made = PolicyText(text=body.policy.text, why=body.policy.why)
    _readable(
        lambda: held.node.allied.accords.propose(
            made, actor=session.user.username, seen=body.version
        )
    )
    return _policy(held, session)


@router.post("/policy/look", dependencies=guard(Permission.NEGOTIATE))
def look_at_policy(body: shapes.PolicyLookRequest, held: Held) -> shapes.PolicyLook:
    """Try a text on its own tests and on what is published; nothing is kept."""
    try:
        policy = Policy(body.text)
        came = trials(policy)
    except BadPolicy as error:
        return shapes.PolicyLook(problem=str(error), digest="", trials=[], asked=0, changes=[])
    asked, changes = _tried(held, body.text)
    return shapes.PolicyLook(
        problem="",
        digest=policy.digest,
        trials=[alliance.trial(one) for one in came],
        asked=asked,
        changes=changes,
    )


_MEANS = {
    "return": "Do not put in force what was proposed, and say why.",
    "suspend": "Stop what is in force until it is put in force again, and say why.",
    "end": "End it for good, and say why.",
}


def offer(made: APIRouter, topic: Topic, path: str, shown: Callable[..., Any]) -> None:
    """Add the routes of the steps of one sort of matter."""

    @made.post(f"{path}/confirm", name=f"confirm_{topic}", response_model=None)
    def confirm(
        body: shapes.AccordStep,
        held: Held,
        session: Annotated[OpenSession, Depends(requires(alliance.CONFIRMS[topic]))],
        name: str = "sharing",
    ) -> Any:
        """Put in force what another person proposed."""
        held.node.allied.accords.confirm(
            topic, name, actor=session.user.username, seen=body.version
        )
        return shown(held, session, name)

    for step, who in (
        ("return", alliance.CONFIRMS[topic]),
        ("suspend", alliance.STOPS[topic]),
        ("end", alliance.STOPS[topic]),
    ):
        _offer_with_reason(made, topic, path, step, who, shown)


def _offer_with_reason(
    made: APIRouter,
    topic: Topic,
    path: str,
    step: str,
    who: Permission,
    shown: Callable[..., Any],
) -> None:
    @made.post(
        f"{path}/{step}", name=f"{step}_{topic}", response_model=None, description=_MEANS[step]
    )
    def take(
        body: shapes.AccordReason,
        held: Held,
        session: Annotated[OpenSession, Depends(requires(who))],
        name: str = "sharing",
    ) -> Any:
        accords = held.node.allied.accords
        steps = {"return": accords.give_back, "suspend": accords.suspend, "end": accords.end}
        steps[step](topic, name, body.reason, actor=session.user.username, seen=body.version)
        return shown(held, session, name)


def _partner(held: Services, session: OpenSession, name: str) -> shapes.PartnerShape:
    life = held.node.allied.accords.read(Topic.PARTNER, name)
    return alliance.partner(life, session.user.username, session.user.role)


def _standing(held: Services, session: OpenSession, name: str) -> shapes.StandingOrderShape:
    life = held.node.allied.accords.read(Topic.STANDING, name)
    return alliance.standing(life, session.user.username, session.user.role)


def _policy(held: Services, session: OpenSession, _: str = "sharing") -> shapes.PolicyPage:
    allied, user = held.node.allied, session.user
    life: Life | None
    try:
        life = allied.accords.read(Topic.POLICY, "sharing")
    except UnknownAccord:
        life = None
    policy = allied.policy()
    return shapes.PolicyPage(
        text=policy.text,
        digest=policy.digest,
        model=schema_text(),
        trials=[alliance.trial(one) for one in trials(policy)],
        accord=None if life is None else alliance.accord(life, user.username, user.role),
        proposed=None if life is None else alliance.policy_text(life.proposed),
    )


offer(router, Topic.PARTNER, "/partners/{name}", _partner)
offer(router, Topic.STANDING, "/standing/{name}", _standing)
offer(router, Topic.POLICY, "/policy", _policy)
offer(router, Topic.NOTICE, "/publications/{name}", published)


def _tried(held: Services, text: str) -> tuple[int, list[shapes.PolicyChange]]:
    """Hold a policy against the one in force, on what was published last."""
    allied = held.node.allied
    lives = [one for one in allied.accords.all(Topic.NOTICE) if one.in_force is not None]
    lives.sort(key=lambda life: life.history[-1].at, reverse=True)
    asked, changes = 0, list[shapes.PolicyChange]()
    for life in lives[:_TRIED]:
        assert isinstance(life.in_force, Publication)  # noqa: S101 - by its topic
        notice = life.in_force.notice
        now = {one.node: one.notice for one in allied.dry_run(notice)}
        for one in allied.dry_run(notice, text):
            asked += 1
            if now[one.node] != one.notice:
                changes.append(
                    shapes.PolicyChange(
                        notice=f"{notice.origin}/{notice.id}",
                        partner=one.node,
                        went=now[one.node] is not None,
                        goes=one.notice is not None,
                        rules=sorted({rule for each in one.decisions for rule in each.rules}),
                    )
                )
    return asked, changes


def _readable(work: Callable[[], Life]) -> Life:
    try:
        return work()
    except BadPolicy as error:
        raise ApiError(422, "alliance.policy", str(error)) from error
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "alliance.form", str(error)) from error
