"""Filings in files as events, made by the executors: digests in place of names."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import polars as pl

from quaywatch.cargo.nested import framed
from quaywatch.history.encoding import OUTCOMES
from quaywatch.history.spark.columns import ddl, handed, taken
from quaywatch.history.table import NOBODY, SCHEMA, event_table

_LEARNED = "learned"


def events_on_spark(filings: Any, outcomes: Any) -> Any:
    """Return the events (`table.SCHEMA`) of filings and of what inspections of them found.

    `filings` is a data frame of Spark: `filing`, a number of its own, and the columns of
    `cargo.nested.NESTED_SCHEMA`; where it has `at` (microseconds since 1970), each filing became
    known then, else when it was received. `outcomes` has `filing`, `found` and `known_at`, and
    each is of one of the filings.
    """
    functions: Any = import_module("pyspark.sql.functions")
    each = functions.collect_list(functions.struct("found", "known_at"))
    learned = outcomes.groupBy("filing").agg(each.alias(_LEARNED))
    return filings.join(learned, "filing", "left").mapInArrow(_events, ddl(SCHEMA))


def _events(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from handed(_event_table(taken(batch)), SCHEMA).to_batches()


def _event_table(rows: pl.DataFrame) -> pl.DataFrame:
    known = (
        rows.select("filing", _LEARNED)
        .with_row_index("row")
        .explode(_LEARNED)
        .drop_nulls(_LEARNED)
        .unnest(_LEARNED)
        .select(pl.col(name).cast(dtype) for name, dtype in OUTCOMES.items())
    )
    at = rows["at"].to_numpy() if "at" in rows.columns else None
    table = event_table(framed(rows), known, at=at)
    numbers = rows["filing"].cast(pl.Int64).gather(table["filing"].clip(0))
    named = pl.when(pl.col("filing") == NOBODY).then(NOBODY).otherwise(numbers)
    return table.with_columns(filing=named)
