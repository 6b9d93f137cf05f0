"""Runs as files, and one against another."""

from pathlib import Path

import numpy as np
import pytest

from quaywatch.strategy.tunnel import BadRun, Run, Scenario, against, extend, interval, read, write
from quaywatch.strategy.tunnel.policies import POLICIES
from quaywatch.strategy.tunnel.sailing import sail
from tests.strategy.tunnel.waters import Still

_SHORT = Scenario(name="short", months=36, begins=12, consignments_per_year=1000)


def _still(scenario: Scenario, seed: int) -> Still:
    return Still()


def _run(policy: str, seeds: int = 2) -> Run:
    *_, run = extend(None, _SHORT, policy, range(seeds), _still)
    return run


def test_until_a_policy_begins_all_do_as_today() -> None:
    plans: list[list[np.ndarray]] = []
    for name in ("today", "strategic"):
        world = Still()
        sail(world, POLICIES[name], _SHORT)
        plans.append(world.plans)
    assert all(np.array_equal(*pair) for pair in zip(plans[0][:12], plans[1][:12], strict=True))
    assert not np.array_equal(plans[0][12], plans[1][12])


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = _run("seizures")
    assert read(write(run, tmp_path)) == run


def test_a_run_that_was_cut_off_goes_on_where_it_was() -> None:
    half = _run("seizures", 1)
    *_, whole = extend(half, _SHORT, "seizures", range(2), _still)
    assert whole == _run("seizures", 2)


def test_nothing_is_added_to_a_run_of_other_settings() -> None:
    with pytest.raises(BadRun, match="other settings"):
        list(extend(_run("today"), _SHORT, "uniform", range(3), _still))


def test_a_file_that_lacks_a_quarter_is_refused_by_name(tmp_path: Path) -> None:
    run = _run("today")
    run.seeds[0].sent_t.pop()
    with pytest.raises(BadRun, match=r"short-today\.json: sent_t of seed 0"):
        read(write(run, tmp_path))


def test_a_run_is_no_better_than_itself() -> None:
    found = against(_run("seizures"), _run("seizures"))
    assert (found.seeds, found.reduction.mean, found.displaced) == (2, 0.0, None)


def test_where_looks_find_more_less_is_delivered() -> None:
    found = against(_run("uniform"), _run("strategic"))
    assert found.reduction.mean > 0
    assert found.looks.mean == pytest.approx(1.0, abs=0.07)


def test_runs_that_share_no_seed_are_not_compared() -> None:
    *_, other = extend(None, _SHORT, "today", range(5, 6), _still)
    with pytest.raises(BadRun, match="share"):
        against(_run("today"), other)


def test_an_interval_over_one_seed_is_none() -> None:
    assert interval(np.array([0.2])).low is None
    found = interval(np.array([0.1, 0.2, 0.3]))
    assert found.low == pytest.approx(0.2 - 4.3027 * 0.1 / np.sqrt(3), rel=1e-3)
