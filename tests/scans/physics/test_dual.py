import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.dual import (
    STEPS,
    DualBeam,
    MaterialClass,
    calibrate,
    invert,
    material_class,
)
from quaywatch.scans.physics.materials import material
from quaywatch.scans.physics.spectrum import Layer

TARGET, CRYSTAL = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)
BEAMS = DualBeam(
    low=beam(4.0, (TARGET,), CRYSTAL), high=beam(6.0, (TARGET, Layer("steel", 8.0)), CRYSTAL)
)
CURVES = calibrate(BEAMS)
GRAMS = st.floats(2.0, 220.0)


def signals(name: str, grams: float) -> tuple[np.ndarray, np.ndarray]:
    at = np.array([grams])
    return BEAMS.low.log_signal(material(name), at), BEAMS.high.log_signal(material(name), at)


@given(st.sampled_from([step for step in STEPS if step != "lead"]), GRAMS)
def test_a_step_wedge_reads_as_itself(name: str, grams: float) -> None:
    reading = invert(CURVES, *signals(name, grams))
    assert reading.areal_density[0] == pytest.approx(grams, rel=0.005)
    assert reading.number[0] == pytest.approx(material(name).effective_number, abs=0.5)


@given(st.sampled_from(["water", "sugar", "cocaine_base", "glass", "meat"]), GRAMS)
def test_other_loads_read_within_five_per_cent_of_their_mass(name: str, grams: float) -> None:
    reading = invert(CURVES, *signals(name, grams))
    assert reading.areal_density[0] == pytest.approx(grams, rel=0.05)


def test_two_energies_tell_organic_from_metal_behind_a_container_wall() -> None:
    classes = {
        name: material_class(float(invert(CURVES, *signals(name, 60.0)).number[0]))
        for name in ("fruit", "aluminium", "steel", "lead")
    }
    assert classes == {
        "fruit": MaterialClass.ORGANIC,
        "aluminium": MaterialClass.MIXED,
        "steel": MaterialClass.METAL,
        "lead": MaterialClass.DENSE_METAL,
    }


def test_one_energy_alone_tells_nothing_of_the_number() -> None:
    same = DualBeam(BEAMS.high, BEAMS.high)
    curves = calibrate(same)
    low = same.low.log_signal(material("steel"), np.array([60.0]))
    number = invert(curves, low, low).number[0]
    assert number != pytest.approx(material("steel").effective_number, abs=1)


def test_a_number_is_told_with_what_noise_leaves_of_it() -> None:
    thin = invert(CURVES, *signals("steel", 5.0), 0.005, 0.005)
    thick = invert(CURVES, *signals("steel", 100.0), 0.005, 0.005)
    assert thin.number_sd[0] > 10 * thick.number_sd[0]


def test_spread_of_many_noisy_readings_is_the_deviation_told() -> None:
    rng = np.random.default_rng(1)
    low, high = signals("aluminium", 60.0)
    told = invert(CURVES, low, high, 0.002, 0.002)
    noisy = invert(CURVES, low + rng.normal(0, 0.002, 4000), high + rng.normal(0, 0.002, 4000))
    assert noisy.number.std() == pytest.approx(told.number_sd[0], rel=0.15)
    assert noisy.areal_density.std() == pytest.approx(told.areal_density_sd[0], rel=0.15)


def test_nothing_is_read_of_air_or_of_what_no_ray_passes() -> None:
    reading = invert(CURVES, np.array([0.0, 20.0]), np.array([0.0, 16.0]))
    assert np.isnan(reading.number).all()
    assert reading.areal_density[0] == 0
    assert np.isnan(reading.areal_density[1])
