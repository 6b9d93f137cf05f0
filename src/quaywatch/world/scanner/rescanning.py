"""The same container before two scanners, its load shifted by the way between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import Picture, expose
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.scene import Role, Scene, Solids
from quaywatch.world.scanner.truth import Truth, truth
from quaywatch.world.streams import stream


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scans of one container and, apart from them, what is true of the second."""

    first: Picture
    second: Picture
    truth: Truth
    """Of the second scan, in which the threat lies if there is any."""


def scanned_twice(
    origin: Scene,
    arrival: Scene,
    installations: tuple[Installation, Installation],
    seed: int,
    shift: float = 0.02,
) -> Pair:
    """Scan a container at origin and again on arrival.

    `arrival` is the scene then, before its load shifted: `origin` with a threat put in on the way,
    or the same scene. `shift` is the standard deviation, metres, by which packages move.
    """
    first, second = installations
    moved = shifted(arrival, seed, shift)
    return Pair(
        expose(expected(origin, first), first, seed),
        expose(expected(moved, second), second, seed + 1),
        truth(moved, second),
    )


_REACH = 1.2
"""Metres along the container over which packages move alike: a pallet, a row of stacks."""


def shifted(scene: Scene, seed: int, sd: float) -> Scene:
    """Return the scene after a voyage: the load slid as a whole, and each part of it a little.

    Goods stay in the hold: a load slides as a whole as far as there is room before it, and its
    parts move within their gaps, neighbours nearly alike. How far is an assumption: no measurement
    behind closed doors was found. Threats lie where they were put, since they came last.
    """
    rng = stream(seed, "shift")
    solids = scene.solids
    goods = solids.role == Role.GOODS
    if not goods.any():
        return scene
    slide = rng.normal(0.0, sd, 2)
    inside, bounds = scene.box.inside, solids.bounds.copy()
    nodes: Floats = np.arange(inside[0], inside[1] + _REACH, _REACH, dtype=np.float64)
    middles: Floats = (bounds[:, 0] + bounds[:, 1]) / 2
    own: Floats = np.interp(middles, nodes, rng.normal(0.0, sd / 3, len(nodes)))
    for first, change, gaps in ((0, slide[0], own), (2, slide[1], np.zeros_like(own))):
        low, high = inside[first], inside[first + 1]
        # As far as the hold allows; what stands out of it as packed stays.
        whole = _kept(change, bounds[goods, first].min(), bounds[goods, first + 1].max(), low, high)
        move = _kept(whole + gaps, bounds[:, first], bounds[:, first + 1], low, high)
        bounds[goods, first : first + 2] += move[goods, None]
    return scene.having(
        Solids(
            bounds,
            solids.shape,
            solids.material,
            solids.density,
            solids.grain,
            solids.role,
            solids.number,
        )
    )


def _kept(change: ArrayLike, first: ArrayLike, last: ArrayLike, low: float, high: float) -> Floats:
    """Return what remains of a change when what reaches from `first` to `last` stays within."""
    back = np.minimum(low - np.asarray(first), 0.0)
    return np.clip(change, back, np.maximum(high - np.asarray(last), 0.0))
