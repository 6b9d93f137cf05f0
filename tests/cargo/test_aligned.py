"""Answers laid beside consignments are what a left join would give."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from quaywatch.cargo.aligned import aligned


@given(st.integers(0, 8), st.data())
def test_each_row_gets_its_answer_or_null_as_in_a_left_join(height: int, data: st.DataObject):
    rows = data.draw(st.lists(st.integers(0, height - 1), unique=True)) if height else []
    answers = pl.DataFrame(
        {"row": rows, "mass": [float(row) for row in rows], "name": [f"n{row}" for row in rows]},
        schema={"row": pl.UInt32(), "mass": pl.Float64(), "name": pl.String()},
    )
    everyone = pl.DataFrame({"row": range(height)}, schema={"row": pl.UInt32()})
    joined = everyone.join(answers, on="row", how="left", maintain_order="left").drop("row")
    assert_frame_equal(aligned(answers, height), joined)
