"""The alliance's nouns as shapes, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import msgspec

from quaywatch.alliance import Handling, Notice, Source
from quaywatch.alliance.accords import (
    Agreement,
    Life,
    Matter,
    PolicyText,
    Publication,
    Stage,
    StandingOrder,
    Topic,
)
from quaywatch.alliance.bodies import Body, Request
from quaywatch.alliance.line.bringing import way_of
from quaywatch.alliance.policy import Decision, Shared, Trial
from quaywatch.api import alliance_shapes as shapes
from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.api.shape import Shape
from quaywatch.ledger.acts import same_person
from quaywatch.node.allied import reading
from quaywatch.risk.naming import port

S = TypeVar("S", bound=Shape)

PROPOSES = {
    Topic.NOTICE: Permission.SHARE,
    Topic.PARTNER: Permission.NEGOTIATE,
    Topic.POLICY: Permission.NEGOTIATE,
    Topic.STANDING: Permission.NEGOTIATE,
    Topic.MATCHING: Permission.NEGOTIATE,
    Topic.COVERAGE: Permission.CALENDAR,
    Topic.PACKAGE: Permission.SHARE,
    Topic.AUDIT: Permission.SEED,
}
CONFIRMS = {
    Topic.NOTICE: Permission.CONFIRM_SHARING,
    Topic.PARTNER: Permission.CONFIRM_AGREEMENTS,
    Topic.POLICY: Permission.CONFIRM_AGREEMENTS,
    Topic.STANDING: Permission.CONFIRM_AGREEMENTS,
    Topic.MATCHING: Permission.CONFIRM_AGREEMENTS,
    Topic.COVERAGE: Permission.CALENDAR,
    Topic.PACKAGE: Permission.CONFIRM_SHARING,
    Topic.AUDIT: Permission.SEED,
}
STOPS = CONFIRMS | {Topic.NOTICE: Permission.SHARE, Topic.PACKAGE: Permission.SHARE}
"""Who may take less out: of what is published, whoever may share."""


def notice(one: Notice) -> shapes.AlliedNoticeShape:
    """Return a notice as it is shown."""
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(one.body))
    return shapes.AlliedNoticeShape(
        origin=one.origin,
        id=one.id,
        version=one.version,
        created_at=one.created_at,
        made_at=one.made_at,
        handling=handling(one.handling),
        source=shapes.SourceShape.model_validate(msgspec.to_builtins(one.source)),
        valid_until=one.valid_until,
        correction=one.correction,
        kind=one.kind,
        body=body,
    )


def handling(one: Handling) -> shapes.HandlingShape:
    """Return how it may be used, as it is shown."""
    return _shape(shapes.HandlingShape, one)


def handling_of(shape: shapes.HandlingShape) -> Handling:
    """Return what was written; raises ValueError on what contradicts itself."""
    return msgspec.convert(shape.model_dump(mode="json"), Handling)


def body_of(said: Mapping[str, Any]) -> Body:
    """Return what a notice is about; raises ValueError on what is none."""
    return msgspec.convert(dict(said), Body)


def source_of(shape: shapes.SourceShape) -> Source:
    """Return where it comes from."""
    return msgspec.convert(shape.model_dump(), Source)


def agreement_of(shape: shapes.AgreementShape) -> Agreement:
    """Return what was written; raises ValueError."""
    return msgspec.convert(shape.model_dump(mode="json") | {"topic": "partner"}, Agreement)


def order_of(shape: shapes.StandingShape) -> StandingOrder:
    """Return what was written; raises ValueError."""
    return msgspec.convert(shape.model_dump(mode="json") | {"topic": "standing"}, StandingOrder)


def line(one: reading.Standing) -> shapes.NoticeLine:
    """Return a notice as a line of a list."""
    return shapes.NoticeLine(
        name=one.name,
        kind=one.kind,
        sender=partner_of(one.sender),
        brought=cast("Any", way_of(one.sender) or ""),
        own=one.own,
        gone=cast("Any", one.gone),
        came_at=one.came_at,
        until_at=one.until_at,
        strength=one.strength,
        ranks=one.ranks,
        title="" if one.notice is None else title(one.notice),
        notice=None if one.notice is None else notice(one.notice),
    )


def partner_of(sender: str) -> str:
    """Return the authority that something came from, however it was brought."""
    return sender.rpartition(":")[2]


def title(one: Notice) -> str:
    """Return what a notice is about in the words that it holds itself; empty where in none."""
    body = one.body
    if isinstance(body, Request):
        return ", ".join(body.about)
    for names in (
        ("title",),
        ("container", "at"),
        ("substance", "at"),
        ("what", "value"),
        ("month", "at"),
    ):
        found = {name: str(getattr(body, name)) for name in names if getattr(body, name, "")}
        if found.keys() - {"at"}:
            at = {"at": port(found["at"], "en")} if "at" in found else {}
            return ", ".join((found | at).values())
    return ""


def egress(one: reading.Went) -> shapes.EgressShape:
    """Return a decision as it is shown."""
    return shapes.EgressShape(
        number=one.number,
        at=one.at,
        notice=one.name,
        partner=one.partner,
        version=one.version,
        allowed=one.allowed,
        way=one.way,
        policy=one.policy,
        decisions=decisions(one.decisions),
        deleted_at=one.deleted_at,
    )


def decisions(found: Iterable[Decision]) -> list[shapes.DecisionShape]:
    """Return the policy's answers as they are shown."""
    return [_shape(shapes.DecisionShape, one) for one in found]


def audience(whole: Notice, found: Iterable[Shared]) -> list[shapes.AudienceShape]:
    """Return what each partner would get, by name."""
    said = [name for name in whole.body.__struct_fields__ if getattr(whole.body, name)]
    return [
        shapes.AudienceShape(
            partner=one.node,
            goes=one.notice is not None,
            fields=(goes := _going(one, said)),
            withheld=[name for name in said if name not in goes],
            purposes=[each.value for each in sorted(one.notice.handling.purposes)]
            if one.notice
            else [],
            decisions=decisions(one.decisions),
            policy=one.policy,
        )
        for one in sorted(found, key=lambda one: one.node)
    ]


def _going(one: Shared, said: Sequence[str]) -> list[str]:
    return [name for name in said if one.notice and getattr(one.notice.body, name)]


def accord(life: Life, username: str, role: Role) -> shapes.AccordShape:
    """Return how something stands, with what this reader may do next."""
    return shapes.AccordShape(
        topic=life.topic.value,
        name=life.name,
        version=life.version,
        stage=life.stage.value,
        waits=life.proposed is not None,
        proposed_by=life.proposed_by,
        confirmed_by=life.confirmed_by,
        since=life.since,
        steps=_steps(life, username, role),
        history=[
            shapes.AccordEntry(
                version=entry.version,
                kind=cast("Any", entry.kind.value.removeprefix("accord.")),
                at=entry.at,
                actor=entry.actor,
                reason=entry.fact.reason or "",
                under=entry.fact.under or "",
            )
            for entry in life.history
        ],
    )


def partner(life: Life, username: str, role: Role) -> shapes.PartnerShape:
    """Return a partner as it is shown."""
    return shapes.PartnerShape(
        accord=accord(life, username, role),
        in_force=_matter(shapes.AgreementShape, life.in_force),
        proposed=_matter(shapes.AgreementShape, life.proposed),
    )


def standing(life: Life, username: str, role: Role) -> shapes.StandingOrderShape:
    """Return a standing order as it is shown."""
    return shapes.StandingOrderShape(
        accord=accord(life, username, role),
        in_force=_matter(shapes.StandingShape, life.in_force),
        proposed=_matter(shapes.StandingShape, life.proposed),
    )


def publication(one: Matter | None) -> shapes.PublicationShape | None:
    """Return what is published as it is shown."""
    if not isinstance(one, Publication):
        return None
    return shapes.PublicationShape(
        notice=notice(one.notice),
        box_id=one.box_id,
        result=one.result.value if one.result else None,
        photos=list(one.photos),
        match_only=one.match_only,
    )


def policy_text(one: Matter | None) -> shapes.PolicyTextShape | None:
    """Return a policy that was proposed."""
    return _matter(shapes.PolicyTextShape, one if isinstance(one, PolicyText) else None)


def trial(one: Trial) -> shapes.PolicyTrial:
    """Return a test of a policy as it is shown."""
    return shapes.PolicyTrial(
        line=one.line,
        name=one.name,
        wanted=one.wanted,
        allowed=one.allowed,
        rules=list(one.rules),
        passed=one.passed,
    )


def _steps(life: Life, username: str, role: Role) -> list[Any]:
    if life.stage is Stage.ENDED:
        return []
    steps: list[str] = []
    if allows(role, PROPOSES[life.topic]):
        steps.append("propose")
    if life.proposed is not None and allows(role, CONFIRMS[life.topic]):
        if not same_person(username, life.proposed_by):
            steps.append("confirm")
        steps.append("return")
    if allows(role, STOPS[life.topic]):
        if life.in_force is not None:
            steps.append("suspend")
        if life.topic not in {Topic.POLICY, Topic.COVERAGE}:
            steps.append("end")
    return steps


def _matter(shape: type[S], one: Matter | None) -> S | None:
    return None if one is None else _shape(shape, one)


def _shape(shape: type[S], one: msgspec.Struct) -> S:
    said = cast("dict[str, Any]", msgspec.to_builtins(one, order="sorted"))
    said.pop("topic", None)
    defaults = {
        field.name: msgspec.to_builtins(getattr(one, field.name), order="sorted")
        for field in msgspec.structs.fields(one)
        if field.name in shape.model_fields
    }
    return shape.model_validate(defaults | said)
