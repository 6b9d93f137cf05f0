"""The inversion of `dual`, compiled for whole pictures."""

import math

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.dual import LEAST_SEEN, Inversion

_STEP = 1e-3


def inverted(
    curves: Inversion, low: Pixels, high: Pixels, low_sd: Pixels, high_sd: Pixels
) -> Pixels:
    """Return number, areal density and the deviations of both by line, row and quantity.

    As `dual.invert` has them, from -ln of both transmissions and their standard deviations.
    """
    out = np.empty((*low.shape, 4), dtype=np.float32)
    _invert(
        out,
        (low, high, low_sd, high_sd),
        curves.numbers,
        curves.low,
        curves.areal_density,
        float(curves.grid[-1]),
    )
    return out


@compiled
def _invert(
    out: Pixels,
    signals: tuple[Pixels, Pixels, Pixels, Pixels],
    numbers: Floats,
    curve: Floats,
    areal: Floats,
    deepest: float,
) -> None:
    low, high, low_sd, high_sd = signals
    for i in range(low.shape[0]):
        for j in range(low.shape[1]):
            left, right = float(low[i, j]), float(high[i, j])
            number, depth = _read(left, right, numbers, curve, areal, deepest)
            by_low, depth_low = _read(left + _STEP, right, numbers, curve, areal, deepest)
            by_high, depth_high = _read(left, right + _STEP, numbers, curve, areal, deepest)
            one, other = low_sd[i, j] / _STEP, high_sd[i, j] / _STEP
            out[i, j, 0] = number
            out[i, j, 1] = depth
            out[i, j, 2] = math.hypot((by_low - number) * one, (by_high - number) * other)
            out[i, j, 3] = math.hypot((depth_low - depth) * one, (depth_high - depth) * other)


@inlined
def _read(
    low: float, high: float, numbers: Floats, curve: Floats, areal: Floats, deepest: float
) -> tuple[float, float]:
    """Return number and areal density of one pair of attenuations."""
    if high > deepest:
        return math.nan, math.nan
    nodes = curve.shape[1]
    # Nodes are even in the root of attenuation.
    root = math.sqrt(max(high, 0.0) / deepest) * (nodes - 1)
    node = min(int(root), nodes - 2)
    first = deepest * (node / (nodes - 1)) ** 2
    after = deepest * ((node + 1) / (nodes - 1)) ** 2
    along = (max(high, 0.0) - first) / (after - first)
    wedge = 0
    at = curve[0, node] + along * (curve[0, node + 1] - curve[0, node])
    beyond = curve[1, node] + along * (curve[1, node + 1] - curve[1, node])
    while wedge < len(numbers) - 2 and low < beyond:
        wedge += 1
        at = beyond
        beyond = curve[wedge + 1, node] + along * (
            curve[wedge + 1, node + 1] - curve[wedge + 1, node]
        )
    part = (at - low) / (at - beyond) if at != beyond else 0.0
    part = min(max(part, 0.0), 1.0)
    one = areal[wedge, node] + along * (areal[wedge, node + 1] - areal[wedge, node])
    other = areal[wedge + 1, node] + along * (areal[wedge + 1, node + 1] - areal[wedge + 1, node])
    number = numbers[wedge] + part * (numbers[wedge + 1] - numbers[wedge])
    return (number if high >= LEAST_SEEN else math.nan), one + part * (other - one)
