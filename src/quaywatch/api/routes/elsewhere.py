"""`/api/boxes/{box_id}/scans/allied`: what partners tell of scans of a box's container."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.elsewhere import allied_scan_shape
from quaywatch.api.elsewhere_shapes import AlliedScanShape
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.node import UnknownNotice

router = APIRouter(prefix="/api/boxes/{box_id}/scans/allied", tags=["scans"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]


@router.get("")
def read_allied_scans(box_id: str, reader: Reader, held: Held) -> list[AlliedScanShape]:
    """Return what scans partners took of it, the earliest first; the look is on the ledger."""
    elsewhere = held.node.allied.elsewhere
    if elsewhere is None:
        return []
    found = elsewhere.of_box(box_id, actor=reader.user.username)
    return [allied_scan_shape(one) for one in found]


@router.post("/{origin}/{notice_id}", dependencies=guard(Permission.READ))
def fetch_allied_scan(
    box_id: str, origin: str, notice_id: str, held: Held, ally: Ally
) -> list[AlliedScanShape]:
    """Fetch one of them at the next occasion; whether its owner hands it over shows then."""
    elsewhere, actor, name = held.node.allied.elsewhere, ally.user.username, f"{origin}/{notice_id}"
    told = elsewhere.of_box(box_id, actor=actor) if elsewhere else []
    if elsewhere is None or name not in {one.name for one in told}:
        raise UnknownNotice(f"there is no notice {name!r} of a scan of this box")
    held.node.allied.pictures.want(name, actor=actor)
    return [allied_scan_shape(one) for one in elsewhere.of_box(box_id, actor=actor)]
