"""What the later scan should show if nothing changed, from the earlier one.

Fans differ: what lies at one height but at several depths is seen in one row by one scanner and
spread over many by the other. Along a container things repeat, so that each row of the later scan
is a mixture of rows of the earlier one, and the mixture is learned from the row itself. It knows
of no geometry, takes in what sank or what stands below all along, and hardly of what is new in a
few lines.
"""

import numpy as np

from quaywatch.scans.comparing.fitting import fitted
from quaywatch.scans.comparing.spectra import DEEPEST
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.smoothing import rows_from
from quaywatch.scans.standard import UNDERSIDE

_ROWS = (0, 1, 2, 3, 5, 8, 13, 20, 30, 44)
_REACH = (0, 0, 0, 0, 1, 2, 3, 4, 6, 8)
"""Rows from which the load is mixed, and over how many each way: the farther, the coarser."""
_FIXED_ROWS = (0, 1, 2, 4, 8)
_FIXED_REACH = (0, 0, 0, 1, 2)
"""Likewise of what did not slide: floor, rails and roof."""
_STIFF = 0.02
_EXTRA = 4.0
"""So many times as stiff are hardening and the material. Nothing may be the same all along a row,
or else what fills the gap at the doors would be learned with it…"""
_BENEATH = 25
"""…but for rows that see a trailer's beams: up to so many above the underside."""
_EVERY = 2
"""Lines and rows of which one is fitted."""
_ENDS = 16
"""Lines at each end in which columns stand: posts, hinges, lock rods."""
_BESIDE = 3


def foretold(earlier: Pixels, slid: Pixels, material: Pixels, later: Pixels) -> Pixels:
    """Return what the later scan should show.

    `earlier` is in the later's energies and place, `slid` and its `material` follow the load.
    """
    terms = [rows_from(slid, step, reach) for step, reach in _both(_ROWS, _REACH)]
    terms += [rows_from(earlier, step, reach) for step, reach in _both(_FIXED_ROWS, _FIXED_REACH)]
    prior = np.zeros(len(terms) + 2)
    prior[[0, 2 * len(_ROWS) - 1]] = 0.5
    terms += [(slid * slid / 4).astype(np.float32), material]
    stiffness = np.full(len(terms), _STIFF)
    stiffness[-2:] *= _EXTRA
    weight = _weight(later)
    some = slice(None, None, _EVERY)
    x: Pixels = np.stack([term[some, some].T for term in terms], axis=-1)
    found = fitted(x, later[some, some].T, weight[some, some].T, prior, stiffness, pooled=True)
    parts = _between(found, later.shape[1])
    whole = np.zeros_like(later)
    for number, term in enumerate(terms):
        whole += term * parts[:, number]
    beneath = slice(0, UNDERSIDE + _BENEATH)
    whole[:, beneath] += np.median(later[:, beneath] - whole[:, beneath], axis=0)
    return _ends(earlier, whole, later, weight)


def _both(rows: tuple[int, ...], reach: tuple[int, ...]) -> list[tuple[int, int]]:
    above = list(zip(rows, reach, strict=True))
    return above + [(-row, over) for row, over in above if row]


def _weight(later: Pixels) -> Pixels:
    steep = np.minimum(np.abs(np.gradient(later, axis=1)), 1.0)
    weight = (later < 0.95 * DEEPEST) / (0.05 + steep + 0.01 * later**2)
    return (weight / weight.mean()).astype(np.float32)


def _between(found: Pixels, rows: int) -> Pixels:
    at = np.arange(rows, dtype=np.float32) / _EVERY
    low = np.minimum(at.astype(np.int64), len(found) - 2)
    part = np.minimum(at - low, 1.0)[:, None]
    return found[low] * (1 - part) + found[low + 1] * part


def _ends(earlier: Pixels, whole: Pixels, later: Pixels, weight: Pixels) -> Pixels:
    """Fit the outermost lines by their neighbours as well: what stands upright is theirs."""
    out = whole.copy()
    lines = len(later)
    prior = np.zeros(2 * _BESIDE + 2)
    prior[0] = 1.0
    stiffness = np.full(len(prior), _STIFF)
    for chosen in (np.arange(_ENDS), np.arange(lines - _ENDS, lines)):
        beside = [
            earlier[np.clip(chosen + step, 0, lines - 1)] for step in range(-_BESIDE, _BESIDE + 1)
        ]
        x = np.stack([whole[chosen], *beside], axis=-1)
        found = fitted(x, later[chosen], weight[chosen], prior, stiffness)
        out[chosen] = np.matmul(x, found[..., None])[..., 0]
    return out
