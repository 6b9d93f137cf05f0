"""`/api/intake/scans`: radiographs from scanners, terminals and the nodes of allies."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.bodies import INTAKE_SCANS
from quaywatch.api.files import TAKES_FILE
from quaywatch.api.machines import Machine
from quaywatch.api.routes.intake import come_back
from quaywatch.api.scan_shapes import ScanShape
from quaywatch.api.scans import scan_shape
from quaywatch.api.services import Held
from quaywatch.intake import Busy, Origin

router = APIRouter(prefix="/api", tags=["intake"])


@router.post(
    INTAKE_SCANS.removeprefix("/api"),
    responses={503: {"description": "Come back later."}},
    openapi_extra=TAKES_FILE,
)
async def take_scan(
    request: Request,
    machine: Machine,
    held: Held,
    container: Annotated[str, Query(max_length=20)] = "",
    origin: Annotated[str, Query(max_length=64)] = "",
) -> ScanShape:
    """Take a radiograph in (the body: TIFF, HDF5, DICOS, PNG or JPEG); it is on disk then.

    Without `container` the file has to tell which one it shows. `origin` names the node of another
    port or authority where it was scanned; a sender with identifications of its own may only name
    one of them. What cannot be read goes to quarantine. Sent again it is kept once.
    """
    if held.gate.full:
        raise come_back()
    data = await request.body()
    try:
        taken = await run_in_threadpool(
            held.gate.take_scan,
            data,
            machine,
            Origin.HTTP,
            equipment_number=container,
            node=origin,
        )
    except Busy as error:
        raise come_back() from error
    return scan_shape(taken.scan)
