import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench._xcom import MEV, XCOM
from quaywatch.scans.physics.elements import elements
from quaywatch.scans.physics.formula import mass_fractions
from quaywatch.scans.physics.materials import Material, material, materials

ENERGIES = st.floats(0.1, 9.99)
SYMBOLS = st.sampled_from(sorted(elements().by_symbol))
COUNTS = st.integers(1, 30)


@pytest.mark.parametrize("composition", ["C", "Al", "Fe", "H2O", "C17H21NO4"])
def test_attenuation_is_that_of_nist_within_two_per_cent(composition: str) -> None:
    ours = Material("", composition, 1.0).attenuation(np.array(MEV))
    theirs = sum(np.array(XCOM[s]) * share for s, share in mass_fractions(composition).items())
    assert np.abs(ours / theirs - 1).max() < 0.02


def test_iron_attenuates_more_than_carbon_above_three_mev_and_less_below() -> None:
    iron, carbon = (material(n).attenuation(np.array([1.5, 6.0])) for n in ("steel", "graphite"))
    assert iron[0] < carbon[0]
    assert iron[1] > carbon[1]


def test_water_is_one_ninth_hydrogen() -> None:
    assert mass_fractions("H2O")["H"] == pytest.approx(2 * 1.008 / 18.015)


@given(st.dictionaries(SYMBOLS, COUNTS, min_size=1, max_size=6))
def test_shares_of_a_compound_add_up_to_one(atoms: dict[str, int]) -> None:
    formula = "".join(f"{symbol}{count}" for symbol, count in atoms.items())
    shares = mass_fractions(formula)
    assert shares.keys() == atoms.keys()
    assert sum(shares.values()) == pytest.approx(1.0)


@given(ENERGIES, st.floats(0.01, 0.99))
def test_a_mixture_attenuates_as_its_parts_by_mass(energy: float, part: float) -> None:
    at = np.array([energy])
    mixed = Material("", f"{part:.6f} H2O + {1 - part:.6f} Fe", 1.0).attenuation(at)
    water, iron = Material("", "H2O", 1.0).attenuation(at), Material("", "Fe", 1.0).attenuation(at)
    assert mixed == pytest.approx(round(part, 6) * water + round(1 - part, 6) * iron, rel=1e-3)


@pytest.mark.parametrize("written", ["", "h2o", "H2O + ", "Xx", "2", "0 H2O", "H0", "U"])
def test_what_is_no_composition_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"formula|share|tabled|atom|nothing"):
        mass_fractions(written)


def test_nothing_is_extrapolated() -> None:
    with pytest.raises(ValueError, match="10 MeV"):
        material("water").attenuation(np.array([12.0]))


def test_every_material_has_a_density_and_a_number_that_can_be() -> None:
    for substance in materials().values():
        assert 0.001 < substance.density < 20
        assert 4 < substance.effective_number < 83


def test_an_unknown_material_is_named() -> None:
    with pytest.raises(ValueError, match="unobtainium"):
        material("unobtainium")
