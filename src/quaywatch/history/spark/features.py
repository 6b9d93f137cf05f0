"""Features of a table of events, worked out by the executors of a Spark cluster."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from quaywatch.history.catalogue import CATALOGUE
from quaywatch.history.feature import Feature
from quaywatch.history.program import compile_features
from quaywatch.history.spark.dealing import DEALT, deal
from quaywatch.history.spark.folding import FOLDED, fold_part
from quaywatch.history.spark.joining import join, joined_schema


def features_on_spark(events: Any, *, parts: int, catalogue: Sequence[Feature] = CATALOGUE) -> Any:
    """Return a data frame of Spark: `filing` and one nullable double for each feature.

    `events` is a data frame of Spark with the columns of `table.SCHEMA`, such as Parquet files of
    `table.event_table`. The keys of each kind are dealt to `parts` parts, and so are the filings;
    one part of one kind, about a hundred bytes an event, must fit into an executor's memory.
    """
    features = tuple(catalogue)
    names = compile_features(features).names
    dealt = events.mapInArrow(partial(deal, features, parts), DEALT)
    folded = dealt.groupBy("kind", "part").applyInArrow(_folder(features), FOLDED)
    shared = folded.withColumn("part", folded["filing"] % parts)
    return shared.groupBy("part").applyInArrow(_joiner(features), joined_schema(names))


# Spark tells what it is to pass from the number of arguments, which a partial does not show.
def _folder(features: tuple[Feature, ...]) -> Any:
    def work(table: Any) -> Any:
        return fold_part(features, table)

    return work


def _joiner(features: tuple[Feature, ...]) -> Any:
    def work(table: Any) -> Any:
        return join(features, table)

    return work
