"""What notices of allies say of consignments: by which clues, and how much it weighs.

Pure: the node keeps clues in an index, so that a notice finds its boxes without a scan.
"""

from quaywatch.alliance.weighing.clues import (
    Clue,
    Clues,
    Sought,
    of_consignment,
    pattern_key,
    sought,
)
from quaywatch.alliance.weighing.evidence import Hint, hint, together
from quaywatch.alliance.weighing.weights import Weights

__all__ = [
    "Clue",
    "Clues",
    "Hint",
    "Sought",
    "Weights",
    "hint",
    "of_consignment",
    "pattern_key",
    "sought",
    "together",
]
