"""Public figures with where they come from; contradictions stand side by side."""

from quaywatch.strategy.figures.balance import Change, change
from quaywatch.strategy.figures.contradictions import (
    Disagreement,
    Why,
    best,
    disagreements,
    ranked,
)
from quaywatch.strategy.figures.figure import Confidence, Figure, Quantity, Scope, Single
from quaywatch.strategy.figures.reading import BadFigures, Figures, public, read
from quaywatch.strategy.figures.yearly import PortYear, Sizes, yearly

__all__ = [
    "BadFigures",
    "Change",
    "Confidence",
    "Disagreement",
    "Figure",
    "Figures",
    "PortYear",
    "Quantity",
    "Scope",
    "Single",
    "Sizes",
    "Why",
    "best",
    "change",
    "disagreements",
    "public",
    "ranked",
    "read",
    "yearly",
]
