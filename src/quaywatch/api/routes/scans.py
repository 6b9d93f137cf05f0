"""`/api/scans`, `/api/boxes/{box_id}/scans`: radiographs taken in, listed and shown."""

import zlib
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import TAKES_FILE, gives_file
from quaywatch.api.material_shapes import MaterialsShape
from quaywatch.api.materials import materials_shape
from quaywatch.api.permissions import Permission
from quaywatch.api.scan_shapes import AlikeShape, EnergyName, ScanShape, ScanViewShape
from quaywatch.api.scans import papers_shape, scan_shape
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.node.scanning import taken_along
from quaywatch.scans.physics.arrays import Counts
from quaywatch.scans.planes import LEAST_STEP, MOST_STEP
from quaywatch.scans.radiograph import Energy
from quaywatch.scans.reading import Reason
from quaywatch.scans.writers import FileFormat, NoSuchEnergyError, written

router = APIRouter(prefix="/api", tags=["scans"])

Recorder = Annotated[OpenSession, Depends(requires(Permission.OUTCOME))]
Step = Annotated[int, Query(ge=LEAST_STEP, le=MOST_STEP)]

_MEDIA = {
    FileFormat.TIFF: "image/tiff",
    FileFormat.HDF5: "application/x-hdf5",
    FileFormat.PNG: "image/png",
}
_DEFLATE_LEVEL = 1
"""Pictures are noise in their last bits: more work saves little."""


@router.get("/boxes/{box_id}/scans", dependencies=guard(Permission.READ))
def read_scans(box_id: str, held: Held) -> list[ScanShape]:
    """Return all radiographs of a box's container, oldest first."""
    return [scan_shape(one) for one in held.node.scans.of_box(box_id)]


@router.post("/boxes/{box_id}/scans", openapi_extra=TAKES_FILE)
async def keep_scan(box_id: str, request: Request, recorder: Recorder, held: Held) -> ScanShape:
    """Keep a radiograph of a box (the body: TIFF, HDF5, DICOS, PNG or JPEG)."""
    data = await request.body()
    taken = await run_in_threadpool(
        held.node.scans.take_of, box_id, data, actor=recorder.user.username
    )
    return scan_shape(taken.scan)


@router.get("/scans/{digest}")
def read_scan(digest: str, reader: Reader, held: Held) -> ScanViewShape:
    """Return a radiograph to look at; the look is written to the ledger."""
    scans = held.node.scans
    found = scans.look(digest, actor=reader.user.username)
    container = found.taken.container
    return ScanViewShape(
        scan=scan_shape(found),
        all=[scan_shape(one) for one in scans.of_container(container)],
        box_id=scans.box_of(container),
        declared=[papers_shape(one) for one in scans.declared(digest)],
    )


@router.get("/scans/{digest}/alike", dependencies=guard(Permission.READ))
def read_alike(digest: str, held: Held) -> list[AlikeShape]:
    """Return other containers' radiographs: like goods of the same shipper, and empty ones."""
    return [
        AlikeShape(likeness=one.likeness, scan=scan_shape(one.scan))
        for one in held.node.scans.alike(digest)
    ]


@router.get(
    "/scans/{digest}/planes/{energy}",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_plane(
    digest: str, energy: EnergyName, reader: Reader, held: Held, step: Step = 1
) -> Response:
    """Return the pixels of one energy: 16 bits, little end first, topmost row first.

    65,535 stands for the open beam. With `step` each pixel is the mean over a square of so many.
    """
    held.node.scans.show(digest, actor=reader.user.username)
    drawn = held.node.inserting.drawn(digest, Energy(energy), step, reader.user.username)
    if drawn is None:
        raise ApiError(404, "not-found", f"This scan has no {energy} energy.")
    return _plane(drawn)


@router.get(
    "/scans/{digest}/earlier/{other}",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
)
def read_laid(digest: str, other: str, reader: Reader, held: Held, step: Step = 1) -> Response:
    """Return an earlier scan of the same container as it lies in this one's picture.

    Its high energy, as `planes` are.
    """
    held.node.scans.show(other, actor=reader.user.username)
    drawn = held.node.scans.laid(digest, other, step)
    if isinstance(drawn, Reason):
        raise ApiError(409, "scan.unlike", "The two scans cannot be laid on each other.")
    return _plane(drawn)


def _plane(drawn: Counts) -> Response:
    packed = zlib.compress(drawn.astype("<u2").tobytes(), _DEFLATE_LEVEL)
    headers = {
        "Content-Encoding": "deflate",
        "Cache-Control": "no-store",
        "X-Width": str(drawn.shape[1]),
        "X-Height": str(drawn.shape[0]),
    }
    return Response(packed, media_type="application/octet-stream", headers=headers)


@router.get("/scans/{digest}/file", response_class=Response, responses=gives_file(*_MEDIA.values()))
def take_along(
    digest: str,
    reader: Reader,
    held: Held,
    form: FileFormat = FileFormat.TIFF,
    energy: EnergyName | None = None,
) -> Response:
    """Return a radiograph as a file of an open format; the look is written to the ledger.

    A PNG shows one energy. What one has in hand for a verdict is not given.
    """
    node = held.node
    radiograph = taken_along(
        node.scans, node.verdicts, digest, actor=reader.user.username, at=node.now()
    )
    try:
        data = written(radiograph, form, None if energy is None else Energy(energy))
    except NoSuchEnergyError as error:
        raise ApiError(404, "not-found", str(error)) from error
    return Response(data, media_type=_MEDIA[form])


@router.get("/scans/{digest}/materials", dependencies=guard(Permission.READ))
def read_materials(digest: str, held: Held) -> MaterialsShape:
    """Return the curves that turn both energies of a radiograph into material and mass."""
    shape = materials_shape(held.node.scans.scan(digest).taken)
    if shape is None:
        raise ApiError(404, "not-found", "This scan has no two energies that can be measured.")
    return shape
