"""Powers and logarithms of two that give the same bits on every machine.

A library's own may differ in the last bit from one version or processor to the next. These are
sums and products alone, which the standard of floating-point numbers (IEEE 754) fixes.
"""

import math

import numpy as np

from quaywatch.cargo.compiled import compiled

_SMALLEST = 1000
"""After so many halvings nothing is left: 2**-1000."""
_POWERS = np.array([2.0**-n for n in range(_SMALLEST + 2)])
_EXPONENTIAL = tuple(0.6931471805599453**n / math.factorial(n) for n in range(14))
"""Taylor's series of 2**x about 0."""
_TWO_OVER_LN2 = 2.8853900817779268
_ROOT_HALF = 0.7071067811865476


@compiled
def halved(halvings: float) -> float:
    """Return 2**-halvings for a number from 0; exactly 1 for 0."""
    if not halvings < _SMALLEST:
        return 0.0
    whole = int(halvings + 0.5)
    x = whole - halvings
    power = _EXPONENTIAL[13]
    for n in range(12, -1, -1):
        power = power * x + _EXPONENTIAL[n]
    return power * _POWERS[whole]


@compiled
def log2(number: float) -> float:
    """Return the logarithm to base 2; not a number for what has none."""
    if not (0.0 < number < np.inf):
        return np.nan
    fraction, exponent = math.frexp(number)
    if fraction < _ROOT_HALF:
        fraction *= 2.0
        exponent -= 1
    s = (fraction - 1.0) / (fraction + 1.0)
    square = s * s
    series = 0.0
    for n in range(21, -1, -2):
        series = series * square + 1.0 / n
    return exponent + _TWO_OVER_LN2 * s * series
