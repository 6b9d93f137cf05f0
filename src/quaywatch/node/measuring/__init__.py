"""What a node counts of the ports' standard: its ledger in the rows that measures take."""

from quaywatch.node.measuring.gathering import Gathered, gathered
from quaywatch.node.measuring.measures import Measures, Taken

__all__ = ["Gathered", "Measures", "Taken", "gathered"]
