"""Two pictures of one load are brought together whatever lies between the scanners."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.scans.comparing.fitting import fitted
from quaywatch.scans.comparing.mixing import foretold
from quaywatch.scans.comparing.sliding import ends_aligned, slid
from quaywatch.scans.comparing.spectra import DEEPEST, ranked, translated
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.smoothing import displaced, mean_over, moved

SEEDS = st.integers(0, 2**32 - 1)


def goods(seed: int, shape: tuple[int, int] = (240, 120)) -> Pixels:
    """Attenuation of packages: blocks of a decimetre or two, with grain."""
    rng = np.random.default_rng(seed)
    blocks = rng.uniform(0.5, 3.0, (shape[0] // 16 + 2, shape[1] // 12 + 2))
    lines, rows = (np.arange(size) for size in shape)
    picture = blocks[lines // 16][:, rows // 12] + rng.normal(0.0, 0.1, shape)
    return mean_over(picture.astype(np.float32), 1, 1)


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.integers(-8, 8))
def test_a_load_that_slid_is_found_where_it_went(seed: int, cells: int) -> None:
    earlier = goods(seed)
    slide = slid(earlier, moved(earlier, cells, 0)).along[60:-60, 30:-30]
    assert np.median(slide) == pytest.approx(cells, abs=1.0)


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.floats(-3.0, 3.0))
def test_ends_of_a_container_are_laid_on_each_other_to_a_part_of_a_cell(
    seed: int, cells: float
) -> None:
    wide = mean_over(goods(seed), 2, 0)
    apart = np.full(wide.shape, cells, dtype=np.float32)
    later = displaced(wide, apart)[8:-8]
    found = ends_aligned(wide[8:-8], later)
    assert found[0, 0] == pytest.approx(cells, abs=0.35)
    assert found[-1, 0] == pytest.approx(cells, abs=0.35)


@given(SEEDS, st.integers(0, 6), st.integers(0, 6))
def test_a_mean_over_a_window_is_that_of_its_cells(seed: int, along: int, up: int) -> None:
    values = np.random.default_rng(seed).normal(size=(20, 15)).astype(np.float32)
    wanted = values[max(9 - along, 0) : 10 + along, max(7 - up, 0) : 8 + up].mean()
    assert mean_over(values, along, up)[9, 7] == pytest.approx(wanted, abs=1e-4)


@given(SEEDS)
def test_what_is_new_in_a_few_samples_does_not_bend_a_fit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = np.stack([rng.normal(1.0, 0.5, 400), np.ones(400)], axis=-1).astype(np.float32)
    y = (x @ np.array([1.2, -0.3])).astype(np.float32)
    y[:40] += 2.0
    weight = np.ones((1, 400), dtype=np.float32)
    held = np.array([1e-6, 1e-6])
    found = fitted(x[None], y[None], weight, np.array([1.0, 0.0]), held, rounds=12)[0]
    assert found == pytest.approx([1.2, -0.3], abs=0.05)


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.floats(0.8, 1.25))
def test_other_energies_are_learned_from_the_pair(seed: int, harder: float) -> None:
    earlier = goods(seed)
    later = (harder * earlier - 0.02 * earlier**2).astype(np.float32)
    still = np.zeros_like(earlier)
    same = translated(ranked(earlier, later), later, still, still)
    apart = np.abs(same - later)
    assert apart.mean() < 0.02
    assert apart.max() < 0.25


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.floats(0.7, 1.4), st.integers(1, 6))
def test_what_is_opaque_to_one_scanner_is_never_clear_to_the_other(
    seed: int, harder: float, things: int
) -> None:
    # A light load with a few things that hardly anything passes, askew by a few cells.
    rng = np.random.default_rng(seed)
    light = goods(seed) / 4
    dense = np.zeros_like(light)
    for line, row in rng.integers(10, 100, (things, 2)):
        dense[line : line + 12, row : row + 8] = 7.5
    earlier = light + mean_over(dense, 2, 2)
    later = np.minimum(harder * (light + mean_over(moved(dense, 3, 2), 1, 1)), DEEPEST)
    still = np.zeros_like(earlier)
    same = translated(earlier, later, still, still)
    order = np.argsort(earlier, axis=None)
    assert np.diff(same.ravel()[order]).min() >= -1e-5
    assert same[earlier > 7].min() > 4


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.integers(1, 8))
def test_rows_seen_from_elsewhere_are_foretold_and_what_is_new_is_left(
    seed: int, depth: int
) -> None:
    # Two layers of goods, each seen `depth` rows away from where it was, one up and one down.
    near, far = goods(seed, (400, 100)), goods(seed + 1, (400, 100))
    earlier = near + far
    later = moved(near, 0, depth) + moved(far, 0, -depth)
    later[100:140, 40:46] += 1.0
    rest = later - foretold(earlier, earlier, np.zeros_like(earlier), later)
    before = later - earlier
    assert np.abs(rest).mean() < np.abs(before).mean()
    assert rest[100:140, 40:46].mean() > 0.5
