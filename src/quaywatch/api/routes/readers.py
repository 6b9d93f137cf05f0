"""`/api/readers`: how well those who read pictures do.

Everybody sees themselves and the machines; a supervisor sees all. Every look is on record.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import readers as shapes
from quaywatch.api.access import requires
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.reader_shapes import FedCurveShape, InsertingRuleRequest, ReadersShape
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.inspections.readers.scheduling import Rule

router = APIRouter(prefix="/api/readers", tags=["scans"])

Analyst = Annotated[OpenSession, Depends(requires(Permission.VERDICT))]
Supervisor = Annotated[OpenSession, Depends(requires(Permission.READERS))]


@router.get("")
def read_readers(analyst: Analyst, held: Held) -> ReadersShape:
    """Return how readers do; that this was looked at is written to the ledger."""
    everybody = allows(analyst.user.role, Permission.READERS)
    report = held.node.readers.report(actor=analyst.user.username, everybody=everybody)
    return shapes.readers_shape(held.node, report, everybody=everybody)


@router.post("/rule")
def set_rule(body: InsertingRuleRequest, supervisor: Supervisor, held: Held) -> ReadersShape:
    """Say how often threats are inserted from now on."""
    rule = None if body.rule is None else Rule(**body.rule.model_dump())
    held.node.readers.set_rule(rule, actor=supervisor.user.username)
    return read_readers(supervisor, held)


@router.post("/curves")
def feed_plans(supervisor: Supervisor, held: Held) -> list[FedCurveShape]:
    """Let plans reckon with what was measured; return it."""
    return shapes.fed(held.node.readers.feed(actor=supervisor.user.username))
