"""Doors and front wall, or machine, of empty containers: their mean and how makers differ.

Main components (Pearson 1901) of ends of empties as one scanner sees them. An end is explained by
as much of each as is likely of empties and as its picture asks for, cells that nothing explains
left out: what does not belong is not explained away.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels

COMPONENTS = 22
"""At most; makers come from either side."""
UNSEEN = 1e3
"""Standard deviation of what something hides."""
_ROUNDS = 6
_FAR = 3.0
"""Standard deviations from which a cell counts less and less (Huber 1964; Tukey's weights)."""
_LEAST, _SHARE = 0.01, 0.03
"""What no two containers have alike: attenuation, and share of it."""


@dataclass(frozen=True, slots=True)
class End:
    """Attenuation of one end of empties, by line and row."""

    mean: Pixels
    components: Pixels
    """By component, line and row; a standard deviation of empties each."""
    spread: Pixels
    """Standard deviation of what components leave of empties never learnt from."""


def tolerance(mean: Pixels) -> Pixels:
    """Return the standard deviation that cells are compared by, photons left out."""
    return np.float32(_LEAST) + np.float32(_SHARE) * np.maximum(mean, 0.0)


def learn(shown: Pixels) -> End:
    """Learn one end from empties, by container, line and row; NaN where it was not seen."""
    mean, components = _main(shown)
    # What is left of a container is measured with the others alone.
    folds = np.arange(len(shown)) * 4 // len(shown)
    left: list[Pixels] = []
    for fold in range(4):
        others, own = shown[folds != fold], shown[folds == fold]
        if len(others) < 2 or not len(own):
            continue
        known = End(*_main(others), np.zeros_like(mean))
        left += [_left(one, known) for one in own]
    if not left:
        return End(mean, components, np.zeros_like(mean))
    found = np.sort(np.nan_to_num(np.abs(left), nan=0.0), axis=0)
    # Nine in ten of normal numbers are within 1.645 standard deviations.
    spread = found[int(0.9 * (len(found) - 1))] / np.float32(1.645)
    return End(mean, components, _widened(spread))


def _left(shown: Pixels, known: End) -> Pixels:
    """Return what components do not explain; NaN where it was not seen."""
    unseen = np.isnan(shown)
    noise = np.where(unseen, np.float32(UNSEEN), np.float32(0.0))
    return shown - explained(np.where(unseen, known.mean, shown), known, noise)


def _main(shown: Pixels) -> tuple[Pixels, Pixels]:
    """Return median and main components of what was seen of ends."""
    unseen = np.isnan(shown)
    never = unseen.all(axis=0)
    mean = np.nanmedian(np.where(never, np.float32(0.0), shown), axis=0).astype(np.float32)
    scale = tolerance(mean)
    apart = np.clip(np.where(unseen, 0.0, shown - mean) / scale, -40.0, 40.0)
    _, sizes, rows = np.linalg.svd(
        apart.reshape(len(shown), -1).astype(np.float64), full_matrices=False
    )
    kept = slice(0, min(COMPONENTS, len(shown) - 1))
    sd = sizes[kept, None] / np.sqrt(len(shown))
    components = (sd * rows[kept]).reshape(-1, *mean.shape) * scale
    return mean, components.astype(np.float32)


def _widened(spread: Pixels) -> Pixels:
    """Return the largest spread of neighbouring cells."""
    padded = np.pad(spread, 1, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))
    return windows.max(axis=(2, 3))


def explained(shown: Pixels, known: End, noise: Pixels) -> Pixels:
    """Return the end of an empty container that is most like `shown`."""
    spread = np.hypot(tolerance(known.mean), noise).ravel().astype(np.float64)
    basis = known.components.reshape(len(known.components), -1) / spread
    apart: Floats = (shown - known.mean).ravel() / spread
    part = np.zeros(len(basis))
    for _ in range(_ROUNDS):
        rest = apart - part @ basis
        ratio = np.minimum((rest / (3.0 * _FAR)) ** 2, 1.0)
        weight = (1.0 - ratio) ** 2
        weighted = basis * weight
        part = np.linalg.solve(weighted @ basis.T + np.eye(len(basis)), weighted @ apart)
    return (known.mean.ravel() + part @ (basis * spread)).reshape(shown.shape).astype(np.float32)
