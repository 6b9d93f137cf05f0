import numpy as np
import pytest

from quaywatch.scans.detection.features import CELL, CHANNELS, MULTIPLE, features

LINES, ROWS, UNDERSIDE, TOP = 605, 339, 30, 289


def _seen(low: float, high: float) -> np.ndarray:
    shape = (LINES, ROWS)
    return features(
        np.full(shape, low, dtype=np.float32),
        np.full(shape, high, dtype=np.float32),
        UNDERSIDE,
        TOP,
        0.01,
    )


def test_the_map_is_filled_up_with_air() -> None:
    seen = _seen(0.1, 0.2)
    along, up, channels = seen.shape
    assert along % MULTIPLE == up % MULTIPLE == 0
    assert channels == CHANNELS
    assert (seen[-(-LINES // CELL) :, :, :-4] == 0).all()
    assert (seen[:, -(-ROWS // CELL) :, :-4] == 0).all()


def test_each_cell_is_told_all_pixels_of_its_square() -> None:
    high = np.ones((LINES, ROWS), dtype=np.float32)
    high[CELL + 1, 2 * CELL + 3] = np.exp(-3.0)
    seen = features(high, high, UNDERSIDE, TOP, 0.01)
    planes = seen[1, 2, :-4].reshape(CELL, CELL, 3)
    assert planes[1, 3, 0] == pytest.approx(1.0)
    assert np.count_nonzero(planes[:, :, 0]) == 1
    assert np.count_nonzero(seen[:, :, :-4:3]) == 1


def test_what_every_line_of_a_row_has_is_not_unusual() -> None:
    seen = _seen(0.1, 0.2)
    assert np.abs(seen[: LINES // CELL, : ROWS // CELL, 2:-4:3]).max() == 0


def test_distances_from_doors_front_underside_and_top_are_told() -> None:
    seen = _seen(1.0, 1.0)
    first, last = seen[0, 0, -4:], seen[LINES // CELL, 0, -4:]
    assert first[0] < 0.02
    assert first[1] == last[0] == 1.0
    assert last[1] < 0.02
    row = UNDERSIDE // CELL
    assert seen[0, row, -2] == pytest.approx(((row + 0.5) * CELL - UNDERSIDE) * 0.01 / 3, abs=1e-6)
    assert seen[0, row, -2] + seen[0, row, -1] == pytest.approx((TOP - UNDERSIDE) * 0.01 / 3)


def test_no_signal_is_as_deep_as_can_be_told() -> None:
    dark = np.zeros((LINES, ROWS), dtype=np.float32)
    seen = features(dark, dark, UNDERSIDE, TOP, 0.01)
    assert np.isfinite(seen).all()
    assert seen[0, 0, 0] == pytest.approx(3.0)
