"""Boosted trees that learn from inspected rows: chosen by measurement, declared, reproducible."""

from quaywatch.risk.trees.card import card, data_sheet, facts
from quaywatch.risk.trees.refusals import Refusal, TrainingRefusedError
from quaywatch.risk.trees.spec import Category, Factor, Number, Spec, Start, Trees
from quaywatch.risk.trees.trained import TrainedModel
from quaywatch.risk.trees.training import train

__all__ = [
    "Category",
    "Factor",
    "Number",
    "Refusal",
    "Spec",
    "Start",
    "TrainedModel",
    "TrainingRefusedError",
    "Trees",
    "card",
    "data_sheet",
    "facts",
    "train",
]
