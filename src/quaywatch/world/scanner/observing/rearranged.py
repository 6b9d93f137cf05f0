"""The observer that knows the papers, the container and where to look, but not how it is packed.

The goods of the same papers are packed anew many times; the mean of these loads, and their
covariance, tell what the background does. With so few of them distant pixels would seem to be
correlated by chance, so that correlation fades with distance (P. L. Houtekamer and
H. L. Mitchell, Monthly Weather Review 129 (2001) 123). The observer is Hotelling's, the best linear
one for that covariance. Packages have edges, which no Gaussian has: a detector that sees in the
picture itself how the load is packed may do better. So this is what knowing the papers is worth to
a linear observer, an estimate, and no limit.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.exposing import Drift, Picture
from quaywatch.world.scanner.loads import Declared, load
from quaywatch.world.scanner.observing.gaussian import Seen, smoother, weigh
from quaywatch.world.scanner.observing.laid import Laid, laid
from quaywatch.world.scanner.observing.windows import Window, everything, noise, seen, windows
from quaywatch.world.streams import stream

_TOGETHER = 4
_PACKINGS = 20
_FADES = 0.10
"""Metres of the standard deviation with which correlation fades."""
_OTHER = 0.1
"""Share of the variance that is taken as uncorrelated: what so few packings do not show."""


@dataclass(frozen=True, slots=True)
class Rearranged:
    """Loads of the same papers, seen by one scanner."""

    mean: Floats
    """-ln of the signal by line, row and energy, averaged over packings."""
    deviations: Floats
    """From it, by packing, line, row and energy; their squares add up to the variance."""


def rearranged(papers: Declared, truth: Laid) -> Rearranged:
    """Pack the goods of the papers anew, with seeds other than the true load's."""
    whole = everything(truth.areal_densities, _TOGETHER)
    seeds = stream(truth.scene.seed, "packings").integers(1, 1 << 40, _PACKINGS)
    depths = np.stack(
        [whole.depth(laid(load(papers, int(seed)), truth.installation)) for seed in seeds]
    )
    mean = depths.mean(axis=0)
    # A load to come differs from the mean of so many by a little more than they do.
    more = ((1.0 + 1.0 / _PACKINGS) / (_PACKINGS - 1)) ** 0.5
    return Rearranged(mean, (depths - mean) * more)


def weighed(picture: Picture, load: Rearranged, truth: Laid, hidden: Pixels, drift: Drift) -> Seen:
    """Weigh a picture for one certain threat, whose signal is that in the true load."""
    found = windows(hidden, truth.installation, _TOGETHER)
    parts = [_weighed(picture, load, truth, hidden, drift, window) for window in found]
    power = sum(part.detectability**2 for part in parts)
    return Seen(sum(part.log_ratio for part in parts), power**0.5)


def _weighed(
    picture: Picture, load: Rearranged, truth: Laid, hidden: Pixels, drift: Drift, window: Window
) -> Seen:
    installation = truth.installation
    signal = window.depth(truth, hidden) - window.depth(truth)
    mean = load.mean[window.pixels]
    photons = noise(mean, installation, window)
    others = load.deviations[:, *window.pixels]
    variance = (others**2).sum(axis=0)
    pixel = installation.fan.line_spacing * _TOGETHER
    fading = smoother(window.shape, (_FADES / pixel, _FADES / pixel))

    def covariance(v: Floats) -> Floats:
        together = fading((others * v).sum(axis=-1))
        return (photons + _OTHER * variance) * v + (others * together[..., None]).sum(axis=0)

    residual = seen(picture, drift, installation, window) - mean
    return weigh(residual, signal, covariance, photons + (1 + _OTHER) * variance)
