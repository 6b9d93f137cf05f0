"""The same folds on Spark: events dealt out by key, folded apart, and joined by filing again.

Only this package needs `quaywatch[spark]` and Java. Keys do not depend on each other, so a part of
the keys of one kind is folded by the same compiled pass wherever it lies, to the same bits.
"""

from quaywatch.history.spark.events import events_on_spark
from quaywatch.history.spark.features import features_on_spark

__all__ = ["events_on_spark", "features_on_spark"]
