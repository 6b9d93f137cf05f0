"""The ideal observer of a threat in a Gaussian background: a matched filter behind a whitener.

Where the logarithms of both energies' signals are normal with mean b and covariance K without the
threat, and with mean b + s and the same covariance with it, ln of the likelihood ratio of a picture
r = g - b is s'K⁻¹r - s'K⁻¹s / 2, and no observer does better (H. H. Barrett and K. J. Myers,
Foundations of Image Science, 2004, ch. 13; Hotelling's observer). Of other backgrounds with that
mean and covariance it is the best linear observer, and others may do better.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats

Covariance = Callable[[Floats], Floats]
"""K times a picture by line, row and energy."""
_ENOUGH = 1e-3
_STEPS = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture weighed for one threat."""

    log_ratio: float
    """ln of how much likelier it is with the threat than without."""
    detectability: float
    """d: the ratio's ln has deviation d and mean d²/2 with the threat, -d²/2 without."""


def weigh(residual: Floats, signal: Floats, covariance: Covariance, diagonal: Floats) -> Seen:
    """Weigh what is left of a picture beside the mean background for a threat of this signal."""
    template = solved(covariance, signal, diagonal)
    power = float((template * signal).sum())
    return Seen(float((template * residual).sum()) - 0.5 * power, max(power, 0.0) ** 0.5)


def solved(covariance: Covariance, signal: Floats, diagonal: Floats) -> Floats:
    """Return K⁻¹ times a picture by conjugate gradients; `diagonal` is that of K.

    Stopped early, the template still is a linear observer, a little less than the best.
    """
    x = np.zeros_like(signal)
    left = signal.copy()
    eased = left / diagonal
    way = eased.copy()
    power = float((left * eased).sum())
    goal = _ENOUGH**2 * power
    for _ in range(_STEPS):
        if power <= goal:
            break
        turned = covariance(way)
        step = power / float((way * turned).sum())
        x += step * way
        left -= step * turned
        eased = left / diagonal
        before, power = power, float((left * eased).sum())
        way = eased + power / before * way
    return x


def smoother(shape: tuple[int, int], deviations: tuple[float, float]) -> Callable[[Floats], Floats]:
    """Return what applies a Gaussian correlation, 1 in the middle, to pictures by line and row.

    `deviations` are in pixels. Beyond the border there is nothing, so that the correlation is that
    of an endless one cut out, and positive definite.
    """
    sizes = [
        _quick(length + int(5 * one) + 1) for length, one in zip(shape, deviations, strict=True)
    ]
    frequencies = np.fft.fftfreq(sizes[0])[:, None], np.fft.rfftfreq(sizes[1])[None, :]
    exponent = sum(
        (2 * np.pi * f * one) ** 2 for f, one in zip(frequencies, deviations, strict=True)
    )
    transfer = 2 * np.pi * deviations[0] * deviations[1] * np.exp(-0.5 * exponent)

    def apply(picture: Floats) -> Floats:
        spectrum = np.fft.rfft2(picture, sizes, axes=(-2, -1))
        return np.fft.irfft2(spectrum * transfer, sizes, axes=(-2, -1))[..., : shape[0], : shape[1]]

    return apply


def _quick(length: int) -> int:
    """Return the next length whose Fourier transform is quick: of no primes beyond 5."""
    while True:
        left = length
        for prime in (2, 3, 5):
            while left % prime == 0:
                left //= prime
        if left == 1:
            return length
        length += 1
