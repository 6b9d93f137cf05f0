"""The ports' standard at one node: kept on its ledger, worked out for a day, handed over."""

from quaywatch.node.norms.desk import Desk, Shown, Wish
from quaywatch.node.norms.exchange import Exchange, Unfit
from quaywatch.node.norms.norms import Norms
from quaywatch.node.norms.speaking import Speaker, UnknownAssessment
from quaywatch.node.norms.standings import (
    AtPort,
    Matrix,
    Outline,
    Point,
    PortView,
    RequirementView,
)
from quaywatch.node.norms.tasks import Task, TaskKind

__all__ = [
    "AtPort",
    "Desk",
    "Exchange",
    "Matrix",
    "Norms",
    "Outline",
    "Point",
    "PortView",
    "RequirementView",
    "Shown",
    "Speaker",
    "Task",
    "TaskKind",
    "Unfit",
    "UnknownAssessment",
    "Wish",
]
