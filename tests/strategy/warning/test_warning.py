"""Noise wakes nobody oftener than is stated; what really grew is told with its reasons."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom

from quaywatch.strategy.warning import Find, Kind, Periods, Sign, watch
from quaywatch.strategy.warning.noise import discovered, larger, more, steadiness
from quaywatch.strategy.warning.quotients import Counted, Counts, Refusal, Refused, quotient

UNTIL = date(2026, 1, 1)
PERIODS = Periods(until=UNTIL, days=91, before=8)
PORTS = ("BEANR", "NLRTM", "DEHAM", "FRLEH", "ESVLC", "PTSIE")
ROUTES = ("EC", "BR", "CO", "CR")


def nothing_changes(
    seed: int, *, steady: float = 10.0, rate: float = 6.0, spread: float = 1.3
) -> list[Find]:
    """Finds of nine periods whose rates vary about one mean, with heavy-tailed sizes."""
    rng = np.random.default_rng(seed)
    made: list[Find] = []
    for port in PORTS:
        for period in range(9):
            for _ in range(rng.poisson(rate * rng.gamma(steady, 1 / steady))):
                back = int(rng.integers(1, 92)) + 91 * (8 - period)
                made.append(
                    Find(
                        name=f"{port}-{len(made)}",
                        day=UNTIL - timedelta(days=back),
                        port=port,
                        route=str(rng.choice(ROUTES)),
                        mass_kg=float(np.exp(rng.normal(5.0, spread))),
                    )
                )
    return made


@pytest.mark.parametrize(("steady", "spread"), [(10.0, 1.3), (5.0, 1.6)])
def test_where_nothing_changes_one_period_in_twenty_has_an_alert_at_most(
    steady: float, spread: float
) -> None:
    false = sum(
        bool(watch(tuple(nothing_changes(seed, steady=steady, spread=spread)), PERIODS).alerts)
        for seed in range(25)
    )
    # With one in twenty, more than 4 of 25 have a chance below 1 %.
    assert false <= 4


def test_a_route_that_opens_is_told_with_the_finds_it_rests_on() -> None:
    usual = nothing_changes(1)
    opened = [
        Find(name=f"new-{n}", day=date(2025, 12, n + 1), port="BEANR", route="SR") for n in range(9)
    ]
    alerts = watch((*usual, *opened), PERIODS).alerts
    told = next(one for one in alerts if (one.kind, one.name) == (Kind.ROUTE, "SR"))
    assert told.sign is Sign.MORE
    assert (told.last, told.usual) == (9, 0)
    assert set(told.finds) == {one.name for one in opened}
    assert told.chance < 0.001


def test_one_large_load_is_no_new_risk_but_many_are() -> None:
    usual = tuple(nothing_changes(2))
    day = date(2025, 12, 5)
    one = Find(name="large", day=day, port="FRLEH", mass_kg=4000)
    assert not any(alert.sign is Sign.LARGER for alert in watch((*usual, one), PERIODS).alerts)
    many = tuple(Find(name=f"large-{n}", day=day, port="FRLEH", mass_kg=9000) for n in range(6))
    assert any(
        (alert.sign, alert.name) == (Sign.LARGER, "FRLEH")
        for alert in watch((*usual, *many), PERIODS).alerts
    )


def test_a_first_find_is_no_alert() -> None:
    assert not watch((Find(name="a", day=date(2025, 12, 1), port="SEHEL"),), PERIODS).alerts


def test_the_same_finds_give_the_same_alerts_in_any_order() -> None:
    finds = nothing_changes(3)
    assert watch(tuple(finds), PERIODS) == watch(tuple(reversed(finds)), PERIODS)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=9), st.floats(1, 100))
def test_a_number_is_as_likely_as_the_beta_binomial_says(counts: list[int], steady: float) -> None:
    exact = betabinom.sf(counts[-1] - 1, sum(counts), steady, steady * (len(counts) - 1))
    assert more(counts, steady) == pytest.approx(exact, abs=1e-8)


@given(st.lists(st.integers(0, 20), min_size=4, max_size=9), st.integers(1, 10))
def test_more_finds_are_never_likelier(counts: list[int], extra: int) -> None:
    assert more([*counts[:-1], counts[-1] + extra], 10.0) <= more(counts, 10.0) + 1e-12


def test_rates_that_jump_are_seen_to() -> None:
    rng = np.random.default_rng(4)
    jumpy = [rng.poisson(20 * rng.gamma(2, 0.5, 8)).tolist() for _ in range(30)]
    calm = [rng.poisson(20, 8).tolist() for _ in range(30)]
    assert 1.2 < steadiness(jumpy) < 3.5
    assert steadiness(calm) > 40


def test_sizes_that_stay_as_they_were_have_even_chances() -> None:
    rng = np.random.default_rng(6)
    chances = [
        larger(*(np.exp(rng.normal(5, 1.3, number)).tolist() for number in (5, 40, 200)))
        for _ in range(150)
    ]
    assert 0.02 <= float(np.mean(np.array(chances) <= 0.1)) <= 0.18


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0.01, 0.3))
def test_what_stands_is_the_least_likely_and_no_less_than_by_bonferroni(
    chances: list[float], level: float
) -> None:
    stand = discovered(chances, level)
    least = [each for each, stands in zip(chances, stand, strict=True) if stands]
    rest = [each for each, stands in zip(chances, stand, strict=True) if not stands]
    assert max(least, default=0) <= min(rest, default=1)
    strict = [each for each in chances if each <= level / len(chances)]
    assert len(least) >= len(strict)


SEIZED = Counts(target=(116, 44), buffer=(23, 53), control=(26, 30))


@pytest.mark.parametrize("what", [Counted.SEIZURES, Counted.SCAN_HITS])
def test_what_inspection_makes_has_no_quotient(what: Counted) -> None:
    with pytest.raises(Refused) as refused:
        quotient(what, SEIZED)
    assert refused.value.code is Refusal.BY_INSPECTION


def test_fence_breaches_that_moved_next_door_are_told_as_such() -> None:
    moved = quotient(
        Counted.FENCE_BREACHES, Counts(target=(60, 20), buffer=(20, 60), control=(50, 50))
    )
    assert moved.weighted == pytest.approx(-1.0)
    assert moved.difference == 0
    assert moved.error == pytest.approx((60 + 20 + 20 + 60 + 400) ** 0.5)


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (Counts(target=(20, 60), buffer=(20, 20), control=(50, 50)), Refusal.NOTHING_FELL),
        (Counts(target=(60, 20), buffer=(20, 20), control=(0, 50)), Refusal.NO_CONTROL),
    ],
)
def test_what_cannot_be_said_is_not_said(counts: Counts, code: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        quotient(Counted.EXTRACTORS, counts)
    assert refused.value.code is code
