"""`/api/quarantine` and `/api/documents`: bytes as they were received."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from quaywatch.api.access import Reader, guard
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import QuarantineEntry
from quaywatch.api.services import Held

router = APIRouter(prefix="/api", tags=["documents"])


@router.get("/quarantine", dependencies=guard(Permission.QUARANTINE))
def read_quarantine(
    held: Held,
    offset: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    limit: Annotated[int, Query(ge=0, le=500)] = 100,
) -> list[QuarantineEntry]:
    """Return what could not be read, newest first."""
    return [
        QuarantineEntry(
            position=entry.position,
            received_at=entry.received_at or held.node.now(),
            sender=entry.sender,
            size_bytes=entry.size_bytes,
            reasons=entry.reasons,
            excerpt=entry.excerpt,
        )
        for entry in held.node.quarantine(offset, limit)
    ]


@router.get(
    "/documents/{position}",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_document(
    reader: Reader, held: Held, position: Annotated[int, Path(ge=1, le=2**62)]
) -> Response:
    """Return a message's bytes; that they were looked at is written to the ledger."""
    found = held.node.document(position, reader.user.username)
    if found.quarantined and not allows(reader.user.role, Permission.QUARANTINE):
        raise ApiError(403, "permission.denied", "Quarantined bytes are for analysts.")
    headers = {"Content-Disposition": f'attachment; filename="document-{position}.bin"'}
    return Response(found.data, media_type="application/octet-stream", headers=headers)
