"""Areal densities that each ray meets: the scene laid along the rays, solid by solid."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.arrays import Ints
from quaywatch.world.scanner.basis import parts
from quaywatch.world.scanner.grains import strengths, tiles
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.laying import lay
from quaywatch.world.scanner.scene import Scene

_CM = 100.0
"""In a metre."""


def project(scene: Scene, installation: Installation) -> Pixels:
    """Return g/cm² of polyethylene and of steel along each ray, by line, row and basis."""
    fan, solids = installation.fan, scene.solids
    bounds = placed(scene, installation)
    lines = installation.lines(scene.box.length)
    coefficients = np.array([parts(name) for name in scene.materials])
    rng = np.random.Generator(np.random.Philox(key=scene.seed))
    offsets = rng.integers(0, tiles().shape[1], (int(solids.number.max(initial=0)) + 1, 2))
    out = np.zeros((lines, fan.rows, 2), dtype=np.float32)
    lay(
        out,
        bounds,
        _spans(bounds, installation, lines),
        solids.shape,
        coefficients[solids.material] * solids.density[:, None] * _CM,
        solids.grain,
        strengths(solids),
        offsets[solids.number],
        tiles(),
        -1.0 if installation.doors_first else 1.0,
        (fan.line_spacing, fan.source_height, fan.detector_distance, fan.pitch, fan.lowest),
    )
    return out


def placed(scene: Scene, installation: Installation) -> Floats:
    """Return bounds of all solids as the scanner sees them: x from where the first line is taken,
    y from the source, z from the ground."""
    bounds = scene.solids.bounds.copy()
    if installation.doors_first:
        bounds[:, :2] = scene.box.length - bounds[:, 1::-1]
    if installation.far_side:
        bounds[:, 2:4] = scene.box.width - bounds[:, 3:1:-1]
    moved: Floats = np.repeat([installation.margin, installation.near, installation.base], 2)
    return bounds + moved


def _spans(bounds: Floats, installation: Installation, lines: int) -> Ints:
    """Return first and last line and row that can see each solid, the last excluded."""
    fan = installation.fan
    near, far = bounds[:, 2], bounds[:, 3]
    low, high = bounds[:, 4] - fan.source_height, bounds[:, 5] - fan.source_height
    # The outermost rays pass the near edge of what sticks out beyond the source's level.
    bottom: Floats = low / np.where(low < 0, near, far)
    top: Floats = high / np.where(high > 0, near, far)
    offset = fan.source_height - fan.lowest
    lowest: Floats = (bottom * fan.detector_distance + offset) / fan.pitch
    highest: Floats = (top * fan.detector_distance + offset) / fan.pitch
    spans = (
        np.clip(np.floor(bounds[:, 0] / fan.line_spacing), 0, lines),
        np.clip(np.ceil(bounds[:, 1] / fan.line_spacing), 0, lines),
        np.clip(np.floor(lowest) - 1, 0, fan.rows),
        np.clip(np.ceil(highest) + 2, 0, fan.rows),
    )
    return np.stack(spans, axis=1).astype(np.int64)
