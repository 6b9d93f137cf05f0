"""What the earlier scan would show at the later one's energies.

Two scanners' attenuations of one load are nearly a function of each other: that function, and how
it bends with the material, is learned from the pair itself. Nothing needs to be known of either
scanner.
"""

import numpy as np

from quaywatch.scans.comparing.fitting import fitted
from quaywatch.scans.comparing.smoothing import displaced, mean_over
from quaywatch.scans.physics.arrays import Floats, Pixels

DEEPEST = 9.0
"""Attenuation beyond which noise is all there is."""
_QUANTILES = 200
_STEP = 0.1
_FEW = 20
_KNOWN = 6.5
"""Attenuation up to which it is learned."""
_PRIOR: Floats = np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0])
_STIFFNESS: Floats = np.array([1e-6, 1e-6, 1e-5, 1e-5, 1e-5, 1e-5, 1.0])


def ranked(earlier: Pixels, later: Pixels) -> Pixels:
    """Return the earlier attenuation with the later one's distribution: rank stays rank."""
    at = np.linspace(0.0, 1.0, _QUANTILES)
    known, wanted = (np.quantile(values[::3, ::3], at) for values in (earlier, later))
    return np.interp(earlier, known, wanted).astype(np.float32)


def deviation(low: Pixels, high: Pixels) -> Pixels:
    """Return how the low energy's attenuation departs from its usual at that high: the material.

    Smoothed over 7 cm, since single cells are noise. 0 throughout where one energy is known.
    """
    some = (slice(None, None, 2), slice(None, None, 2))
    height, apart = high[some].ravel(), (low - high)[some].ravel()
    count = int(DEEPEST / _STEP) + 1
    place = np.clip((height / _STEP).astype(np.int64), 0, count - 1)
    number = np.bincount(place, minlength=count)
    known = np.flatnonzero(number > _FEW)
    mean = np.bincount(place, apart, minlength=count)[known] / number[known]
    usual = np.interp(high, (known + 0.5) * _STEP, mean)
    return mean_over((low - high - usual).astype(np.float32), 3, 3)


def translated(
    earlier: Pixels, material: Pixels, later: Pixels, along: Pixels, up: Pixels
) -> Pixels:
    """Return the earlier attenuation as the later energies would show it, in its own place.

    `material` is its `deviation`; `along` and `up` say where each later cell is found in it.
    """
    terms = _terms(earlier, material)
    steep = np.abs(np.gradient(later, axis=0)) + np.abs(np.gradient(later, axis=1))
    weight = (later < _KNOWN) / (0.03 + steep + 0.02 * later**2)
    some = (slice(None, None, 3), slice(None, None, 3))
    x = np.stack([displaced(term, along, up)[some].ravel() for term in terms], axis=-1)
    found = fitted(
        x[None],
        later[some].reshape(1, -1),
        weight[some].reshape(1, -1).astype(np.float32),
        _PRIOR,
        _STIFFNESS,
    )[0]
    return np.sum([term * part for term, part in zip(terms, found, strict=True)], axis=0)


def _terms(height: Pixels, material: Pixels) -> list[Pixels]:
    """Return what the later attenuation is a sum of; in the deep, where nothing is learned, the
    earlier one goes on as it is."""
    known = np.minimum(height, np.float32(_KNOWN))
    terms: list[Pixels] = [np.ones_like(height), known]
    bends = (known**2 / 4, known**3 / 27, material, material * known / 4, height - known)
    terms.extend(bend.astype(np.float32) for bend in bends)
    return terms
