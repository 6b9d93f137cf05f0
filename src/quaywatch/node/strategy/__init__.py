"""What a node keeps and counts for the alliance's strategy."""

from quaywatch.node.strategy.finds import Finds, finds
from quaywatch.node.strategy.scenarios import Scenarios, UnknownScenario

__all__ = ["Finds", "Scenarios", "UnknownScenario", "finds"]
