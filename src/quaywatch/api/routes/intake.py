"""`/api/intake`: what machines send and fetch; `/api/traffic`: how much comes in."""

from base64 import b64encode
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import Annotated, BinaryIO, cast

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api import requests
from quaywatch.api.access import guard
from quaywatch.api.bodies import INTAKE
from quaywatch.api.errors import ApiError
from quaywatch.api.files import ANY_KIND, TAKES_FILE, gives_file
from quaywatch.api.intake_shapes import MachineReceipt, MachineReply, TrafficPage, TrafficShape
from quaywatch.api.machines import Machine
from quaywatch.api.permissions import Permission
from quaywatch.api.request_shapes import ParcelShape
from quaywatch.api.services import Held, Services
from quaywatch.conformance import LARGEST
from quaywatch.intake import Busy, Origin, Sender
from quaywatch.node import Parcel, Receipt

router = APIRouter(prefix="/api", tags=["intake"])

Position = Annotated[int, Path(ge=1, le=2**62)]

_IN_MEMORY = 1024 * 1024
_NAMED_POSITIONS = 1000
_COME_BACK_S = 5


@router.post(
    INTAKE.removeprefix("/api"),
    responses={503: {"description": "Come back later."}},
    openapi_extra=TAKES_FILE,
)
async def take_in(
    request: Request, machine: Machine, held: Held, reply: bool = False
) -> MachineReceipt:
    """Take a message in whole, in any readable format; it is on disk when this answers.

    What cannot be read, or bears the name of another sender, goes to quarantine. Sent again it
    changes nothing. When too many messages wait, the answer is 503 with `Retry-After`. With
    `reply`, the receipt holds what answers the message in its own format, such as CONTRL and
    CUSRES.
    """
    if held.gate.full:
        raise come_back()
    started, size = monotonic(), 0
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        async for chunk in request.stream():
            size += len(chunk)
            body.write(chunk)
        body.seek(0)
        source = cast("BinaryIO", body)
        waited = monotonic() - started
        receipt = await run_in_threadpool(_take, held, source, machine, size, waited)
        answer = await run_in_threadpool(_reply, held, source) if reply else None
    return MachineReceipt(
        positions=list(receipt.positions[:_NAMED_POSITIONS]),
        consignments=receipt.consignments,
        movements=receipt.movements,
        quarantined=receipt.quarantined,
        duplicates=receipt.duplicates,
        problems=list(receipt.problems),
        reply=answer,
    )


@router.get("/intake/outbox")
def read_outbox(machine: Machine, held: Held) -> list[ParcelShape]:
    """Return what waits to be fetched by this sender, oldest first."""
    return [
        requests.parcel_shape(parcel) for parcel in held.node.outbox.waiting(filers=_names(machine))
    ]


@router.get("/intake/outbox/{position}", response_class=Response, responses=gives_file(ANY_KIND))
def fetch(position: Position, machine: Machine, held: Held) -> Response:
    """Return the bytes of something that waits, in this sender's own format."""
    parcel, data = _own(held, position, machine)
    headers = {"Content-Disposition": f'attachment; filename="{parcel.name}"'}
    return Response(data, media_type=parcel.media_type, headers=headers)


@router.post("/intake/outbox/{position}/delivered", status_code=204)
def confirm(position: Position, machine: Machine, held: Held) -> None:
    """Say that it has arrived: it waits no more. Said again it changes nothing."""
    _own(held, position, machine)
    held.node.outbox.delivered(position, actor=machine.name)


@router.get("/traffic", dependencies=guard(Permission.QUARANTINE))
def read_traffic(held: Held) -> TrafficPage:
    """Return what came in within the last hour, by way and sender."""
    gate = held.gate
    return TrafficPage(
        inside=gate.inside,
        room=gate.room,
        traffic=[
            TrafficShape(
                origin=found.origin.value,
                sender=found.sender,
                messages=found.messages,
                size_bytes=found.size_bytes,
                consignments=found.consignments,
                movements=found.movements,
                quarantined=found.quarantined,
                duplicates=found.duplicates,
                refused=found.refused,
                failed=found.failed,
                lag_p50_s=found.lag_p50_s,
                lag_p99_s=found.lag_p99_s,
                last_at=found.last_at,
            )
            for found in gate.meter.traffic()
        ],
    )


def _take(held: Services, source: BinaryIO, machine: Sender, size: int, waited_s: float) -> Receipt:
    try:
        return held.gate.take(source, machine, Origin.HTTP, size_bytes=size, waited_s=waited_s)
    except Busy as error:
        raise come_back() from error


def _reply(held: Services, source: BinaryIO) -> MachineReply | None:
    source.seek(0)
    found = held.gate.reply(source.read(LARGEST + 1))
    if found is None:
        return None
    return MachineReply(
        format=found.format,
        media_type=found.media_type,
        data=b64encode(found.data).decode(),
    )


def come_back() -> ApiError:
    """Return what a sender is told for whom there is no room now."""
    headers = {"Retry-After": str(_COME_BACK_S)}
    return ApiError(503, "intake.busy", "Too many messages are waiting: come back later.", headers)


def _names(machine: Sender) -> frozenset[str]:
    return machine.identifiers | {machine.name}


def _own(held: Services, position: int, machine: Sender) -> tuple[Parcel, bytes]:
    """Return a parcel of this sender's; of another's it is not even said that it is there."""
    parcel, data = held.node.outbox.read(position)
    if parcel.filer not in _names(machine):
        raise ApiError(404, "not-found", f"nothing was sent at position {position}")
    return parcel, data
