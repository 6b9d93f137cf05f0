"""Orders of audits as shapes."""

import secrets
from typing import Any

import msgspec

from quaywatch.alliance.accords import AuditOrder
from quaywatch.api import alliance
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.api.strategy.auditing import supposed
from quaywatch.api.strategy.order_shapes import (
    AuditOrderOfPlan,
    AuditOrders,
    AuditOrderShape,
    AuditOrderStanding,
    AuditReread,
    AuditStratumProgress,
    AuditStratumShape,
)
from quaywatch.node.auditing.orders import Standing
from quaywatch.strategy.audits import Ordered, Question, Way, ordered


def order_of(said: AuditOrderShape) -> AuditOrder:
    """Return what is to be proposed; raises ApiError where it contradicts itself."""
    try:
        return msgspec.convert({**said.model_dump(mode="json"), "topic": "audit"}, AuditOrder)
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "audit-order.form", str(error)) from error


def of_plan(said: AuditOrderOfPlan) -> AuditOrderShape:
    """Return one of the planner's answers as an order of one port, to be proposed."""
    assumed, wished = supposed(said.asked)
    try:
        made = ordered(assumed, wished, Question(said.question), Way(said.way))
    except ValueError as error:
        raise ApiError(422, "audit-order.form", str(error)) from error
    return AuditOrderShape(
        name=f"audit-{secrets.token_hex(4)}",
        title=f"{said.port} {said.since:%Y-%m}",
        question=said.question,
        way=said.way,
        power=said.asked.power,
        since=said.since,
        until=said.until,
        strata=_strata(said, made),
        tests=made.tests,
        images=made.images,
        why="",
    )


def told(seen: list[Standing], username: str, role: Role) -> AuditOrders:
    """Return all orders with what this reader may do next."""
    return AuditOrders(
        orders=[_standing(one, username, role) for one in seen],
        may=allows(role, Permission.SEED),
    )


def _standing(one: Standing, username: str, role: Role) -> AuditOrderStanding:
    said: dict[str, Any] = msgspec.to_builtins(one.order, order="sorted")
    said.pop("topic")
    return AuditOrderStanding(
        accord=alliance.accord(one.life, username, role),
        order=AuditOrderShape.model_validate(said),
        strata=[AuditStratumProgress(**msgspec.to_builtins(each)) for each in one.strata],
        tests=one.tests,
        reread=AuditReread(
            draw=one.reread.draw,
            unsent=len(one.reread.unsent),
            **msgspec.to_builtins(one.reread.agreement),
        ),
    )


def _strata(said: AuditOrderOfPlan, made: Ordered) -> list[AuditStratumShape]:
    """Return the stratum with the risk, if one is told apart and named, and the rest."""
    named = bool(said.countries or said.chapters)
    risky = made.risky if named else 0
    strata: list[AuditStratumShape] = []
    if risky:
        marks = "+".join([*said.countries, *said.chapters])[:50]
        strata.append(
            _stratum(f"{said.port}/{marks}", said, risky, min(risky, made.openings), risky=True)
        )
    rest = made.looks - risky
    if rest > 0:
        strata.append(
            _stratum(f"{said.port}/*", said, rest, max(0, made.openings - risky), risky=False)
        )
    return strata


def _stratum(
    name: str, said: AuditOrderOfPlan, looks: int, openings: int, *, risky: bool
) -> AuditStratumShape:
    return AuditStratumShape(
        name=name,
        ports=[said.port],
        countries=said.countries if risky else [],
        chapters=said.chapters if risky else [],
        looks=looks,
        openings=openings,
    )
