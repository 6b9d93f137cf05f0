"""Photons few enough to be counted, and numbers drawn for one pixel without a generator."""

import math

import numpy as np

from quaywatch.cargo.compiled import inlined

_LAST = 120


@inlined
def few(mean: float, drawn: float) -> float:
    """Return a number of Poisson's distribution of small mean, by a standard normal number.

    The normal number's own probability is looked up in Poisson's distribution (inversion).
    """
    wanted = 0.5 * math.erfc(-drawn / math.sqrt(2.0))
    probability = math.exp(-mean)
    reached = probability
    number = 0
    while reached < wanted and number < _LAST:
        number += 1
        probability *= mean / number
        reached += probability
    return float(number)


@inlined
def normal(seed: int, place: int) -> float:
    """Return the standard normal number of a seed and a place (SplitMix64, Box and Muller)."""
    first = _mixed(np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(2 * place))
    second = _mixed(first + np.uint64(2 * place + 1))
    scale = 1.0 / 9007199254740992.0
    radius = (float(first >> np.uint64(11)) + 1.0) * scale
    turn = float(second >> np.uint64(11)) * scale
    return math.sqrt(-2.0 * math.log(radius)) * math.cos(2.0 * math.pi * turn)


@inlined
def _mixed(value: np.uint64) -> np.uint64:
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
