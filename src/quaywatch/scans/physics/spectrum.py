"""Bremsstrahlung of an electron accelerator, hardened by target and filters."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.materials import material

ELECTRON_MEV = 0.51099895
_TUNGSTEN = 74
_LOWEST_MEV = 0.1


@dataclass(frozen=True, slots=True)
class Layer:
    """A plate in the beam: a material by name and its thickness in g/cm²."""

    material: str
    areal_density: float


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Photons by energy; `photons` add up to 1."""

    energies: Floats
    """Middle of each bin, MeV."""
    photons: Floats

    @property
    def mean_energy(self) -> float:
        """Mean photon energy, MeV."""
        return float(self.energies @ self.photons)


def bremsstrahlung(endpoint: float, layers: tuple[Layer, ...] = (), bins: int = 64) -> Spectrum:
    """Return the forward spectrum of electrons of kinetic energy `endpoint` (MeV) on tungsten.

    Schiff's cross-section at angle 0 (L. I. Schiff, Phys. Rev. 83 (1951) 252; formula 2BS of Koch
    and Motz, Rev. Mod. Phys. 31 (1959) 920), then Beer-Lambert through `layers`, of which the
    target itself is one. Photons below 0.1 MeV are left out; layers and load let hardly any pass.
    """
    if not endpoint > _LOWEST_MEV:
        raise ValueError(f"an accelerator of {endpoint} MeV is below what is modelled")
    edges = np.linspace(_LOWEST_MEV, endpoint, bins + 1)
    energies = (edges[1:] + edges[:-1]) / 2
    photons = _schiff(energies, endpoint)
    for layer in layers:
        photons = photons * np.exp(
            -material(layer.material).attenuation(energies) * layer.areal_density
        )
    return Spectrum(energies, photons / photons.sum())


def _schiff(energies: Floats, endpoint: float) -> Floats:
    before = (endpoint + ELECTRON_MEV) / ELECTRON_MEV
    photon = energies / ELECTRON_MEV
    after = before - photon
    inverse_m = (photon / (2 * before * after)) ** 2 + (_TUNGSTEN ** (1 / 3) / 111) ** 2
    squares = before**2 + after**2
    shape = -((before + after) ** 2) / before**2 - squares / before**2 * np.log(inverse_m)
    return np.maximum(shape, 0.0) / photon
