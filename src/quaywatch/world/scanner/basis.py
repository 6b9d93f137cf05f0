"""Every substance as so much polyethylene and so much steel, which is how the beam sees it.

Compton scattering and pair production shape attenuation at these energies, and two substances span
both; what the photo-effect of heavy metals adds is lost below about 0.3 MeV.
"""

from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.materials import material

BASIS: tuple[str, str] = ("polyethylene", "steel")
# Where a cargo scanner's signal comes from, weighed towards it.
_ENERGIES: Floats = np.linspace(0.3, 6.0, 96)


@cache
def parts(name: str) -> tuple[float, float]:
    """Return g of polyethylene and of steel that attenuate as 1 g of a material."""
    curves = np.stack([material(one).attenuation(_ENERGIES) for one in BASIS], axis=1)
    wanted = material(name).attenuation(_ENERGIES)
    # Relative errors count: a deep load is as wrong by one per cent at any energy.
    solved, *_ = np.linalg.lstsq(curves / wanted[:, None], np.ones_like(wanted), rcond=None)
    return float(solved[0]), float(solved[1])
