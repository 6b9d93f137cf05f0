"""Boosted trees that learn from inspected rows: chosen by measurement, declared, reproducible.

The trees' library is loaded with the first name that needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quaywatch.risk.trees.cards import card, data_sheet, facts
    from quaywatch.risk.trees.refusals import Refusal, TrainingRefusedError
    from quaywatch.risk.trees.spec import Category, Factor, Form, Number, Spec, Start, Trees
    from quaywatch.risk.trees.trained import TrainedModel
    from quaywatch.risk.trees.training import train

__all__ = [
    "Category",
    "Factor",
    "Form",
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

_HOMES = {
    "Category": "spec",
    "Factor": "spec",
    "Form": "spec",
    "Number": "spec",
    "Refusal": "refusals",
    "Spec": "spec",
    "Start": "spec",
    "TrainedModel": "trained",
    "TrainingRefusedError": "refusals",
    "Trees": "spec",
    "card": "cards",
    "data_sheet": "cards",
    "facts": "cards",
    "train": "training",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"quaywatch.risk.trees.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
