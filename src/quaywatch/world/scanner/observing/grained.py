"""The observer that knows where every package stands and what it weighs, but not its grain.

Grain is taken as a Gaussian texture of the correlation that its tiles have, and of a variance that
is measured where it lies, on pictures of the same packages filled anew. Of that class of
backgrounds the observer is ideal. It is told more than one scan tells, the papers included, so
that its detection is an upper limit for one scan as far as the class holds: an estimate, with the
error that so many fillings leave in a variance.
"""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.exposing import Drift, Picture
from quaywatch.world.scanner.grains import correlation
from quaywatch.world.scanner.observing.gaussian import Seen, smoother, weigh
from quaywatch.world.scanner.observing.laid import Laid, laid
from quaywatch.world.scanner.observing.windows import Window, everything, noise, seen, windows
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.streams import stream

_TOGETHER = 2
_FILLINGS = 8
_PATCH = 2.0
"""Pixels over which a variance is averaged."""
_PIXEL = 0.27
"""Square pixels that blur and putting together add to the square of a correlation's deviation."""


@dataclass(frozen=True, slots=True)
class Grained:
    """A load of which the grain is unknown."""

    even: Laid
    """The same packages, even within."""
    shift: Floats
    """What grain adds to the mean of -ln of the signal, by line, row and energy: a beam passes
    best where there is least."""
    spread: Floats
    """Standard deviation that it gives."""
    deviations: tuple[float, float]
    """Of its correlation, along and up, in pixels."""


def grained(load: Laid) -> Grained:
    """Measure the grain of a load's goods on fillings other than its own."""
    even = laid(_even(load.scene), load.installation)
    whole = everything(load.areal_densities, _TOGETHER)
    middle = whole.depth(even)
    total, square = np.zeros_like(middle), np.zeros_like(middle)
    seeds = stream(load.scene.seed, "fillings").integers(1, 1 << 40, _FILLINGS)
    if load.scene.solids.grain.any():
        for seed in seeds:
            other = laid(replace(load.scene, seed=int(seed)), load.installation)
            beside = whole.depth(other) - middle
            total += beside / _FILLINGS
            square += beside**2 / _FILLINGS
    shift = _patched(total)
    spread = np.maximum(_patched(square) - shift**2, 0.0) ** 0.5
    return Grained(even, shift, spread, _deviations(load))


def weighed(picture: Picture, load: Grained, hidden: Pixels, drift: Drift) -> Seen:
    """Weigh a picture for one certain threat in a load of unknown grain."""
    found = windows(hidden, load.even.installation, _TOGETHER)
    parts = [_weighed(picture, load, hidden, drift, window) for window in found]
    power = sum(part.detectability**2 for part in parts)
    return Seen(sum(part.log_ratio for part in parts), power**0.5)


def _weighed(picture: Picture, load: Grained, hidden: Pixels, drift: Drift, window: Window) -> Seen:
    installation = load.even.installation
    middle = window.depth(load.even)
    signal = window.depth(load.even, hidden) - middle
    residual = seen(picture, drift, installation, window) - middle - load.shift[window.pixels]
    photons = noise(middle, installation, window)
    spread = load.spread[window.pixels]
    correlated = smoother(window.shape, load.deviations)

    def covariance(v: Floats) -> Floats:
        return photons * v + spread * correlated((spread * v).sum(axis=-1))[..., None]

    return weigh(residual, signal, covariance, photons + spread**2)


def _even(scene: Scene) -> Scene:
    solids = scene.solids
    return scene.having(replace(solids, grain=np.zeros_like(solids.grain)))


def _patched(picture: Floats) -> Floats:
    """Average over a few pixels around each: fillings are few."""
    by_energy = np.moveaxis(picture, -1, 0)
    average = smoother((picture.shape[0], picture.shape[1]), (_PATCH, _PATCH))
    around = average(np.ones(picture.shape[:2]))
    return np.moveaxis(average(by_energy) / around, 0, -1)


def _deviations(load: Laid) -> tuple[float, float]:
    """Return the correlation of what most of the grainy goods are, in pixels put together."""
    solids, fan = load.scene.solids, load.installation.fan
    kinds = np.bincount(solids.grain, weights=np.maximum(solids.mass_kg, 0.0))
    length = correlation(int(np.argmax(kinds[1:])) + 1) if len(kinds) > 1 else 0.0
    middle = load.installation.near + load.scene.box.width / 2
    up = fan.pitch * middle / fan.detector_distance
    along, high = (length / one / _TOGETHER for one in (fan.line_spacing, up))
    return (along**2 + _PIXEL) ** 0.5, (high**2 + _PIXEL) ** 0.5
