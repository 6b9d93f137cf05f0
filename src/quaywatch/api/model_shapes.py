"""Shapes of models: the list, one with all that is known of it, and steps of its life."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.shape import Shape

ModelKindName = Literal["additive", "learned"]
ModelStageName = Literal["trained", "shadow", "proposed", "live", "retired", "withdrawn"]
ModelEventName = Literal[
    "trained",
    "shadowed",
    "backtested",
    "proposed",
    "returned",
    "approved",
    "withdrawal_proposed",
    "withdrawn",
]
ModelStepName = Literal[
    "shadow", "backtest", "propose", "approve", "return", "withdrawal", "withdraw"
]
DriftLevel = Literal["steady", "notice", "alarm"]


class TrainRequest(Shape):
    """Body of `POST /api/models`; 422 where too little was inspected to learn from."""

    kind: ModelKindName
    until: datetime | None = None
    """Nothing that became known later teaches it; without it, now."""


class ModelStepRequest(Shape):
    """Body of a step; 409 when the model is not the one seen."""

    version: int


class ModelReason(Shape):
    """Body of a step that wants a reason."""

    version: int
    reason: str = Field(min_length=1, max_length=400)


class RangeShape(Shape):
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


class LiftPoint(Shape):
    """Share of all finds among a share of the candidates, those of the highest scores first."""

    looked: float
    found: RangeShape


class ReliabilityBin(Shape):
    """Mean probability of some candidates beside the share that held something."""

    predicted: float
    found: RangeShape
    candidates: float


class ModelTrial(Shape):
    """What a backtest told; finds are those within the capacity of the days."""

    days: int
    own_days: int
    refit_days: int
    left_days: int
    first: date | None
    last: date | None
    candidates: float
    inspected: int
    found: int
    capacity: int
    model: RangeShape
    live: RangeShape
    random: RangeShape
    overlap: float
    lift: list[LiftPoint]
    reliability: list[ReliabilityBin]
    calibration_error: float
    tie_rate: float


class JudgedShape(Shape):
    """How models trained alike on earlier inspections did on later ones."""

    inspected: int
    found: int
    auc: float
    expected: float
    seen: float


class ModelRow(Shape):
    """One model in the list."""

    model_id: str
    version: int
    """Of its stream: to be given with a step."""
    kind: ModelKindName
    stage: ModelStageName
    number: int
    """Its place among the models put in force here, from 1; 0 before it was."""
    trained_at: datetime
    trained_by: list[str]
    """Who trained or proposed it."""
    approved_by: str
    withdrawing_by: str
    until: datetime
    inspected: int
    found: int
    model: RangeShape | None
    """Finds within capacity, as its backtest told."""
    live: RangeShape | None
    """The same of the model in force on each day."""


class ModelList(Shape):
    """`GET /api/models`: the last trained first."""

    rows: list[ModelRow]


class ModelEntry(Shape):
    """One step in the life of a model."""

    kind: ModelEventName
    at: datetime
    actor: str
    reason: str


class ModelProspect(Shape):
    """A step that the model's stage allows, and why this person may not take it."""

    step: ModelStepName
    refusal: str | None
    """`permission`, or what a refused step says, such as `four-eyes`."""


class ModelShape(Shape):
    """`GET /api/models/{model_id}`."""

    row: ModelRow
    digest: str
    size: int
    key: str
    """Public key of the node that signed it, in hexadecimal."""
    made_with: dict[str, str]
    judged: JudgedShape | None
    remarks: list[str]
    card: str
    """Markdown."""
    sheet: str
    trial: ModelTrial | None
    steps: list[ModelEntry]
    next: list[ModelProspect]


class ModelFault(Shape):
    """`GET /api/models/{model_id}/seal`: what is wrong with it; empty if nothing is."""

    fault: str


class DriftShape(Shape):
    """How far one input, or the score, has moved since a model was trained."""

    name: str
    psi: float
    ks: float | None
    level: DriftLevel


class MoverShape(Shape):
    """A box that only the model that is watched has at the top."""

    box_id: str
    equipment_number: str
    live: int
    watched: int


class ModelComparison(Shape):
    """`GET /api/models/{model_id}/shadow`: how it ranks the work list."""

    scored: int
    listed: int
    correlation: float
    first: int
    shared: int
    movers: list[MoverShape]
