from dataclasses import replace

import numpy as np
import pytest

from quaywatch.cargo import ConcealmentPlace
from quaywatch.world.scanner.detectors import detectors
from quaywatch.world.scanner.expecting import Expected, expected
from quaywatch.world.scanner.exposing import Drift, Picture, drift, expose
from quaywatch.world.scanner.installation import INSTALLATIONS, Installation
from quaywatch.world.scanner.likelihood import log_likelihood, log_likelihood_ratio
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.scanner.test_object import measured
from quaywatch.world.scanner.test_object import test_object as judged
from quaywatch.world.scanner.threats import hide


def one_pixel(small: Installation, share: float) -> tuple[Expected, Drift, Installation]:
    fan = replace(small.fan, rows=2)
    tiny = replace(small, name="tiny", fan=fan)
    flat = np.full((1, 2), share, dtype=np.float32)
    still = Drift(np.ones((2, 1)), np.zeros((2, 1)))
    return Expected(flat, flat), still, tiny


@pytest.mark.parametrize("share", [1.0, 0.05, 0.003, 0.0005, 0.00002])
def test_probabilities_of_all_counts_add_up_to_one(small: Installation, share: float) -> None:
    supposed, still, tiny = one_pixel(small, share)
    sample = expose(supposed, tiny, 1)
    row = detectors(tiny)[1]
    middle = int(row.dark[0] + row.air[0] * share)
    reach = int(12 * np.sqrt(row.quantum[0] * row.air[0] * share + 30 * row.quantum[0] ** 2 + 50))
    counts = np.arange(max(middle - reach, 0), middle + reach)
    total = 0.0
    for count in counts:
        high = np.full((1, 2), count, dtype=np.uint16)
        picture = replace(sample, high=high)
        both = log_likelihood(picture, supposed, still, tiny)
        low_alone = both[0, 0] - _high(picture, supposed, still, tiny)
        assert np.isfinite(low_alone)
        total += np.exp(_high(picture, supposed, still, tiny))
    assert total == pytest.approx(1.0, abs=2e-3)


def _high(picture: Picture, supposed: Expected, still: Drift, tiny: Installation) -> float:
    from quaywatch.world.scanner.likelihood import _energy

    return float(_energy(picture.high, supposed.high, still, 1, detectors(tiny)[1], tiny)[0, 0])


@pytest.mark.parametrize("share", [0.5, 0.003, 0.0003])
def test_drawn_pictures_are_as_likely_as_the_model_says(small: Installation, share: float) -> None:
    """The mean of ln p over draws is that over the model itself (its entropy), within its error."""
    fan = replace(small.fan, rows=2)
    tiny = replace(small, name="tiny", fan=fan, noise=replace(small.noise, pulse=0.0, nod=0.0))
    flat = Expected(*(np.full((20_000, 2), share, dtype=np.float32) for _ in range(2)))
    picture = expose(flat, tiny, 4)
    still = drift(20_000, tiny, 4)
    drawn = log_likelihood(picture, flat, still, tiny)
    counts = np.stack([picture.low[:, 0], picture.high[:, 0]], axis=1)
    _, index, number = np.unique(counts[:, 1], return_inverse=True, return_counts=True)
    observed = np.log(number / number.sum())[index].mean()
    from quaywatch.world.scanner.likelihood import _energy

    told = _energy(picture.high, flat.high, still, 1, detectors(tiny)[1], tiny)[:, 0].mean()
    assert np.isfinite(drawn).all()
    # The histogram fits its own sample a little better than the truth does.
    assert told <= observed + 0.01
    assert told == pytest.approx(observed, abs=0.02 + len(number) / 20_000)


def test_an_ideal_observer_knows_a_threat_by_its_likelihood(
    small: Installation, bananas: Scene
) -> None:
    threatened = hide(bananas, ConcealmentPlace.IN_GOODS, 1.0, 8)
    with_threat, without = expected(threatened, small), expected(bananas, small)
    ratios = {
        "hidden": log_likelihood_ratio(
            expose(with_threat, small, 2), with_threat, without,
            drift(with_threat.low.shape[0], small, 2), small,
        ),
        "honest": log_likelihood_ratio(
            expose(without, small, 2), with_threat, without,
            drift(with_threat.low.shape[0], small, 2), small,
        ),
    }  # fmt: skip
    assert ratios["hidden"] > 0 > ratios["honest"]


def test_a_stronger_scanner_looks_through_more_steel() -> None:
    figures = {
        one.name: measured(expose(expected(judged(), one), one, 1), one) for one in INSTALLATIONS
    }
    relocatable, portal, mobile = figures.values()
    assert portal.penetration_mm > relocatable.penetration_mm > 250
    assert portal.contrast_sensitivity < mobile.contrast_sensitivity < 0.02
    assert all(one.wire > 5 for one in figures.values())
    assert portal.resolution_mm <= relocatable.resolution_mm <= mobile.resolution_mm < 10
