"""`/api/filings`: taking messages in."""

from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import requires
from quaywatch.api.files import TAKES_FILE
from quaywatch.api.language import RequestLanguage
from quaywatch.api.listing import rows
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import IntakeReceipt, Language
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/filings", tags=["filings"])

Filer = Annotated[OpenSession, Depends(requires(Permission.FILE))]

_IN_MEMORY = 1024 * 1024
_NAMED_POSITIONS = 1000
"""Of a very long file the receipt names the first positions only."""


@router.post("", openapi_extra=TAKES_FILE)
async def file(
    request: Request, filer: Filer, held: Held, language: RequestLanguage
) -> IntakeReceipt:
    """Take a message in whole, in any readable format; it is on disk when this answers.

    The bytes are the raw body. What cannot be read goes to quarantine, the rest is assessed; sent
    again it changes nothing.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        async for chunk in request.stream():
            body.write(chunk)
        body.seek(0)
        source = cast("BinaryIO", body)
        return await run_in_threadpool(_take_in, held, source, filer.user.username, language)


def _take_in(held: Services, source: BinaryIO, actor: str, language: Language) -> IntakeReceipt:
    receipt = held.node.intake(source, actor=actor)
    return IntakeReceipt.model_construct(
        positions=list(receipt.positions[:_NAMED_POSITIONS]),
        consignments=receipt.consignments,
        movements=receipt.movements,
        quarantined=receipt.quarantined,
        duplicates=receipt.duplicates,
        problems=list(receipt.problems),
        boxes=rows(held.node.lines(receipt.boxes), language, held.node.rulebook),
    )
