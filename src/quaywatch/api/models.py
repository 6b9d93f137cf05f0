"""Models of the node as the page shows them."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import msgspec

from quaywatch.api.model_shapes import (
    DriftShape,
    ModelComparison,
    ModelEntry,
    ModelEventName,
    ModelList,
    ModelProspect,
    ModelRow,
    ModelShape,
    ModelStageName,
    ModelTrial,
    RangeShape,
)
from quaywatch.api.permissions import Permission, Role, allows
from quaywatch.api.shape import Shape
from quaywatch.node.comparing import Compared
from quaywatch.node.modelling import Standing
from quaywatch.node.training import Drift
from quaywatch.risk.life import Life, Share, Trained
from quaywatch.risk.life.outlook import Prospect, Step

S = TypeVar("S", bound=Shape)

_NEEDS = {
    Step.APPROVE: Permission.APPROVE_MODELS,
    Step.RETURN: Permission.APPROVE_MODELS,
    Step.WITHDRAWAL: Permission.WITHDRAW_MODELS,
    Step.WITHDRAW: Permission.WITHDRAW_MODELS,
}


def page(standings: Sequence[Standing]) -> ModelList:
    """Return the list."""
    return ModelList(rows=[_row(each) for each in standings])


def shape(standing: Standing, prospects: Sequence[Prospect], role: Role) -> ModelShape:
    """Return one model with its history, and what an account of `role` can do next."""
    life = standing.life
    made, work = _trained(life), life.work
    return ModelShape(
        row=_row(standing),
        digest=made.digest,
        size=made.size,
        key=work.seal.key,
        made_with=made.made_with,
        judged=None if made.report.judged is None else msgspec.to_builtins(made.report.judged),
        remarks=list(made.report.remarks),
        card=made.card,
        sheet=made.sheet,
        trial=None if life.tried is None else _as(ModelTrial, life.tried),
        steps=[
            ModelEntry(
                kind=cast("ModelEventName", _plain(entry.kind.value)),
                at=entry.at,
                actor=entry.actor,
                reason=entry.fact.reason,
            )
            for entry in life.history
        ],
        next=[
            ModelProspect(step=each.step.value, refusal=_refusal(each, life, role))
            for each in prospects
        ],
    )


def needed(step: Step, life: Life) -> Permission:
    """Return the permission that a step takes; it is a supervisor's where the model counts."""
    if step is Step.WITHDRAW and life.counts:
        return Permission.APPROVE_MODELS
    return _NEEDS.get(step, Permission.TRAIN_MODELS)


def drift(found: Sequence[Drift]) -> list[DriftShape]:
    """Return how far inputs have moved."""
    return [_as(DriftShape, each) for each in found]


def comparison(found: Compared) -> ModelComparison:
    """Return how a model ranks beside the one in force."""
    return _as(ModelComparison, found)


def _row(standing: Standing) -> ModelRow:
    life = standing.life
    made = _trained(life)
    return ModelRow(
        model_id=life.model_id,
        version=life.version,
        kind=made.kind.value,
        stage=_stage(standing),
        number=life.number,
        trained_at=life.history[0].at,
        trained_by=sorted(life.makers),
        approved_by=life.approved_by,
        withdrawing_by=life.withdrawing_by,
        until=made.span.until,
        inspected=made.report.inspected,
        found=made.report.found,
        model=None if life.tried is None else _range(life.tried.model),
        live=None if life.tried is None else _range(life.tried.live),
    )


def _stage(standing: Standing) -> ModelStageName:
    if standing.live:
        return "live"
    if standing.retired:
        return "retired"
    return cast("ModelStageName", standing.life.stage.value)


def _refusal(prospect: Prospect, life: Life, role: Role) -> str | None:
    if not allows(role, needed(prospect.step, life)):
        return "permission"
    return None if prospect.refusal is None else prospect.refusal.value


def _trained(life: Life) -> Trained:
    assert life.trained is not None  # noqa: S101 - every stream begins with a training
    return life.trained


def _plain(kind: str) -> str:
    return kind.removeprefix("model.").replace("-", "_")


def _range(share: Share) -> RangeShape:
    return _as(RangeShape, share)


def _as(shape: type[S], struct: msgspec.Struct) -> S:
    """Return a struct in a shape of the same fields."""
    plain: dict[str, Any] = msgspec.to_builtins(struct, builtin_types=[])
    return shape.model_validate(plain)
