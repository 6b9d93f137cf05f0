"""`/api/alliance/packages`: models and profiles handed over under policy, and tried here."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.alliance.accords import Topic
from quaywatch.api import alliance, packages
from quaywatch.api import package_shapes as shapes
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.routes.accords import offer
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/alliance/packages", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Scientist = Annotated[OpenSession, Depends(requires(Permission.TRAIN_MODELS))]
T = TypeVar("T")
_ONE = "/held/{origin}/{name}/{version}"


@router.get("")
def read_packages(held: Held, session: Ally) -> shapes.PackagesPage:
    """Return what is offered to partners, and what came from them."""
    return _page(held, session)


@router.post("")
def offer_package(body: shapes.PackageDraft, held: Held, session: Sharer) -> shapes.PackagesPage:
    """Put a model or a profile forward; partners may fetch it once somebody else lets it go."""
    _readable(
        lambda: held.node.allied.offer(
            body.name,
            body.kind,
            body.of,
            (body.title, body.card),
            alliance.handling_of(body.handling),
            actor=session.user.username,
        )
    )
    return _page(held, session)


@router.post(f"{_ONE}/try")
def try_package(
    origin: str, name: str, version: int, held: Held, session: Scientist
) -> shapes.PackagesPage:
    """Try a package on the own data and keep what that told."""
    room, package = held.node.allied.packages, f"{origin}/{name}/{version}"
    _readable(lambda: room.try_(package, actor=session.user.username))
    return _page(held, session)


@router.post(f"{_ONE}/take")
def take_package(
    origin: str, name: str, version: int, held: Held, session: Scientist
) -> shapes.PackagesPage:
    """Lay a package down among what is made here; it counts when somebody else approves it."""
    room, package = held.node.allied.packages, f"{origin}/{name}/{version}"
    _readable(lambda: room.take(package, actor=session.user.username))
    return _page(held, session)


@router.post(f"{_ONE}/dismiss")
def dismiss_package(
    origin: str,
    name: str,
    version: int,
    body: shapes.PackageReason,
    held: Held,
    session: Scientist,
) -> shapes.PackagesPage:
    """Do not take a package over; its bytes go."""
    room, package = held.node.allied.packages, f"{origin}/{name}/{version}"
    room.dismiss(package, body.reason, actor=session.user.username)
    return _page(held, session)


def _page(held: Services, session: OpenSession, _: str = "") -> shapes.PackagesPage:
    allied, user = held.node.allied, session.user
    lives = allied.accords.all(Topic.PACKAGE)
    receipts = allied.packages.receipts()
    return shapes.PackagesPage(
        offered=[packages.line(life, receipts, user.username, user.role) for life in lives],
        held=[packages.held(one) for one in allied.packages.all()],
    )


offer(router, Topic.PACKAGE, "/offers/{name}", _page)


def _readable(work: Callable[[], T]) -> T:
    try:
        return work()
    except msgspec.ValidationError as error:
        raise ApiError(422, "alliance.form", str(error)) from error
