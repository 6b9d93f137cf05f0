"""What inspections tell, checked on worlds whose truth is known."""

from math import inf

import numpy as np
import polars as pl
import pytest
from scipy import stats

from quaywatch.cargo import SelectionBasis
from quaywatch.inspections import Estimate, hit_rate, lift, prevalence, select
from quaywatch.inspections.intervals import weighted_count, wilson
from tests.inspections.ports import candidates, hour, slots

TARGETED, AUDIT = SelectionBasis.TARGETED, SelectionBasis.RANDOM_AUDIT


@pytest.mark.parametrize(("found", "inspected"), [(0, 10), (3, 20), (20, 20), (7, 2000)])
def test_a_share_has_wilson_s_interval(found: int, inspected: int) -> None:
    peer = stats.binomtest(found, inspected).proportion_ci(method="wilson")
    assert wilson(found, inspected, 0.95) == pytest.approx((peer.low, peer.high))


@pytest.mark.parametrize("found", [0, 1, 5, 400])
def test_with_equal_weights_the_weighted_count_is_the_exact_poisson_interval(found: int) -> None:
    exact = (
        stats.chi2.ppf(0.025, 2 * found) / 2 if found else 0.0,
        stats.chi2.ppf(0.975, 2 * found + 2) / 2,
    )
    low, high = weighted_count([0.1] * found, 0.1, 0.95)
    assert (10 * low, 10 * high) == pytest.approx(exact)


def test_hit_rates_are_told_apart_by_why_the_box_was_picked() -> None:
    outcomes = pl.DataFrame(
        {"basis": ["targeted"] * 4 + ["random_audit"] * 5, "found": [True, *[False] * 8]}
    )
    assert hit_rate(outcomes, TARGETED).value == 0.25
    assert hit_rate(outcomes, AUDIT).value == 0.0
    assert hit_rate(outcomes, AUDIT).inspected == 5
    nobody = hit_rate(outcomes, SelectionBasis.OFFICER)
    assert (nobody.low, nobody.high) == (0.0, 1.0)


def test_an_inspected_box_without_a_chance_is_an_error() -> None:
    outcomes = pl.DataFrame({"found": [True], "selection_probability": [0.0]})
    with pytest.raises(ValueError, match="selection probability 0"):
        prevalence(outcomes, 10)


class Port:
    """A thousand simulated boxes of which some hide something; risk follows the score loosely."""

    def __init__(self) -> None:
        rng = np.random.default_rng(7)
        score = rng.beta(0.5, 12, 1000)
        self.truth = rng.random(1000) < score
        self.boxes = candidates(
            [(float(p), "K1", hour(-1), None, f"s{i % 9}") for i, p in enumerate(score)]
        )
        self.slots = slots([("K1", "scan", hour(h), 10) for h in range(20)])

    def outcomes(self, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """All boxes' chances, and the outcomes of those inspected in one draw of the day."""
        drawn = select(self.boxes, self.slots, audit_share=0.4, seed=seed.to_bytes(2, "big"))
        told = drawn.with_columns(pl.Series("found", self.truth))
        return drawn, told.filter(pl.col("basis").is_not_null())


@pytest.fixture(scope="module")
def draws() -> tuple[Port, list[tuple[pl.DataFrame, pl.DataFrame]]]:
    port = Port()
    return port, [port.outcomes(seed) for seed in range(300)]


def covered(estimates: list[Estimate], truth: float) -> float:
    return sum(e.low <= truth <= e.high for e in estimates) / len(estimates)


def test_prevalence_is_unbiased_over_draws_where_the_hit_rate_is_far_off(
    draws: tuple[Port, list[tuple[pl.DataFrame, pl.DataFrame]]],
) -> None:
    port, days = draws
    estimates = [prevalence(outcomes, 1000) for _, outcomes in days]
    values = np.array([e.value for e in estimates])
    error = values.std() / np.sqrt(len(values))
    assert abs(values.mean() - port.truth.mean()) < 4 * error
    assert covered(estimates, port.truth.mean()) >= 0.93
    naive = np.mean([outcomes["found"].mean() for _, outcomes in days])
    assert naive > 2 * port.truth.mean()


def test_audits_tell_how_common_finds_are_among_the_boxes_not_targeted(
    draws: tuple[Port, list[tuple[pl.DataFrame, pl.DataFrame]]],
) -> None:
    port, days = draws
    rest = days[0][0]["selection_probability"].to_numpy() < 0.5
    truth = port.truth[rest].mean()
    audits = [told.filter(pl.col("basis") == AUDIT.value) for _, told in days]
    estimates = [prevalence(audit, int(rest.sum())) for audit in audits]
    values = np.array([e.value for e in estimates])
    assert abs(values.mean() - truth) < 4 * values.std() / np.sqrt(len(values))
    assert covered(estimates, truth) >= 0.93


def test_the_lift_of_targeting_over_chance_is_held_by_its_interval(
    draws: tuple[Port, list[tuple[pl.DataFrame, pl.DataFrame]]],
) -> None:
    port, days = draws
    top = days[0][0]["selection_probability"].to_numpy() == 1
    truth = port.truth[top].mean() / port.truth.mean()
    assert truth > 3
    estimates = [lift(hit_rate(told, TARGETED), prevalence(told, 1000)) for _, told in days]
    assert covered(estimates, truth) >= 0.95


def test_as_long_as_chance_has_found_nothing_the_lift_has_a_lower_limit_only() -> None:
    some = Estimate(value=0.2, low=0.1, high=0.35, found=8, inspected=40)
    none = Estimate(value=0.0, low=0.0, high=0.05, found=0, inspected=60)
    over = lift(some, none)
    assert (over.value, over.high) == (inf, inf)
    assert 1 < over.low < 4
    assert lift(none, some).low == 0.0
