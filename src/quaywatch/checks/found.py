"""What a run of the checks returns."""

import polars as pl

FOUND_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "code": pl.String(),
    "subject": pl.String(),
    "index": pl.UInt32(),
}
