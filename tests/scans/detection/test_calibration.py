import math

import pytest

from quaywatch.scans.detection.calibration import Calibrated, calibrated
from quaywatch.scans.detection.zones import SHARES, Zone


@pytest.fixture
def meaning() -> Calibrated:
    zone = {
        "peaks": [-5.0, 3.0],
        "ratios": [-3.0, 5.0],
        "scores": [-6.0, -4.0, 0.0, 3.0],
        "shares": [1.0, 0.5, 0.01, 0.001],
    }
    return calibrated({"zones": dict.fromkeys(Zone, zone), "amount": [1.2, 0.4], "honest": 100})


def test_a_higher_peak_is_likelier_a_threat_up_to_what_was_measured(meaning: Calibrated) -> None:
    scale = meaning.zones[Zone.DOORS]
    ratios = [scale.log_likelihood_ratio(peak) for peak in (-9.0, -1.0, 0.0, 1.0, 9.0)]
    assert ratios == [-3.0, 1.0, 2.0, 3.0, 5.0]


def test_false_alarms_fall_with_the_peak(meaning: Calibrated) -> None:
    scale = meaning.zones[Zone.LOAD]
    shares = [scale.false_alarm(peak) for peak in (-7.0, -4.0, -2.0, 0.0, 2.0, 9.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1.0)
    assert shares[2] == pytest.approx(math.sqrt(0.5 * 0.01))
    assert shares[-1] == pytest.approx(0.001)


def test_zones_count_together_by_the_share_of_threats_in_them(meaning: Calibrated) -> None:
    assert sum(SHARES.values()) == pytest.approx(1.0)
    alike = dict.fromkeys(Zone, 0.0)
    assert meaning.together(alike) == pytest.approx(2.0)
    one = alike | {Zone.DOORS: 2.0}
    doors = SHARES[Zone.DOORS]
    expected = math.log((1 - doors) * math.exp(2.0) + doors * math.exp(4.0))
    assert meaning.together(one) == pytest.approx(expected)
