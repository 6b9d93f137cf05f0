"""The never seen stands out, and drift is told."""

import numpy as np
import polars as pl
import pytest

from quaywatch.risk.trees import TrainedModel
from tests.risk.trees.making import rows, trained


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    return trained(rows())


def test_a_port_never_seen_is_newer_than_most_and_named(model) -> None:
    odd = rows(200, seed=9).with_columns(port=pl.lit("ZZNEW"))
    known = model.novelty(rows(200, seed=9))["percentile"].median()
    seen = model.novelty(odd)
    assert seen["percentile"].median() > 0.95 > known
    assert seen["newest"].mode()[0] == "port"


def test_rows_of_the_same_kind_do_not_drift(model) -> None:
    fresh = rows(1500, seed=21)
    assert set(model.drift(fresh, fresh["id"])["level"]) == {"steady"}


def test_a_shifted_column_alarms_under_its_name_and_so_do_the_scores(model) -> None:
    fresh = rows(1500, seed=21).with_columns(pl.col("weight_gap") + 1.5)
    drift = model.drift(fresh, fresh["id"])
    level = dict(drift.select("name", "level").iter_rows())
    assert level["weight_gap"] == "alarm"
    assert level["score"] == "alarm"
    assert level["days"] == "steady"


def test_a_new_mix_of_ports_alarms(model) -> None:
    fresh = rows(1500, seed=21).with_columns(port=pl.lit("ZZNEW"))
    assert model.drift(fresh, fresh["id"])["name"][0] == "port"


def test_drift_is_the_same_each_time(model) -> None:
    fresh = rows(300, seed=2)
    one, other = (model.drift(fresh, fresh["id"]) for _ in range(2))
    assert one.equals(other)
    assert np.isfinite(one["psi"].to_numpy()).all()
