"""`/api/norms/ports/…/gaps` and `…/regimes`: what is missing, and what is shown elsewhere."""

from datetime import date
from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.language import RequestLanguage
from quaywatch.api.norms import gap_telling
from quaywatch.api.norms.gap_shapes import NormGapBody, NormGaps, NormRegimes
from quaywatch.api.norms.speaking import speaker
from quaywatch.api.permissions import Permission, Role
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node.norms.gaps import Command, for_port
from quaywatch.norms import Catalogue
from quaywatch.norms.gaps import life
from quaywatch.norms.mapping import Mappings
from quaywatch.norms.register import ALLIANCE

router = APIRouter(prefix="/api/norms/ports", tags=["norms"])

Day = Annotated[date | None, Query()]
Reader = Annotated[OpenSession, Depends(requires(Permission.NORMS))]
Planner = Annotated[OpenSession, Depends(requires(Permission.PLAN_ASSESSMENTS))]
_OWN = frozenset({"plan", "move", "close"})


@router.get("/{port}/gaps")
def read_gaps(
    port: str, reader: Reader, held: Held, language: RequestLanguage, day: Day = None
) -> NormGaps:
    """Return what a port lacks, what removes most risk for a euro first, with who closes it."""
    return _gaps(port, reader, held, language, day)


@router.post("/{port}/gaps/{requirement}/{step}")
def carry_on(
    port: str,
    requirement: str,
    step: Literal["plan", "move", "close", "agree", "refuse"],
    body: NormGapBody,
    planner: Planner,
    held: Held,
    language: RequestLanguage,
) -> NormGaps:
    """Carry the closing of a gap on; another person sees that it is closed."""
    acting = speaker(planner)
    if step in _OWN:
        for_port(port, acting)
    held.node.norms.gaps.step(port, requirement, acting, body.version, _command(step, body))
    return _gaps(port, planner, held, language, None)


@router.get("/{port}/regimes", dependencies=guard(Permission.NORMS))
def read_regimes(port: str, held: Held, language: RequestLanguage, day: Day = None) -> NormRegimes:
    """Return what a port's standing shows for other regimes, clause by clause."""
    asked = day or held.node.today()
    view, catalogue = held.node.norms.standings.port(port, asked)
    return gap_telling.regimes(view, catalogue, asked, _mappings(), language)


@cache
def _mappings() -> Mappings:
    return Mappings.load(Catalogue.load())


def _gaps(
    port: str, session: OpenSession, held: Services, language: Language, day: date | None
) -> NormGaps:
    asked, acting = day or held.node.today(), speaker(session)
    may = session.user.role in (Role.ASSESSOR, Role.COORDINATOR)
    return gap_telling.gaps(
        held.node.norms.gaps.at(port, asked),
        asked,
        language,
        plans=may and acting.port in (port, ALLIANCE),
        agrees=may,
    )


def _command(step: str, body: NormGapBody) -> Command:
    match step:
        case "plan":
            until = _until(body)
            return lambda plan, act: life.plan(plan, body.owner, until, body.what, act, body.eur)
        case "move":
            until = _until(body)
            return lambda plan, act: life.move(plan, until, body.what, act)
        case "close":
            return lambda plan, act: life.close(plan, tuple(body.evidence), act)
        case "agree":
            return life.agree
        case _:
            return lambda plan, act: life.refuse(plan, body.what, act)


def _until(body: NormGapBody) -> date:
    if body.until is None:
        raise ApiError(422, "request.invalid", "until: by when it is closed is missing")
    return body.until
