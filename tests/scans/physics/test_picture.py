import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.materials import material
from quaywatch.scans.physics.normalising import FULL_SCALE, calibration, levelled, transmission
from quaywatch.scans.physics.quality import (
    SEEN,
    contrast,
    contrast_sensitivity,
    penetration,
    resolution,
    wire,
)
from quaywatch.scans.physics.scatter import Scatter
from quaywatch.scans.physics.spectrum import Layer
from quaywatch.scans.physics.weighing import weigh

FAN = Fan(
    source_height=1.5,
    detector_distance=9.5,
    pitch=0.005,
    rows=600,
    lowest=0.0,
    line_spacing=0.005,
)
SIX = beam(6.0, (Layer("tungsten", 3.0),), Layer("cadmium_tungstate", 24.0))


@given(st.floats(0.1, 2.9), st.floats(4.0, 9.5))
def test_a_row_and_the_height_it_sees_agree(height: float, distance: float) -> None:
    row = FAN.row(height, distance)
    assert FAN.height(np.array([row]), distance)[0] == pytest.approx(height)


def test_a_level_plate_weighs_its_mass_wherever_it_stands() -> None:
    # A plate across the beam, 10 g/cm² thick, seen by lines 100-199 and rows 200-399.
    for distance in (5.0, 7.5):
        seen = np.zeros((300, FAN.rows))
        seen[100:200, 200:400] = 10.0 * FAN.obliquity[200:400]
        area = 100 * FAN.line_spacing * 200 * FAN.row_height(distance)
        assert weigh(seen, FAN, distance).kg == pytest.approx(100.0 * area)


def test_a_region_weighs_no_more_than_the_whole_and_errors_add_in_squares() -> None:
    seen = np.full((50, FAN.rows), 10.0)
    region = np.zeros_like(seen, dtype=bool)
    region[:25] = True
    whole = weigh(seen, FAN, 7.5, areal_density_sd=np.ones_like(seen))
    half = weigh(seen, FAN, 7.5, region, np.ones_like(seen))
    assert half.kg == pytest.approx(whole.kg / 2)
    assert half.sd_kg == pytest.approx(whole.sd_kg / 2**0.5)


@given(st.floats(0.01, 1.0), st.integers(100, 900), st.integers(20_000, 60_000))
def test_normalising_gives_back_the_transmission(share: float, dark: int, air: int) -> None:
    means = calibration(
        np.full((8, 4), dark, dtype=np.uint16), np.full((8, 4), dark + air, dtype=np.uint16)
    )
    if dark + air >= FULL_SCALE:
        return
    raw = np.full((3, 4), round(dark + share * air), dtype=np.uint16)
    assert transmission(raw, means) == pytest.approx(share, abs=1 / air)


def test_a_saturated_count_is_not_a_transmission() -> None:
    means = calibration(np.zeros((4, 2), np.uint16), np.full((4, 2), 60_000, np.uint16))
    raw = np.array([[FULL_SCALE, 30_000]], dtype=np.uint16)
    share = transmission(raw, means)
    assert np.isnan(share[0, 0])
    assert share[0, 1] == pytest.approx(0.5)


def test_strength_of_pulses_and_nodding_of_the_beam_go_out() -> None:
    rng = np.random.default_rng(2)
    true = np.ones((40, 200), dtype=np.float32)
    true[:, 60:140] = 0.3
    pulse = 1 + 0.05 * rng.standard_normal((40, 1))
    nod = 0.02 * rng.standard_normal((40, 1)) * np.linspace(-1, 1, 200)
    seen = (true * (pulse + nod)).astype(np.float32)
    rows = np.r_[0:20, 180:200]
    assert np.abs(levelled(seen, rows) / true - 1).max() < 1e-3


@given(st.floats(1e-3, 0.9))
def test_removed_scatter_leaves_what_would_have_been_without(share: float) -> None:
    scatter = Scatter(strength=0.01, spread=20.0)
    primary = np.full((2, 300), 1.0)
    primary[:, 100:200] = share
    assert scatter.removed(primary + scatter.of(primary)) == pytest.approx(primary, rel=2e-3)


def picture(mean: float, sd: float, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, sd, (100, 100)).astype(np.float32)


def test_contrast_is_that_of_theory() -> None:
    # 5 mm of steel in front of 100 mm, at the level of the whole beam.
    wall, both = (SIX.transmission({"steel": mm * 0.785}) for mm in (100, 105))
    share = picture(wall, 0.01 * wall)
    target = np.zeros((100, 100), dtype=bool)
    target[40:60, 40:60] = True
    share[target] -= np.float32(wall - both)
    measured = contrast(share, target, ~target)
    assert measured.contrast == pytest.approx(both / wall - 1, abs=0.002)
    assert measured.noise == pytest.approx(0.01, rel=0.05)
    thinnest = contrast_sensitivity(5.0, 100.0, measured) * 100.0
    attenuation = SIX.log_signal(material("steel"), np.array([78.5, 79.285]))
    assert thinnest == pytest.approx(SEEN * 0.01 / 20 / (attenuation[1] - attenuation[0]), rel=0.1)


def test_penetration_lies_between_the_step_last_seen_and_the_next() -> None:
    steel = np.array([100.0, 200.0, 300.0])
    assert 200 < penetration(steel, np.array([40.0, 10.0, 1.0])) < 300
    assert penetration(steel, np.array([1.0, 0.5, 0.1])) == 0
    assert penetration(steel, np.array([40.0, 20.0, 10.0])) == 300


def test_more_beam_penetrates_more_steel() -> None:
    steel = np.array([200.0, 250.0, 300.0, 350.0, 400.0])

    def seen(quanta: float) -> np.ndarray:
        share = np.array([SIX.transmission({"steel": mm * 0.785}) for mm in steel])
        return 0.2 * np.sqrt(quanta * share * 100)

    assert penetration(steel, seen(1e5)) > penetration(steel, seen(1e4)) > 0


@given(st.floats(1.2, 4.0))
def test_a_blurred_edge_resolves_as_wide_as_its_blur(blur: float) -> None:
    # A Gaussian of deviation s leaves 20 % at sqrt(ln 5 / 2) / (pi s) line pairs.
    profile = np.convolve(
        np.r_[np.ones(100), np.zeros(100)],
        (kernel := np.exp(-0.5 * (np.arange(-30, 31) / blur) ** 2)) / kernel.sum(),
        "same",
    )[40:160]
    expected = 0.5 * np.pi * blur / np.sqrt(np.log(5) / 2)
    assert resolution(profile, 1.0) == pytest.approx(expected, rel=0.1)


def test_a_longer_wire_is_seen_better() -> None:
    share = picture(1.0, 0.01)
    share[:, 50] -= np.float32(0.02)
    assert wire(share, 50, 20) > wire(share[:25], 50, 20) > 0
    assert abs(wire(picture(1.0, 0.01), 50, 20)) < SEEN
