import math
from dataclasses import replace

import numpy as np
import pytest

from quaywatch.cargo import ConcealmentPlace as Place
from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import Drift, drift, expose
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.likelihood import log_likelihood_ratio
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.observing import grained, known, rearranged, weighing
from quaywatch.world.scanner.observing.gaussian import smoother, solved
from quaywatch.world.scanner.observing.laid import Laid, laid, stretches
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import BRICK_KG, hide

CLOTHES = "610910"


@pytest.fixture(scope="module")
def clothes(small: Installation) -> Laid:
    return laid(load(declared(CLOTHES), 1), small)


def still(load: Laid, seed: int) -> Drift:
    return drift(load.areal_densities.shape[0], load.installation, seed)


def test_only_the_lines_of_a_threat_tell_of_it(small: Installation, bananas: Scene) -> None:
    threatened = hide(bananas, Place.REFRIGERATION_UNIT, 2.0, 1)
    before = laid(bananas, small)
    hidden = before.hidden(threatened)
    picture = expose(expected(threatened, small), small, 2)
    whole = log_likelihood_ratio(
        picture, expected(threatened, small), expected(bananas, small), still(before, 2), small
    )
    assert known.log_ratio(picture, before, hidden, still(before, 2)) == pytest.approx(whole)
    assert sum(part.stop - part.start for part in stretches(hidden)) < 0.1 * len(hidden)


def test_a_picture_of_a_load_laid_before_is_that_of_its_scene(
    small: Installation, bananas: Scene
) -> None:
    threatened = hide(bananas, Place.EVAPORATOR, 3.0, 1)
    before = laid(bananas, small)
    first = before.picture(3, before.hidden(threatened))
    again = expose(expected(threatened, small), small, 3)
    assert np.abs(first.high.astype(int) - again.high.astype(int)).max() <= 1


def test_knowing_less_of_the_load_never_tells_more(clothes: Laid) -> None:
    hidden = clothes.hidden(hide(clothes.scene, Place.AMONG_GOODS, 3.0, 3))
    picture = clothes.picture(8, hidden)
    everything = known.log_ratio(picture, clothes, hidden, still(clothes, 8))
    without_grain = grained.weighed(
        picture, grained.grained(clothes), hidden, still(clothes, 8)
    ).log_ratio
    papers = rearranged.rearranged(declared(CLOTHES), clothes)
    packed_anew = rearranged.weighed(picture, papers, clothes, hidden, still(clothes, 8)).log_ratio
    assert everything > without_grain > packed_anew


def test_grain_surprises_its_observer_as_much_as_it_expects(clothes: Laid) -> None:
    """Its ratio's ln is normal with mean -d²/2 and deviation d in honest containers."""
    texture = grained.grained(clothes)
    scores: list[float] = []
    for seed in range(12):
        hidden = clothes.hidden(hide(clothes.scene, Place.AMONG_GOODS, 2.0, seed))
        weighed = grained.weighed(clothes.picture(seed), texture, hidden, still(clothes, seed))
        assert weighed.detectability > 1
        d = weighed.detectability
        scores.append((weighed.log_ratio + 0.5 * d * d) / d)
    assert 0.2 < np.mean(np.square(scores)) < 4.0


def test_a_heavier_threat_is_the_plainer_one(clothes: Laid) -> None:
    papers = rearranged.rearranged(declared(CLOTHES), clothes)
    told: list[float] = []
    for kg in (1.0, 5.0, 25.0):
        hidden = clothes.hidden(hide(clothes.scene, Place.BEHIND_DOORS, kg, 1))
        picture = clothes.picture(1, hidden)
        weighed = rearranged.weighed(picture, papers, clothes, hidden, still(clothes, 1))
        told.append(weighed.detectability)
    assert told == sorted(told)
    assert told[0] > 10


def test_averaging_never_helps_over_knowing(clothes: Laid) -> None:
    for place in (Place.BEHIND_DOORS, Place.WALLS, Place.AMONG_GOODS, Place.PACKAGING):
        threatened = hide(clothes.scene, place, 5.0, 2)
        for ratio in (0.5, 10.0, 1e4):
            prior = weighing.log_prior(threatened, place, 12, ratio)
            assert prior < -math.log(12)
            assert weighing.averaged(ratio, prior) < ratio


def test_a_threat_shifted_within_its_neighbourhood_is_nearly_as_plain(clothes: Laid) -> None:
    """The mean loss within it is no more than what is reckoned with."""
    threatened = hide(clothes.scene, Place.WALLS, 2.0, 3)
    picture = clothes.picture(4, clothes.hidden(threatened))

    def ratio(shift: float) -> float:
        solids = threatened.solids
        moved = solids.bounds.copy()
        moved[solids.role == Role.THREAT, :2] += shift
        hidden = clothes.hidden(threatened.having(replace(solids, bounds=moved)))
        return known.log_ratio(picture, clothes, hidden, still(clothes, 4))

    plain = ratio(0.0)
    reach = 0.5 / plain * 0.14
    shifts = np.linspace(-reach, reach, 5)
    assert plain - np.mean([ratio(float(shift)) for shift in shifts]) < 1.5
    prior = weighing.log_prior(threatened, Place.WALLS, 12, plain)
    assert weighing.averaged(plain, prior) > weighing.threshold(0.01)


def test_masses_of_the_prior_add_up_to_one() -> None:
    total = sum(math.exp(weighing.log_mass(bricks)) for bricks in range(1, 31))
    assert total == pytest.approx(1.0, abs=0.01)
    assert pytest.approx(1.0, abs=0.01) == BRICK_KG


def test_whoever_is_told_the_threat_scores_honest_loads_around_nought() -> None:
    d = 2.0
    assert weighing.standardised(-0.5 * d * d, d) == 0.0
    assert weighing.standardised(0.5 * d * d, d) == d
    assert weighing.standardised(-0.5 * d * d + 3.0 * d, d) == pytest.approx(3.0)


def test_who_doubts_the_background_is_never_surer() -> None:
    """The same as a covariance in which the threat's own signal varies by so much."""
    rng = np.random.default_rng(2)
    signal = rng.standard_normal(6)
    covariance = np.diag(rng.uniform(0.5, 2.0, 6))
    wider = covariance + 0.1**2 * np.outer(signal, signal)
    residual = rng.standard_normal(6)
    told = [
        (float(signal @ np.linalg.solve(k, residual)), float(signal @ np.linalg.solve(k, signal)))
        for k in (covariance, wider)
    ]
    (plain, power), (careful, less) = told
    d = math.sqrt(power)
    assert weighing.doubted(plain / d, d) == pytest.approx(careful / math.sqrt(less))
    assert abs(weighing.doubted(plain / d, d)) < abs(plain / d)


def test_a_template_solves_its_equations() -> None:
    rng = np.random.default_rng(1)
    noise = rng.uniform(0.5, 2.0, (12, 9, 2))
    spread = rng.uniform(0.5, 3.0, (12, 9, 2))
    correlated = smoother((12, 9), (1.5, 2.0))

    def covariance(v: Floats) -> Floats:
        return noise * v + spread * correlated((spread * v).sum(axis=-1))[..., None]

    signal = rng.standard_normal((12, 9, 2))
    template = solved(covariance, signal, noise + spread**2)
    assert covariance(template) == pytest.approx(signal, abs=1e-2)
    # It is symmetric and positive, as covariances are.
    other = rng.standard_normal((12, 9, 2))
    assert (covariance(signal) * other).sum() == pytest.approx((covariance(other) * signal).sum())
    assert (covariance(signal) * signal).sum() > 0
