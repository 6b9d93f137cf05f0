"""`/api/strategy/coverage`: what share of which containers is asked, settled by two people."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.alliance.accords import Coverage, CoverageCell, Life, Matter, Topic
from quaywatch.api import alliance
from quaywatch.api.access import guard, requires
from quaywatch.api.alliance_shapes import AccordReason, AccordStep
from quaywatch.api.calendars import covered_shapes
from quaywatch.api.coverage_shapes import (
    CoverageCellShape,
    CoverageDraft,
    CoverageOfPlan,
    CoveragePage,
    CoverageTrial,
    StrategicCoverage,
)
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.api.strategy import allocating
from quaywatch.api.strategy.handing import handed
from quaywatch.node import UnknownAccord
from quaywatch.node.coverage import NAME
from quaywatch.strategy.allocation import How

router = APIRouter(prefix="/api/strategy/coverage", tags=["strategy"])

Reader = Annotated[OpenSession, Depends(requires(Permission.READ))]
Keeper = Annotated[OpenSession, Depends(requires(Permission.CALENDAR))]


@router.get("")
def read_coverage(held: Held, reader: Reader) -> CoveragePage:
    """Return the coverage in force and proposed, and what today's plan gives of it."""
    return _page(held, reader)


@router.post("")
def propose_coverage(body: CoverageDraft, held: Held, keeper: Keeper) -> CoveragePage:
    """Propose a coverage, or another one in the place of the one in force."""
    made = _coverage(body.coverage)
    held.node.allied.accords.propose(made, actor=keeper.user.username, seen=body.version)
    return _page(held, keeper)


@router.post("/of-plan", dependencies=guard(Permission.STRATEGY))
def coverage_of_plan(body: CoverageOfPlan) -> StrategicCoverage:
    """Return what an allocation asks of a port, to be proposed; nothing is kept."""
    return handed(allocating.alliance(body.scenario), How(body.how), body.port, body.until)


@router.post("/trial", dependencies=guard(Permission.READ))
def try_coverage(body: StrategicCoverage, held: Held) -> CoverageTrial:
    """Return what it would do to the next day that is not planned; nothing is kept."""
    made = held.node.draws.tried(_coverage(body), held.node.today())
    return CoverageTrial.model_validate(msgspec.to_builtins(made))


@router.post("/confirm")
def confirm_coverage(body: AccordStep, held: Held, keeper: Keeper) -> CoveragePage:
    """Put in force what another person proposed: plans follow it from the next freeze on."""
    held.node.allied.accords.confirm(
        Topic.COVERAGE, NAME, actor=keeper.user.username, seen=body.version
    )
    return _page(held, keeper)


@router.post("/return")
def return_coverage(body: AccordReason, held: Held, keeper: Keeper) -> CoveragePage:
    """Do not put in force what was proposed, and say why."""
    held.node.allied.accords.give_back(
        Topic.COVERAGE, NAME, body.reason, actor=keeper.user.username, seen=body.version
    )
    return _page(held, keeper)


@router.post("/suspend")
def suspend_coverage(body: AccordReason, held: Held, keeper: Keeper) -> CoveragePage:
    """Ask for it no more until it is put in force again, and say why."""
    held.node.allied.accords.suspend(
        Topic.COVERAGE, NAME, body.reason, actor=keeper.user.username, seen=body.version
    )
    return _page(held, keeper)


def _page(held: Services, session: OpenSession) -> CoveragePage:
    life: Life | None
    try:
        life = held.node.allied.accords.read(Topic.COVERAGE, NAME)
    except UnknownAccord:
        life = None
    progress = held.node.plan()
    in_force = None if life is None else life.in_force
    names = {cell.name for cell in in_force.cells} if isinstance(in_force, Coverage) else set[str]()
    covered = () if progress is None else progress.plan.covered
    user = session.user
    return CoveragePage(
        accord=None if life is None else alliance.accord(life, user.username, user.role),
        in_force=_shape(in_force),
        proposed=None if life is None else _shape(life.proposed),
        covered=covered_shapes(one for one in covered if one.stratum.split(" ")[0] in names),
    )


def _coverage(said: StrategicCoverage) -> Coverage:
    """Return a coverage as it is settled; raises ApiError."""
    try:
        return Coverage(
            port=said.port,
            cells=tuple(
                CoverageCell(
                    name=cell.name,
                    countries=frozenset(cell.countries),
                    chapters=frozenset(cell.chapters),
                    share=cell.share,
                    why=cell.why,
                )
                for cell in said.cells
            ),
            until=said.until,
            why=said.why,
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "coverage.form", str(error)) from error


def _shape(matter: Matter | None) -> StrategicCoverage | None:
    if not isinstance(matter, Coverage):
        return None
    return StrategicCoverage(
        port=matter.port,
        cells=[
            CoverageCellShape(
                name=cell.name,
                countries=sorted(cell.countries),
                chapters=sorted(cell.chapters),
                share=cell.share,
                why=cell.why,
            )
            for cell in matter.cells
        ],
        until=matter.until,
        why=matter.why,
    )
