"""Assessments as a table: one row a consignment, with its reasons inside it."""

import polars as pl

from quaywatch.risk.assessments import Assessments

REASON = pl.Struct({"kind": pl.String(), "code": pl.String(), "contribution": pl.Float64()})
FINDING = pl.Struct({"code": pl.String(), "subject": pl.String(), "index": pl.Int64()})

TOLD_SCHEMA: dict[str, pl.DataType] = {
    "consignment_id": pl.String(),
    "log_odds": pl.Float64(),
    "probability": pl.Float64(),
    "reasons": pl.List(REASON),
    "findings": pl.List(FINDING),
    "checks": pl.String(),
    "rules": pl.String(),
    "model": pl.String(),
}
"""What `told` returns. `reasons` is never empty and sums exactly to `log_odds`; the last three are
the versions that, with what was filed and the past, determine all of it."""


def told(assessed: Assessments) -> pl.DataFrame:
    """Return scores, reasons (kind, code, log-odds) and findings of a batch, row by row.

    What a reason rests on follows from the declaration, and is told by `Assessments.explain`.
    """
    reasons = _lists(assessed.contributions, "reasons")
    findings = _lists(assessed.findings, "findings")
    rows = assessed.scores.select("row", "consignment_id", "log_odds", "probability")
    for lists in (reasons, findings):
        rows = rows.join(lists, on="row", how="left", maintain_order="left")
    versions = [pl.lit(version).alias(name) for name, version in assessed.versions.items()]
    nothing = pl.lit(pl.Series([[]], dtype=TOLD_SCHEMA["findings"]))
    return rows.with_columns(pl.col("findings").fill_null(nothing), *versions).select(*TOLD_SCHEMA)


def _lists(items: pl.DataFrame, name: str) -> pl.DataFrame:
    fields = [field for field in items.columns if field != "row"]
    gathered = items.group_by("row", maintain_order=True).agg(pl.struct(fields).alias(name))
    return gathered.with_columns(pl.col(name).cast(TOLD_SCHEMA[name]))
