"""How a model comes into force and out of it: trained, watched, tried, approved by another.

Every step is an event in the model's stream, so the ledger tells who did what. A model is its
bytes: it is named by their digest, and put to work only under the signature of the node that
trained it.
"""

from quaywatch.risk.life.acts import Refusal, Refused
from quaywatch.risk.life.commands import (
    approve,
    backtested,
    give_back,
    propose,
    propose_withdrawal,
    shadow,
    train,
    withdraw,
)
from quaywatch.risk.life.kinds import ModelEvent, ModelKind, Stage
from quaywatch.risk.life.record import Entry, Fact, Life, model_of, stream
from quaywatch.risk.life.trained import Judged, Report, Seal, Span, Trained, Work, sealed, stated
from quaywatch.risk.life.tried import Bin, Point, Share, Tried

__all__ = [
    "Bin",
    "Entry",
    "Fact",
    "Judged",
    "Life",
    "ModelEvent",
    "ModelKind",
    "Point",
    "Refusal",
    "Refused",
    "Report",
    "Seal",
    "Share",
    "Span",
    "Stage",
    "Trained",
    "Tried",
    "Work",
    "approve",
    "backtested",
    "give_back",
    "model_of",
    "propose",
    "propose_withdrawal",
    "sealed",
    "shadow",
    "stated",
    "stream",
    "train",
    "withdraw",
]
