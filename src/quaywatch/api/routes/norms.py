"""`/api/norms`: how far ports keep the standard, and on whose word."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.language import RequestLanguage
from quaywatch.api.norms import telling
from quaywatch.api.norms.shapes import (
    NormCases,
    NormDrill,
    NormMatrix,
    NormOutline,
    NormOwner,
    NormOwnerBody,
    NormPoint,
    NormPort,
    NormRequirementPage,
    NormTask,
)
from quaywatch.api.norms.speaking import speaker
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.node import Node

router = APIRouter(prefix="/api/norms", tags=["norms"])

Day = Annotated[date | None, Query()]
"""On which it is asked; today where it is left out."""
Coordinator = Annotated[OpenSession, Depends(requires(Permission.COORDINATE))]
_READ = guard(Permission.NORMS)


@router.get("/matrix", dependencies=_READ)
def read_matrix(held: Held, language: RequestLanguage, day: Day = None) -> NormMatrix:
    """Return all ports by groups."""
    asked = day or held.node.today()
    return telling.matrix(held.node.norms.standings.matrix(asked), language)


@router.get("/ports/{port}", dependencies=_READ)
def read_port(port: str, held: Held, language: RequestLanguage, day: Day = None) -> NormPort:
    """Return all that one port comes to."""
    norms, asked = held.node.norms, day or held.node.today()
    view, catalogue = norms.standings.port(port, asked)
    return telling.port(
        view,
        catalogue,
        asked,
        language,
        waiting=norms.tasks(asked, port),
        made=norms.standings.assessments(port),
        trend=norms.standings.trend(port),
    )


@router.get("/ports/{port}/requirements/{name}", dependencies=_READ)
def read_cell(
    port: str, name: str, held: Held, language: RequestLanguage, day: Day = None
) -> NormDrill:
    """Return where a port stands with a requirement, down to every step."""
    standings = held.node.norms.standings
    view, catalogue = standings.port(port, day or held.node.today())
    asked = catalogue.get(name)
    found = next((one for one in view.places if one.standing.requirement == name), None)
    if asked is None or found is None:
        raise ApiError(404, "not-found", f"{port} is not asked for {name}.")
    return telling.drill(found, asked, port, standings.steps(port, name), language)


@router.get("/ports/{port}/requirements/{name}/cases", dependencies=guard(Permission.READ))
def read_cases(port: str, name: str, held: Held, day: Day = None) -> NormCases:
    """Return what a figure of the node was made of, for who may see its cargo."""
    asked = held.node.norms.editions.catalogue().get(name)
    if asked is None or asked.measure is None:
        raise ApiError(404, "not-found", f"No node measures {name}.")
    measures = held.node.norms.measures
    told, found = measures.behind(asked.measure, port, day or held.node.today())
    return telling.cases(told, found)


@router.get("/requirements/{name}", dependencies=_READ)
def read_requirement(
    name: str, held: Held, language: RequestLanguage, day: Day = None
) -> NormRequirementPage:
    """Return what a requirement asks for, who owns it, and where ports stand with it."""
    return _requirement(held.node, name, language, day)


@router.put("/requirements/{name}/owner")
def name_owner(
    name: str, body: NormOwnerBody, coordinator: Coordinator, held: Held, language: RequestLanguage
) -> NormRequirementPage:
    """Name who answers for a requirement."""
    said = body.owner.strip()
    held.node.norms.editions.own(name, said, speaker(coordinator), body.revision)
    return _requirement(held.node, name, language, None)


@router.get("/tasks", dependencies=_READ)
def read_tasks(held: Held, day: Day = None) -> list[NormTask]:
    """Return what waits to be done at all ports, what is due first in front."""
    return [telling.task(each) for each in held.node.norms.tasks(day or held.node.today())]


@router.get("/trend", dependencies=_READ)
def read_trend(
    held: Held,
    port: Annotated[str | None, Query(max_length=5)] = None,
    group: Annotated[str | None, Query(max_length=3)] = None,
) -> list[NormPoint]:
    """Return what ports came to whenever an assessment was closed, the oldest first."""
    return [telling.point(each, group) for each in held.node.norms.standings.trend(port)]


@router.get("/assessments", dependencies=_READ)
def read_assessments(held: Held) -> list[NormOutline]:
    """Return the assessments there are, the newest first."""
    return [telling.outline(each) for each in held.node.norms.standings.assessments()]


def _requirement(
    node: Node, name: str, language: Language, day: date | None
) -> NormRequirementPage:
    norms = node.norms
    found = norms.standings.requirement(name, day or node.today())
    catalogue = norms.editions.catalogue(found.catalogue)
    group = next(each for each in catalogue.groups if each.code == found.requirement.group)
    return NormRequirementPage(
        requirement=telling.requirement(found.requirement, language),
        group=telling.group(group, language),
        catalogue=found.catalogue,
        owners=[
            NormOwner(name=each.name, since=each.since, named_by=each.named.by)
            for each in found.owners
        ],
        revision=found.revision,
        places=[telling.place(one, port) for port, one in found.at.items()],
    )
