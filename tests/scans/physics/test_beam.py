import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.scans.physics.beam import Beam, beam, transferred
from quaywatch.scans.physics.materials import material, materials
from quaywatch.scans.physics.spectrum import Layer, bremsstrahlung

TARGET, CRYSTAL = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)
SIX = beam(6.0, (TARGET,), CRYSTAL)
NAMES = st.sampled_from(sorted(materials()))
GRAMS = st.floats(0.1, 150.0)


def test_a_spectrum_ends_at_the_energy_of_its_electrons() -> None:
    spectrum = bremsstrahlung(6.0)
    assert spectrum.energies.max() < 6.0
    assert spectrum.photons.sum() == pytest.approx(1.0)


def test_a_filter_takes_the_soft_part_first() -> None:
    assert (
        bremsstrahlung(6.0, (TARGET, Layer("steel", 8.0))).mean_energy
        > bremsstrahlung(6.0, (TARGET,)).mean_energy
        > bremsstrahlung(3.5, (TARGET,)).mean_energy
    )


def test_an_accelerator_below_the_model_is_refused() -> None:
    with pytest.raises(ValueError, match="below"):
        bremsstrahlung(0.05)


@given(NAMES, GRAMS, NAMES, GRAMS)
def test_the_order_of_layers_does_not_matter_and_each_takes_signal(
    first: str, much: float, second: str, more: float
) -> None:
    alone = SIX.transmission({first: much})
    assert 0 < alone < 1
    if first != second:
        both = SIX.transmission({first: much, second: more})
        assert both == pytest.approx(SIX.transmission({second: more, first: much}))
        assert both < alone


@given(NAMES, GRAMS, GRAMS)
def test_attenuation_of_one_energy_adds_up_over_layers(name: str, much: float, more: float) -> None:
    mono = Beam(np.array([2.0]), np.array([1.0]), 1.0)
    whole = mono.log_signal(material(name), np.array([much, more, much + more]))
    assert whole[0] + whole[1] == pytest.approx(whole[2])


@given(NAMES, GRAMS)
def test_the_beam_hardens_so_that_more_of_the_same_attenuates_less(name: str, much: float) -> None:
    thin, thick = SIX.effective_attenuation(material(name), np.array([much, 2 * much]))
    assert thick < thin


def test_ten_centimetres_of_steel_take_about_one_decade_of_six_mev() -> None:
    assert 0.03 < SIX.transmission({"steel": 78.5}) < 0.15


def test_the_electron_gets_about_half_of_a_photon_of_one_and_a_half_mev() -> None:
    # 0.440 at 1 MeV and 0.497 at 1.5 MeV: Evans, The Atomic Nucleus (1955), table 25.1.
    assert transferred(np.array([1.0, 1.5])) == pytest.approx([0.440, 0.49], abs=0.01)
