"""Answers gathered by consignment, laid beside the consignments again."""

import numpy as np
import polars as pl


def aligned(answers: pl.DataFrame, height: int) -> pl.DataFrame:
    """Return `answers`, at most one a `row`, as rows 0 to `height` - 1 without that column.

    Where there is no answer all columns are null. It gives what a left join on `row` gives, for a
    tenth of a join's fixed cost.
    """
    place = np.full(height, answers.height, dtype=np.uint32)
    place[answers["row"].to_numpy()] = np.arange(answers.height, dtype=np.uint32)
    values = answers.drop("row")
    return values.vstack(values.clear(1))[place]
