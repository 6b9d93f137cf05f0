"""Steps in the life of a model, and where it stands between them."""

from enum import StrEnum


class ModelKind(StrEnum):
    """Forms that a model can have; `risk.opening` opens each."""

    ADDITIVE = "additive"
    """One figure for each thing that is known: `risk.Model`."""
    LEARNED = "learned"
    """Figures, and boosted trees that move them: `risk.learned.Learned`."""


class ModelEvent(StrEnum):
    """Kinds of event in the stream of a model."""

    TRAINED = "model.trained"
    """Learned from outcomes, and signed; the event's original is the model itself."""
    SHADOWED = "model.shadowed"
    """From here on it scores beside the model in force; it counts for nothing yet."""
    BACKTESTED = "model.backtested"
    PROPOSED = "model.proposed"
    RETURNED = "model.returned"
    """The second person did not approve."""
    APPROVED = "model.approved"
    """It is in force; the one before it is retired."""
    WITHDRAWAL_PROPOSED = "model.withdrawal-proposed"
    WITHDRAWN = "model.withdrawn"
    """It counts for nothing any more; if it was in force, the one before it is again."""


class Stage(StrEnum):
    """How far a model has come."""

    TRAINED = "trained"
    SHADOW = "shadow"
    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


STAGES = {
    ModelEvent.TRAINED: Stage.TRAINED,
    ModelEvent.SHADOWED: Stage.SHADOW,
    ModelEvent.PROPOSED: Stage.PROPOSED,
    ModelEvent.RETURNED: Stage.TRAINED,
    ModelEvent.APPROVED: Stage.APPROVED,
    ModelEvent.WITHDRAWN: Stage.WITHDRAWN,
}
"""Where a model stands after an event; a backtest and a proposal to withdraw leave it there."""
