"""Checks, rules and model on Spark: the consignments of a voyage together, voyages apart.

Only this package and `history.spark` need `quaywatch[spark]` and Java. Each part of the voyages
goes through `risk.assess` as it would in one process, to the same bits.
"""

from quaywatch.risk.spark.assessing import assess_on_spark
from quaywatch.risk.spark.shipped import Shipped

__all__ = ["Shipped", "assess_on_spark"]
