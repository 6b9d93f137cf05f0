"""Powers and logarithms of two that give the same bits on every machine.

A library's own may differ in the last bit from one version or processor to the next. These are
sums and products alone, which the standard of floating-point numbers (IEEE 754) fixes.
"""

import math
from decimal import Decimal, localcontext

import numpy as np

from quaywatch.cargo.compiled import inlined

_SMALLEST = 1000
"""After so many halvings nothing is left: 2**-1000."""
_STEPS = 64
"""Powers between two halvings that are looked up."""
_EXPONENTIAL = tuple(0.6931471805599453**n / math.factorial(n) for n in range(6))
"""Taylor's series of 2**x about 0."""
_ATANH = tuple(1.0 / n for n in range(1, 22, 2))
_TWO_OVER_LN2 = 2.8853900817779268
_ROOT_HALF = 0.7071067811865476


def _roots() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return 2**(-n/64), each rounded rightly, since decimals are computed the same everywhere."""
    with localcontext() as context:
        context.prec = 40
        return np.array([float(Decimal(2) ** (Decimal(-n) / _STEPS)) for n in range(_STEPS)])


_ROOTS = _roots()
_POWERS = np.array([math.ldexp(1.0, -n) for n in range(_SMALLEST + 2)])


@inlined
def halved(halvings: float) -> float:
    """Return 2**-halvings for a number from 0; exactly 1 for 0."""
    if not halvings < _SMALLEST:
        return 0.0
    steps = int(halvings * _STEPS + 0.5)
    x = steps / _STEPS - halvings
    e = _EXPONENTIAL
    power = e[0] + x * (e[1] + x * (e[2] + x * (e[3] + x * (e[4] + x * e[5]))))
    return power * _ROOTS[steps % _STEPS] * _POWERS[steps // _STEPS]


@inlined
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
    for n in range(len(_ATANH) - 1, -1, -1):
        series = series * square + _ATANH[n]
    return exponent + _TWO_OVER_LN2 * s * series
