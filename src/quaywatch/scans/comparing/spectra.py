"""What the earlier scan would show at the later one's energies.

Two scanners' attenuations of one load are nearly a function of each other: that function is learned
from the pair itself. Nothing needs to be known of either scanner. It only rises, and goes on
straight where the pair knows no more, so that what is opaque to one is never clear to the other.
"""

from importlib import import_module
from typing import Any

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats, Pixels
from quaywatch.scans.smoothing import displaced, mean_over

DEEPEST = 9.0
"""Attenuation beyond which noise is all there is."""
_QUANTILES = 200
_STEP = 0.1
_FEW = 20
_KNOWN, _KNOWN_EARLIER = 6.5, 7.5
"""Attenuation of the later scan and of the earlier up to which it is learned…"""
_FLAT, _FLAT_SHARE = 0.1, 0.08
"""…where neighbours differ by no more than this and that share of it: edges lie askew."""
_EVERY = 3
"""Lines and rows of which one is looked at."""
_ENOUGH, _AGREE, _AGREE_SHARE = 8, 0.1, 0.1
"""Cells within a step from which their middle counts, where half of them lie within this and that
share of it around it: what stands elsewhere in both scans tells nothing."""
_STEEP = 0.3
"""Attenuation from which two scans tell how steep it goes on."""


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


def translated(earlier: Pixels, later: Pixels, along: Pixels, up: Pixels) -> Pixels:
    """Return the earlier attenuation as the later energies would show it, in its own place.

    `along` and `up` say where each later cell is found in it.
    """
    some = (slice(None, None, _EVERY), slice(None, None, _EVERY))
    there = displaced(earlier, along, up)
    known = _flat(there) & _flat(later) & (later < _KNOWN) & (there < _KNOWN_EARLIER)
    before, after = there[some][known[some]], later[some][known[some]]
    deep = before > _STEEP
    steep = float(np.median(after[deep] / before[deep])) if deep.any() else 1.0
    at, to = _curve(before, after)
    beyond = steep * (earlier - np.clip(earlier, at[0], at[-1]))
    return np.minimum(np.interp(earlier, at, to) + beyond, DEEPEST).astype(np.float32)


def _flat(values: Pixels) -> Bools:
    steep = np.abs(np.gradient(values, axis=0)) + np.abs(np.gradient(values, axis=1))
    return steep < _FLAT + _FLAT_SHARE * values


def _curve(before: Pixels, after: Pixels) -> tuple[Pixels, Floats]:
    """Return the middle of either scan by steps of the earlier one's attenuation, rising."""
    step = np.maximum(before / _STEP, 0.0).astype(np.int64)
    order = np.argsort(step, kind="stable")
    ends = np.flatnonzero(np.diff(step[order])) + 1
    parts = [one for one in np.split(order, ends) if _agree(after[one])]
    if not parts:
        return np.zeros(1, dtype=np.float32), np.zeros(1)
    at, to = (np.array([np.median(values[one]) for one in parts]) for values in (before, after))
    optimize: Any = import_module("scipy.optimize")
    weights = [len(one) for one in parts]
    return at, np.asarray(optimize.isotonic_regression(to, weights=weights).x)


def _agree(values: Pixels) -> bool:
    if len(values) < _ENOUGH:
        return False
    middle = float(np.median(values))
    return float(np.median(np.abs(values - middle))) < _AGREE + _AGREE_SHARE * middle
