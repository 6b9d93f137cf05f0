"""What must not be learned from is refused, with the reason."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from quaywatch.risk.trees import TrainingRefusedError, train
from tests.risk.trees.making import SPEC, rows

UNFIT = {
    "single-class": {"found": pl.lit(0)},
    "label": {"found": pl.lit(2)},
    "chance": {"chance": pl.lit(-0.5)},
    "time-absent": {"time": pl.lit(None, pl.Datetime("us", "UTC"))},
    "mostly-absent": {"days": pl.lit(float("nan"))},
    "constant": {"days": pl.lit(1.0)},
    "infinite": {"days": pl.lit(float("inf"))},
    "not-a-number": {"days": pl.col("port")},
    "leaky": {"days": pl.col("found").cast(pl.Float64) + pl.col("weight_gap") * 0.01},
    "known-afterwards": {"result_at": pl.col("time") + timedelta(days=1)},
}


def refused(table: pl.DataFrame, until: datetime | None = None) -> set[str]:
    with pytest.raises(TrainingRefusedError) as raised:
        train(
            table,
            table["found"],
            table["chance"],
            table["time"],
            table["id"],
            SPEC,
            until=until,
        )
    return {refusal.code for refusal in raised.value.refusals}


@pytest.mark.parametrize("code", UNFIT)
def test_an_unfit_set_is_refused_with_the_reason(code) -> None:
    assert code in refused(rows(400).with_columns(**UNFIT[code]))


def test_a_row_of_the_future_is_refused() -> None:
    assert refused(rows(400), until=datetime(2026, 1, 2, tzinfo=UTC)) == {"future"}


def test_a_declared_column_must_be_there() -> None:
    assert refused(rows(400).drop("port")) == {"column-absent"}


def test_a_category_that_knows_the_outcome_is_refused() -> None:
    told = np.where(rows(400)["found"].to_numpy() == 1, "SEIZED", "RELEASED")
    assert refused(rows(400).with_columns(port=pl.Series(told))) == {"leaky"}


def test_all_reasons_are_told_at_once() -> None:
    table = rows(400).with_columns(found=pl.lit(0), days=pl.lit(1.0))
    assert refused(table) == {"single-class", "constant"}
