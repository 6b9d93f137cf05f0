"""`/api/evaluation`: what targeting was worth beside chance."""

from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query

from quaywatch.api.access import guard
from quaywatch.api.evaluation_shapes import EvaluationShape, EvaluationWays, PolicyName
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.node.evaluating import Asked, PolicyKind

router = APIRouter(prefix="/api", tags=["evaluation"])

_Code = Annotated[str, Query(max_length=120)]
_Codes = Annotated[list[str] | None, Query(max_length=50)]


@router.get("/evaluation", dependencies=guard(Permission.READ))
def read_evaluation(
    held: Held,
    policy: PolicyName = "live",
    model: _Code = "",
    profile: _Codes = None,
    draft: _Codes = None,
    since: date | None = None,
    until: date | None = None,
) -> EvaluationShape:
    """Return what can honestly be said of a way to choose, on the days asked for."""
    asked = Asked(
        policy=PolicyKind(policy),
        model_id=model,
        profiles=tuple(profile or ()),
        drafts=tuple(draft or ()),
        since=since,
        until=until,
    )
    told = held.node.evaluations.of(asked)
    return EvaluationShape.model_validate(msgspec.to_builtins(told, builtin_types=[date]))


@router.get("/evaluation/ways", dependencies=guard(Permission.READ))
def read_ways(held: Held) -> EvaluationWays:
    """Return the ways to choose that can be asked about."""
    return EvaluationWays.model_validate(msgspec.to_builtins(held.node.evaluations.ways()))
