"""Boosted trees that learn from inspected rows: chosen by measurement, declared, reproducible."""

from quaywatch.risk.trees.card import card, data_sheet, facts
from quaywatch.risk.trees.refusals import Refusal, TrainingRefusedError
from quaywatch.risk.trees.spec import Category, Number, Spec, Trees
from quaywatch.risk.trees.trained import TrainedModel
from quaywatch.risk.trees.training import train

__all__ = [
    "Category",
    "Number",
    "Refusal",
    "Spec",
    "TrainedModel",
    "TrainingRefusedError",
    "Trees",
    "card",
    "data_sheet",
    "facts",
    "train",
]
