import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.scans.detection.regions import ring, spots


def _map(*blocks: tuple[slice, slice, float]) -> np.ndarray:
    logits = np.full((30, 20), -9.0, dtype=np.float32)
    for along, up, height in blocks:
        logits[along, up] = height
    return logits


def test_the_higher_of_two_spots_comes_first() -> None:
    logits = _map((slice(2, 5), slice(3, 6), 2.0), (slice(20, 24), slice(10, 12), 5.0))
    everywhere = np.ones(logits.shape, dtype=np.bool_)
    first, second, *_ = spots(logits, everywhere)
    assert (first.peak, first.bounds) == (5.0, (20, 24, 10, 12))
    assert (second.peak, second.bounds) == (2.0, (2, 5, 3, 6))


def test_a_faint_spot_is_as_wide_as_what_is_nearly_as_high() -> None:
    logits = _map((slice(2, 9), slice(3, 6), -4.0), (slice(4, 6), slice(4, 5), -3.0))
    found = next(spots(logits, np.ones(logits.shape, dtype=np.bool_)))
    assert found.bounds == (2, 9, 3, 6)


def test_peaks_elsewhere_are_left_out() -> None:
    logits = _map((slice(2, 5), slice(3, 6), 2.0))
    within = np.zeros(logits.shape, dtype=np.bool_)
    within[10:] = True
    assert next(spots(logits, within)).peak == -9.0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_spots_fall_and_every_cell_is_reached(seed: int) -> None:
    logits = np.random.default_rng(seed).normal(0, 3, (12, 9)).astype(np.float32)
    everywhere = np.ones(logits.shape, dtype=np.bool_)
    found = list(spots(logits, everywhere))
    peaks = [spot.peak for spot in found]
    assert peaks == sorted(peaks, reverse=True)
    assert peaks[0] == logits.max()
    assert all(spot.cells.any() for spot in found)


def test_neighbours_surround_a_spot_without_it() -> None:
    cells = np.zeros((10, 10), dtype=np.bool_)
    cells[4:6, 0] = True
    around = ring(cells, 2)
    assert not (around & cells).any()
    assert around.sum() == 6 * 3 - 2
