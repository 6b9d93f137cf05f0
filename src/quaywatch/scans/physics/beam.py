"""One energy of a scanner: a spectrum as its detector weighs it."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.materials import Material, material
from quaywatch.scans.physics.spectrum import ELECTRON_MEV, Layer, Spectrum, bremsstrahlung


@dataclass(frozen=True, slots=True)
class Beam:
    """Signal of the open beam by photon energy; `weights` add up to 1."""

    energies: Floats
    """MeV."""
    weights: Floats
    swank: float
    """Mean square over squared mean of what one photon leaves in the detector, at least 1."""

    def transmission(self, layers: dict[str, float]) -> float:
        """Return the share of signal that passes materials of so many g/cm²."""
        depth = np.zeros_like(self.energies)
        for name, areal_density in layers.items():
            depth += material(name).attenuation(self.energies) * areal_density
        return float(self.weights @ np.exp(-depth))

    def log_signal(self, substance: Material, areal_densities: Floats) -> Floats:
        """Return -ln of the transmission of each areal density (g/cm²) of one substance."""
        depth = np.multiply.outer(areal_densities, substance.attenuation(self.energies))
        return -np.log(np.exp(-depth) @ self.weights)

    def effective_attenuation(self, substance: Material, areal_densities: Floats) -> Floats:
        """Return attenuation in cm²/g as the whole beam sees it; it falls as the beam hardens."""
        return self.log_signal(substance, areal_densities) / areal_densities


def beam(endpoint: float, filters: tuple[Layer, ...], crystal: Layer) -> Beam:
    """Return the beam of an accelerator of `endpoint` MeV as a scintillator sees it.

    `filters` includes the target; `crystal` is what converts, such as 24 g/cm² of CdWO4.
    """
    return detected(bremsstrahlung(endpoint, filters), crystal)


def detected(spectrum: Spectrum, crystal: Layer) -> Beam:
    """Weigh a spectrum by the energy that its photons leave in an integrating detector."""
    energies = spectrum.energies
    stopped = -np.expm1(-material(crystal.material).attenuation(energies) * crystal.areal_density)
    left = energies * transferred(energies)
    signal = spectrum.photons * stopped * left
    first, second = signal.sum(), (signal * left).sum()
    # Photons that pass unseen leave nothing, and do not count as seen.
    seen = (spectrum.photons * stopped).sum()
    return Beam(energies, signal / first, float(second * seen / first**2))


def transferred(energies: Floats) -> Floats:
    """Return the mean share of a photon's energy given to the electron of a Compton collision.

    Klein and Nishina (Z. Phys. 52 (1929) 853), by numerical integration over the angle.
    """
    ratio = (energies / ELECTRON_MEV)[:, None]
    cosine = np.linspace(-1, 1, 401)[None, :]
    after = 1 / (1 + ratio * (1 - cosine))
    section = after**2 * (after + 1 / after - (1 - cosine**2))
    # Even steps of the cosine: sums stand for the integrals.
    return (section * (1 - after)).sum(axis=1) / section.sum(axis=1)
