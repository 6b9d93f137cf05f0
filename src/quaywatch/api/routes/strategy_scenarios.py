"""`/api/strategy/scenarios`: supposed worlds, saved under a name and shared by a link."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from quaywatch.api.access import guard, requires
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.api.strategy import allocating
from quaywatch.api.strategy.allocation_shapes import StrategySaveBody, StrategySaved
from quaywatch.strategy.scenarios.saved import Fact, Saved

router = APIRouter(prefix="/api/strategy/scenarios", tags=["strategy"])

Name = Annotated[str, Path(pattern="^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
Strategist = Annotated[OpenSession, Depends(requires(Permission.STRATEGY))]
_READ = guard(Permission.STRATEGY)


@router.get("", dependencies=_READ)
def read_scenarios(held: Held) -> list[StrategySaved]:
    """Return what is saved, by name."""
    return [_shape(one) for one in held.node.scenarios.all()]


@router.get("/{name}", dependencies=_READ)
def read_scenario(name: Name, held: Held) -> StrategySaved:
    """Return what is saved under a name."""
    return _shape(held.node.scenarios.one(name))


@router.put("/{name}")
def save_scenario(name: Name, body: StrategySaveBody, who: Strategist, held: Held) -> StrategySaved:
    """Save a scenario; what was saved under the name before stays on the ledger."""
    allocating.alliance(body.scenario)
    fact = Fact(title=body.title, note=body.note, scenario=allocating.scenario(body.scenario))
    return _shape(held.node.scenarios.save(name, fact, who.user.username, body.version))


def _shape(one: Saved) -> StrategySaved:
    assert one.fact is not None  # noqa: S101 - only what was saved is found
    assert one.at is not None  # noqa: S101
    return StrategySaved(
        name=one.name,
        version=one.version,
        by=one.by,
        at=one.at,
        title=one.fact.title,
        note=one.fact.note,
        scenario=allocating.shape(one.fact.scenario),
    )
