"""`/api/models`: models that are trained here, watched, tried, approved and withdrawn."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import models
from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.model_shapes import (
    DriftShape,
    ModelComparison,
    ModelFault,
    ModelList,
    ModelReason,
    ModelShape,
    ModelStepRequest,
    TrainRequest,
)
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.risk.life import ModelKind
from quaywatch.risk.life.outlook import Step

router = APIRouter(prefix="/api", tags=["models"])

Trainer = Annotated[OpenSession, Depends(requires(Permission.TRAIN_MODELS))]
Approver = Annotated[OpenSession, Depends(requires(Permission.APPROVE_MODELS))]
Withdrawer = Annotated[OpenSession, Depends(requires(Permission.WITHDRAW_MODELS))]
_READ = guard(Permission.READ)


@router.get("/models", dependencies=_READ)
def read_models(held: Held) -> ModelList:
    """Return the models that were trained here."""
    return models.page(held.node.models.all())


@router.post("/models")
def train_model(body: TrainRequest, trainer: Trainer, held: Held) -> ModelShape:
    """Train a model on what was inspected, sign it and lay it down."""
    kind, actor = ModelKind(body.kind), trainer.user.username
    life = held.node.models.train(kind, actor=actor, until=body.until)
    return _shape(held, trainer, life.model_id)


@router.get("/models/{model_id}")
def read_model(model_id: str, reader: Reader, held: Held) -> ModelShape:
    """Return one model with its card, data sheet, backtest and history."""
    return _shape(held, reader, model_id)


@router.get("/models/{model_id}/seal", dependencies=_READ)
def verify_model(model_id: str, held: Held) -> ModelFault:
    """Say what is wrong with its bytes or its signature; empty if nothing is."""
    return ModelFault(fault=held.node.models.verify(model_id))


@router.get("/models/{model_id}/drift", dependencies=_READ)
def read_drift(model_id: str, held: Held) -> list[DriftShape]:
    """Return how far inputs and scores have moved since it was trained, the farthest first."""
    return models.drift(held.node.models.drift(model_id))


@router.get("/models/{model_id}/shadow", dependencies=_READ)
def read_shadow(model_id: str, held: Held) -> ModelComparison:
    """Return how it ranks the work list beside the model in force."""
    return models.comparison(held.node.models.compare(model_id))


@router.post("/models/{model_id}/shadow")
def shadow_model(model_id: str, body: ModelStepRequest, trainer: Trainer, held: Held) -> ModelShape:
    """Score beside the model in force from here on."""
    held.node.models.shadow(model_id, actor=trainer.user.username, seen=body.version)
    return _shape(held, trainer, model_id)


@router.post("/models/{model_id}/backtest")
def backtest_model(
    model_id: str, body: ModelStepRequest, trainer: Trainer, held: Held
) -> ModelShape:
    """Try it on days that did not teach it and keep what that told."""
    held.node.models.backtest(model_id, actor=trainer.user.username, seen=body.version)
    return _shape(held, trainer, model_id)


@router.post("/models/{model_id}/propose")
def propose_model(
    model_id: str, body: ModelStepRequest, trainer: Trainer, held: Held
) -> ModelShape:
    """Ask somebody else to approve."""
    held.node.models.propose(model_id, actor=trainer.user.username, seen=body.version)
    return _shape(held, trainer, model_id)


@router.post("/models/{model_id}/approve")
def approve_model(
    model_id: str, body: ModelStepRequest, approver: Approver, held: Held
) -> ModelShape:
    """Put it in force, as somebody who had no part in it."""
    held.node.models.approve(model_id, actor=approver.user.username, seen=body.version)
    return _shape(held, approver, model_id)


@router.post("/models/{model_id}/return")
def return_model(model_id: str, body: ModelReason, approver: Approver, held: Held) -> ModelShape:
    """Do not approve, and say why."""
    actor = approver.user.username
    held.node.models.give_back(model_id, body.reason, actor=actor, seen=body.version)
    return _shape(held, approver, model_id)


@router.post("/models/{model_id}/withdrawal")
def propose_withdrawal(
    model_id: str, body: ModelReason, person: Withdrawer, held: Held
) -> ModelShape:
    """Ask somebody else to withdraw a model that was approved."""
    actor = person.user.username
    held.node.models.propose_withdrawal(model_id, body.reason, actor=actor, seen=body.version)
    return _shape(held, person, model_id)


@router.post("/models/{model_id}/withdraw")
def withdraw_model(
    model_id: str, body: ModelStepRequest, person: Withdrawer, held: Held
) -> ModelShape:
    """Let it count no more: as a supervisor and the second person where it was approved."""
    life = held.node.models.read(model_id).life
    if not allows(person.user.role, models.needed(Step.WITHDRAW, life)):
        raise ApiError(403, "permission.denied", f"The role {person.user.role} may not do this.")
    held.node.models.withdraw(model_id, actor=person.user.username, seen=body.version)
    return _shape(held, person, model_id)


def _shape(held: Held, session: OpenSession, model_id: str) -> ModelShape:
    user, known = session.user, held.node.models
    outlook = known.outlook(model_id, user.username)
    return models.shape(known.read(model_id), outlook, user.role)
