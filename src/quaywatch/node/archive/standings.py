"""How the parties of exported filings stood: one process hears the ledger, event by event.

Who is who depends on all that came before, in order, so it cannot be dealt out like folds are.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import polars as pl

from quaywatch.history.spark.columns import ddl, handed
from quaywatch.links import COLUMNS
from quaywatch.links.columns import row
from quaywatch.node.archive.filings import FILED, PLACES
from quaywatch.node.facts import FILING, Fact
from quaywatch.node.hearing import TELLING, Hearing
from quaywatch.story.filings.filed import CONSIGNEE_PARTS

STANDINGS_SCHEMA: dict[str, pl.DataType] = {
    "filing": pl.Int64(),
    **dict.fromkeys((column.name for column in COLUMNS), pl.Float64()),
}
"""The number of a filing (see `PLACES`), and how its parties stood."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def standings_of(archive: Any) -> Any:
    """Return how the parties of every filing stood, as a data frame of Spark.

    `archive` is the exported ledger as one. It is read by the driver in the order of the ledger;
    the network, some ten kilobytes a filing, must fit into its memory. Cancellations have no row.
    """
    hearing = Hearing()
    rows = [
        (fact.position * PLACES + place, *row(standing))
        for fact in _facts(archive)
        for place, (_, standing) in enumerate(hearing.hear(fact))
        if fact.filing is not None and fact.filing.header.filing_type not in CONSIGNEE_PARTS
    ]
    found = pl.DataFrame(rows, schema=STANDINGS_SCHEMA, orient="row")
    return archive.sparkSession.createDataFrame(
        handed(found, STANDINGS_SCHEMA), ddl(STANDINGS_SCHEMA)
    )


def _facts(archive: Any) -> Iterator[Fact]:
    functions: Any = import_module("pyspark.sql.functions")
    told = archive.where(archive["kind"].isin([str(kind) for kind in sorted(TELLING)]))
    known_at = functions.unix_micros("known_at").alias("at")
    for said in (
        told.select("position", "kind", "payload", "stream", known_at)
        .orderBy("position")
        .toLocalIterator()
    ):
        payload = said["payload"].encode()
        yield Fact(
            position=said["position"],
            kind=said["kind"],
            payload=payload,
            known_at=_EPOCH + timedelta(microseconds=said["at"]),
            actor="",
            stream=said["stream"],
            version=None,
            filing=FILED.decode(payload) if said["kind"] == FILING else None,
        )
