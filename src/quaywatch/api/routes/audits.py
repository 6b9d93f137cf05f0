"""`/api/strategy/audits`: what would tell us, what was tested, and what stands out."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from quaywatch.api.access import guard, requires
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.api.strategy import auditing
from quaywatch.api.strategy.audit_shapes import (
    AuditAsked,
    AuditPlan,
    SeedPlanted,
    SeedReason,
    SeedReport,
    SeedTest,
    SeedTests,
    SeedVersion,
    WarningsShape,
)
from quaywatch.strategy.seeding import Test

router = APIRouter(prefix="/api/strategy/audits", tags=["strategy"])

Onlooker = Annotated[OpenSession, Depends(requires(Permission.AUDITS))]
Planter = Annotated[OpenSession, Depends(requires(Permission.SEED))]


@router.post("/plan", dependencies=guard(Permission.STRATEGY))
def answer(asked: AuditAsked) -> AuditPlan:
    """Return how much of what answers each question, for what is supposed and wished."""
    return auditing.planned(asked)


@router.get("/tests")
def read_tests(held: Held, session: Onlooker) -> SeedTests:
    """Return tests that are over, what was found, and of those that run one's own."""
    user = session.user
    seen = held.node.auditing.tests(user.username)
    may = allows(user.role, Permission.SEED)
    return auditing.tests(seen, user.username, held.node.today(), may=may)


@router.post("/tests")
def register(body: SeedPlanted, held: Held, session: Planter) -> SeedTest:
    """Put a test down; the other person who is named confirms it."""
    made = held.node.auditing.register(auditing.planted(body), session.user.username)
    return _shown(held, session, made)


@router.post("/tests/{name}/confirm")
def confirm(name: str, body: SeedVersion, held: Held, session: Planter) -> SeedTest:
    """Stand by a test that another person put down."""
    actor = session.user.username
    return _shown(held, session, held.node.auditing.confirm(name, actor=actor, seen=body.version))


@router.post("/tests/{name}/report")
def report(name: str, body: SeedReport, held: Held, session: Planter) -> SeedTest:
    """Say what became of a test."""
    made = held.node.auditing.report(
        name, found=body.found, on=body.on, actor=session.user.username, seen=body.version
    )
    return _shown(held, session, made)


@router.post("/tests/{name}/close")
def close(name: str, body: SeedVersion, held: Held, session: Planter) -> SeedTest:
    """Agree to what the other person reported: from now on it counts."""
    actor = session.user.username
    return _shown(held, session, held.node.auditing.close(name, actor=actor, seen=body.version))


@router.post("/tests/{name}/call-off")
def call_off(name: str, body: SeedReason, held: Held, session: Planter) -> SeedTest:
    """End a test without a result, and say why."""
    actor = session.user.username
    made = held.node.auditing.call_off(name, body.reason, actor=actor, seen=body.version)
    return _shown(held, session, made)


@router.get("/warnings")
def read_warnings(
    held: Held,
    session: Onlooker,
    until: Annotated[date | None, Query()] = None,
    days: Annotated[int, Query(ge=7, le=366)] = 91,
) -> WarningsShape:
    """Return what stands out among finds before a day, today where it is left out."""
    seen = held.node.auditing.warnings(until or held.node.today(), days)
    return auditing.warnings(seen, named=allows(session.user.role, Permission.ALLIANCE))


def _shown(held: Services, session: OpenSession, made: Test) -> SeedTest:
    return auditing.test(made, session.user.username, held.node.today())
