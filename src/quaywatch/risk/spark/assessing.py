"""Assessing a data frame of consignments, worked out by the executors of a Spark cluster."""

from importlib import import_module
from typing import Any

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo.nested import NESTED_SCHEMA, framed
from quaywatch.history.spark.columns import ddl, handed, taken
from quaywatch.risk import exact
from quaywatch.risk.assessments import assess
from quaywatch.risk.inputs import PAST
from quaywatch.risk.spark.shipped import Shipped
from quaywatch.risk.told import TOLD_SCHEMA, told

ASSESSED_SCHEMA: dict[str, pl.DataType] = {"filing": pl.Int64(), **TOLD_SCHEMA}
"""The number of the filing, and what was made of it."""

_MET = ("filing", "imo_number", "vessel_name", "voyage")
"""What decides in which part a consignment is judged."""


def assess_on_spark(filings: Any, shipped: Shipped, *, parts: int, past: Any | None = None) -> Any:
    """Return the assessment of each filing, as a data frame of Spark (`ASSESSED_SCHEMA`).

    `filings` is a data frame of Spark: `filing`, a number of its own, and the columns of
    `cargo.nested.NESTED_SCHEMA`; `past` is what `features_on_spark` says of each of them, if that
    is asked. Voyages are dealt to `parts` parts, and what names no voyage goes by its number; each
    part must fit into a worker's memory, and is assessed as one batch.
    """
    dealt = filings.withColumn("part", _part_of(parts))
    known = dealt if past is None else dealt.join(past, "filing")
    return known.groupBy("part").applyInArrow(_assessor(shipped), ddl(ASSESSED_SCHEMA))


def assess_part(shipped: Shipped, part: Any) -> Any:
    """Return the assessments of one part of the filings, as a table of Arrow."""
    rows = taken(part).sort("filing")
    model, rulebook = shipped.unpacked()
    features = [name for name in PAST if name in rows.columns]
    result = assess(
        framed(rows.select(*NESTED_SCHEMA)),
        model=model,
        rulebook=rulebook,
        past=rows.select(features) if features else None,
    )
    return handed(told(result).with_columns(rows["filing"]), ASSESSED_SCHEMA)


def parts_of(filings: pl.DataFrame, parts: int) -> pl.Series:
    """Return the part in which each filing is judged; those of one voyage are in the same."""
    voyages = checks.meeting(filings)
    numbers = filings["filing"].cast(pl.Int64).to_numpy()
    part = numbers % parts
    named = voyages.is_not_null()
    digests = exact.digests(voyages.filter(named))
    part[named.to_numpy()] = (digests % np.uint64(parts)).astype(np.int64)
    return pl.Series("part", part)


def _part_of(parts: int) -> Any:
    functions: Any = import_module("pyspark.sql.functions")
    array: Any = import_module("pyarrow").Array
    # Spark reads from these that whole arrays are taken and given.
    arrays: dict[str, Any] = dict.fromkeys((*_MET, "return"), array)

    def work(filing: Any, imo_number: Any, vessel_name: Any, voyage: Any) -> Any:
        met = (filing, imo_number, vessel_name, voyage)
        said = pl.DataFrame([pl.Series(name, met[i]) for i, name in enumerate(_MET)])
        part: Any = parts_of(said, parts)
        return part.to_arrow()

    work.__annotations__ = arrays
    return functions.arrow_udf(work, "bigint")(*_MET)


# Spark tells what it is to pass from the number of arguments, which a partial does not show.
def _assessor(shipped: Shipped) -> Any:
    def work(table: Any) -> Any:
        return assess_part(shipped, table)

    return work
