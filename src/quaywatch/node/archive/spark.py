"""From the exported ledger to assessments, on Spark."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from quaywatch.cargo import OutcomeResult
from quaywatch.history.spark import events_on_spark, features_on_spark
from quaywatch.history.spark.columns import ddl, handed, taken
from quaywatch.inspections import BoxEvent
from quaywatch.node.archive.filings import FILED_SCHEMA, PLACES, filed
from quaywatch.node.archive.standings import standings_of
from quaywatch.node.facts import FILING
from quaywatch.risk.spark import Shipped, assess_on_spark

_OUTCOMES = [str(kind) for kind in (BoxEvent.OUTCOME, BoxEvent.CORRECTED)]
_ORDERS = [str(kind) for kind in (BoxEvent.SELECTED, BoxEvent.ORDERED)]


def assessments_of(archive: Any, shipped: Shipped, *, parts: int) -> Any:
    """Return the assessment of every filing, with what the past said when it became known.

    `archive` is the exported ledger as a data frame of Spark, partition columns included. The
    result is that of `assess_on_spark`.
    """
    filings = filings_of(archive)
    past = features_on_spark(events_on_spark(filings, outcomes_of(archive, filings)), parts=parts)
    model, _ = shipped.unpacked()
    if model.asks_the_past:
        past = past.join(standings_of(archive), "filing", "left")
    return assess_on_spark(filings, shipped, parts=parts, past=past)


def filings_of(archive: Any) -> Any:
    """Return the filings (`FILED_SCHEMA`) of an exported ledger."""
    events = archive.where(archive["kind"] == FILING).select("position", "known_at", "payload")
    return events.mapInArrow(_filed, ddl(FILED_SCHEMA))


def outcomes_of(archive: Any, filings: Any) -> Any:
    """Return `filing`, `found` and `known_at` of what inspections showed.

    An outcome counts for the last filing of its consignment before it; a correction only where it
    says something else.
    """
    f: Any = import_module("pyspark.sql.functions")
    window: Any = import_module("pyspark.sql").Window
    said = archive.select(
        "kind", "position", "known_at", f.get_json_object("payload", "$.box_id").alias("box"),
        f.get_json_object("payload", "$.order.consignment_id").alias("consignment_id"),
        (f.get_json_object("payload", "$.outcome.result") == str(OutcomeResult.FOUND)).alias(
            "found"
        ),
    )  # fmt: skip
    boxes = said.where(said["kind"].isin(_ORDERS)).select("box", "consignment_id").distinct()
    before = f.lag("found").over(window.partitionBy("box").orderBy("position"))
    judged = (
        said.where(said["kind"].isin(_OUTCOMES))
        .drop("kind", "consignment_id")
        .withColumn("before", before)
        .where("before is null or before != found")
        .join(boxes, "box")
    )
    known = filings.select("filing", "consignment_id").join(judged, "consignment_id")
    earlier = known.where(known["filing"] < known["position"] * PLACES)
    last = earlier.groupBy("box", "position", "found", "known_at").agg(
        f.max("filing").alias("filing")
    )
    return last.select("filing", "found", "known_at")


def _filed(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from handed(filed(taken(batch)), FILED_SCHEMA).to_batches()
