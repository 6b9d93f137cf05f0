"""`/api/alliance/audit`: checkpoints of the own logs, who cosigned them, and proofs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from quaywatch.alliance.witness import NEEDED
from quaywatch.api import audit_shapes as shapes
from quaywatch.api.access import guard, requires
from quaywatch.api.files import gives_file
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/alliance/audit", tags=["alliance"])

Auditor = Annotated[OpenSession, Depends(requires(Permission.AUDIT_SHARING))]


@router.get("", dependencies=guard(Permission.AUDIT_SHARING))
def read_audit(held: Held) -> shapes.AuditPage:
    """Return how the own logs stand, what was cosigned for allies, and proofs against them."""
    audit = held.node.allied.audit
    return shapes.AuditPage(
        needed=NEEDED,
        logs=[
            shapes.WitnessedLog(
                name=one.name,
                key=one.key,
                entries=one.entries,
                size=one.size,
                at=one.at,
                cosigned=[
                    shapes.CosignedShape(node=each.node, at=each.at) for each in one.cosigned
                ],
                witnessed=one.witnessed,
            )
            for one in audit.standings()
        ],
        allies=[
            shapes.AllyLog(origin=one.origin, size=one.size, at=one.at) for one in audit.seen()
        ],
        forks=[
            shapes.LogFork(
                origin=one.origin, what=one.what, one=one.one, other=one.other, at=one.at
            )
            for one in audit.forks()
        ],
    )


@router.get(
    "/decisions/{number}/proof",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_proof(number: int, held: Held, session: Auditor) -> Response:
    """Return the file that shows one decision on sharing: `quaywatch audit verify` reads it."""
    made = held.node.allied.audit.proof(number, actor=session.user.username)
    return Response(
        made,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="decision-{number}.audit"'},
    )
