"""What a node counts of the ports' standard: its ledger in the rows that measures take."""

from quaywatch.node.measuring.gathering import Gathered, gathered, quarter

__all__ = ["Gathered", "gathered", "quarter"]
