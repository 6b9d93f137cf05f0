"""What a viewer draws is the share of the open beam, whole or shrunk."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.scans.physics.normalising import Calibration
from quaywatch.scans.planes import plane, shrunk
from quaywatch.scans.radiograph import Band, Energy, Scale


def test_counts_are_drawn_as_shares_of_the_open_beam() -> None:
    means = Calibration(np.full(8, 100, np.float32), np.full(8, 60_100, np.float32))
    counts = np.full((10, 8), 100, np.uint16)
    counts[:, 7] = 30_100
    drawn = plane(Band(Energy.HIGH, counts, means), Scale.COUNTS)
    assert drawn.shape == (8, 10)
    assert set(drawn[0].tolist()) == {round(65535 / 2)}
    assert set(drawn[1:].ravel().tolist()) == {0}


def test_a_dazzled_detector_is_white_and_a_blind_one_black() -> None:
    air = np.full(8, 60_000, np.float32)
    air[3] = 100
    means = Calibration(np.full(8, 100, np.float32), air)
    counts = np.full((10, 8), 1_000, np.uint16)
    counts[:, 5] = 65535
    drawn = plane(Band(Energy.HIGH, counts, means), Scale.COUNTS)[::-1]
    assert set(drawn[5].tolist()) == {65535}
    assert set(drawn[3].tolist()) == {0}


@given(step=st.integers(1, 16), height=st.integers(16, 40), width=st.integers(16, 40))
def test_a_shrunk_picture_is_made_of_means(step: int, height: int, width: int) -> None:
    drawn = np.random.default_rng(1).integers(0, 65536, (height, width)).astype(np.uint16)
    small = shrunk(drawn, step)
    assert small.shape == (height // step, width // step)
    corner = drawn[:step, :step].astype(np.float64).mean()
    assert abs(float(small[0, 0]) - corner) <= 0.5


@pytest.mark.parametrize("step", [0, 17, -1])
def test_a_step_that_makes_no_sense_is_refused(step: int) -> None:
    with pytest.raises(ValueError, match="shrunk"):
        shrunk(np.zeros((20, 20), np.uint16), step)
