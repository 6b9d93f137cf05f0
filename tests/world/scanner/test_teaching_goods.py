import numpy as np
import pytest

from quaywatch.scans.goods.features import NAMES
from quaywatch.world.scanner.teaching_goods.fitting import calibrated, fit, scored
from quaywatch.world.scanner.teaching_goods.lots import Lot, lot


def made(code: str, number: int) -> Lot:
    """A lot whose features lie about a place of its code's own."""
    rng = np.random.default_rng([int(code), number])
    centre = np.random.default_rng(int(code)).normal(0.0, 2.0, len(NAMES))
    return Lot(
        code=code,
        shape=centre + rng.normal(0.0, 1.0, len(NAMES)),
        reefer=code.startswith("1"),
        mass_kg=20_000.0,
        found_kg=20_100.0,
        found_sd_kg=600.0,
        opaque=0.0,
        bulk=float(5.0 + 0.1 * rng.normal()),
    )


LOTS = [made(f"{chapter}0{n}00", number) for number in range(40) for chapter in (1000, 2000)
        for n in range(4)]  # fmt: skip


def test_a_lot_of_one_seed_is_always_the_same() -> None:
    once, again = lot("200891", 5), lot("200891", 5)
    assert once is not None
    assert again is not None
    assert once.shape is not None
    assert again.shape is not None
    assert once.found_kg == again.found_kg
    assert np.array_equal(once.shape, again.shape)
    assert once.found_kg == pytest.approx(once.mass_kg, abs=4 * once.found_sd_kg)


def test_calibration_says_how_often_honest_lots_score_so() -> None:
    model = calibrated(fit(LOTS[:160]), LOTS[160:])
    true, false = scored(model, LOTS[160:])
    for score in np.quantile(true, [0.2, 0.5, 0.8]):
        _, alarm = model.worth(float(score))
        assert alarm == pytest.approx((true >= score).mean(), abs=0.03)
    assert np.median(false) > np.quantile(true, 0.95)
    assert model.worth(float(np.median(false)))[0] > 0 > model.worth(float(true.min()))[0]


def test_goods_that_always_travel_cold_are_unlikely_in_a_dry_van() -> None:
    model = fit(LOTS)
    shape = LOTS[0].shape
    assert shape is not None
    cold, dry = (model.headings(shape, reefer)["1000"] for reefer in (True, False))
    assert cold >= dry
