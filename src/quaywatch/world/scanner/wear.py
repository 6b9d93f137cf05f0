"""What years of use leave on an empty container, and what sweepers leave in it.

How often each is met is assumed. An empty container may hold `SWEEPINGS_KG` of sweepings at most:
splinters of dunnage, ends of straps, nails.
"""

import numpy as np

from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.frame import STEEL
from quaywatch.world.scanner.scene import Box, Shape

SWEEPINGS_KG = 0.5
_PATCHES, _SEAMS, _BOARDS = 0.3, 0.8, 0.4
"""Mean numbers a container: sheets welded over a wall, seams of sheets let in, boards renewed."""
_PANEL = 1.2
"""Metres of one panel of the floor along the container."""


def worn(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    """Add repairs, what differs between panels of the floor, what was fitted later, sweepings."""
    if box.reefer:
        _fitted(builder, rng)
    else:
        _repaired(builder, box, rng)
        _boards(builder, box, rng)
    _sweepings(builder, box, rng)


def _repaired(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    for _ in range(rng.poisson(_PATCHES)):
        x, y, z = _on_wall(box, rng)
        builder.add((x, x + rng.uniform(0.15, 0.5)), (y, y + 0.0016),
                    (z, z + rng.uniform(0.15, 0.5)), "steel", STEEL)  # fmt: skip
    for _ in range(rng.poisson(_SEAMS)):
        x, y, z = _on_wall(box, rng)
        wide, high = rng.uniform(0.2, 1.2), rng.uniform(0.2, 0.6)
        # Beads of weld around the sheet, 3 mm proud.
        for side in (x, x + wide):
            builder.add((side, side + 0.006), (y, y + 0.003), (z, z + high), "steel", STEEL)
        for level in (z, z + high):
            builder.add((x, x + wide), (y, y + 0.003), (level, level + 0.006), "steel", STEEL)


def _on_wall(box: Box, rng: np.random.Generator) -> tuple[float, float, float]:
    y = (0.001, box.width - 0.004)[int(rng.integers(2))]
    return float(rng.uniform(0.2, box.length - 1.5)), y, float(rng.uniform(0.2, box.height - 0.7))


def _boards(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    """Panels of one floor differ by some per cent; renewed ones are of another wood."""
    thick, density = box.make.boards
    starts = np.arange(0.08, box.length - 0.1, _PANEL)
    ends = np.minimum(starts + _PANEL, box.length - 0.1)
    change = rng.normal(0.0, 0.03, len(starts))
    renewed = rng.random(len(starts)) < _BOARDS / len(starts)
    change[renewed] += rng.uniform(-0.12, 0.12, int(renewed.sum()))
    builder.add((starts, ends), (0.045, box.width - 0.045), (0.178 - thick, 0.178), "plywood",
                density * np.clip(change, -0.15, 0.15))  # fmt: skip


def _fitted(builder: Builder, rng: np.random.Generator) -> None:
    """Add the modem and battery that many reefers got later; coolant and cable differ anyhow."""
    if rng.random() < 0.4:
        y, z = rng.uniform(1.65, 2.0), rng.uniform(1.22, 1.36)
        builder.add((0.08, 0.14), (y, y + 0.18), (z, z + 0.12), "electronics",
                    rng.uniform(0.4, 1.0))  # fmt: skip
    level = rng.uniform(-0.08, 0.08)
    builder.add((0.085, 0.195), (0.665, 0.775), (min(0.42, 0.42 + level), max(0.42, 0.42 + level)),
                "refrigerant", np.sign(level) * 1.2)  # fmt: skip
    # The cable is laid into its tray anew after each journey.
    x, y = rng.uniform(0.06, 0.16), rng.uniform(0.85, 1.1)
    at = (x, x + 0.18), (y, y + 0.35), (0.20, 0.20 + rng.uniform(0.06, 0.14))
    volume = 0.18 * 0.35 * (at[2][1] - at[2][0]) * np.pi / 4
    builder.add(*at, "copper", 0.0035 / volume, Shape.CYLINDER_Z)
    builder.add(*at, "rubber", 0.0042 / volume, Shape.CYLINDER_Z)


def _sweepings(builder: Builder, box: Box, rng: np.random.Generator) -> None:
    x0, x1, y0, y1, z0, _ = box.inside
    left = rng.uniform(0.0, SWEEPINGS_KG)
    while left > 0.01:
        long, wide, thick = (
            rng.uniform(0.03, 0.3),
            rng.uniform(0.02, 0.08),
            rng.uniform(0.004, 0.02),
        )
        mass = long * wide * thick * 500.0
        if mass > left:
            return
        left -= mass
        x, y = rng.uniform(x0, x1 - long), rng.uniform(y0, y1 - wide)
        builder.add((x, x + long), (y, y + wide), (z0, z0 + thick), "wood", 0.5)
