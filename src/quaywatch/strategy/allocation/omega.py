"""Wright's omega function for real numbers, compiled into the loops that need it by the million."""

from math import exp, log

from quaywatch.cargo.compiled import inlined


@inlined
def omega(z: float) -> float:
    """Return w with w + log(w) = z, to about the last bit.

    Two steps of Fritsch, Shafer and Crowley (1973), each of which makes four times as many figures
    right, from a start within a few per cent.
    """
    if z < -700.0:
        return 0.0
    if z < -2.0:
        w = exp(z)
    elif z < 4.0:
        w = exp((z - 1.0) * (2.0 / 3.0))
    else:
        w = z - log(z)
    for _ in range(2):
        rest = z - w - log(w)
        one = 1.0 + w
        two = 2.0 * one * (one + rest * (2.0 / 3.0))
        w *= 1.0 + rest / one * (two - rest) / (two - 2.0 * rest)
    return w
