"""The same container before two scanners, its load shifted by the way between them."""

from dataclasses import dataclass

import numpy as np

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


def shifted(scene: Scene, seed: int, sd: float) -> Scene:
    """Return the scene after a voyage: the load slid as a whole, and each package a little.

    Goods stay in the hold; threats lie where they were put, since they came last.
    """
    rng = stream(seed, "shift")
    solids = scene.solids
    goods = solids.role == Role.GOODS
    slide = rng.normal(0.0, sd, 2)
    # Packages of one column, within a decimetre, move alike: what is stacked moves together.
    column = np.floor(solids.bounds[:, 0] / 0.1).astype(np.int64)
    own = rng.normal(0.0, sd / 3, int(column.max(initial=0)) - int(column.min(initial=0)) + 1)
    move = np.where(goods, slide[0] + own[column - column.min(initial=0)], 0.0)
    across = np.where(goods, slide[1], 0.0)
    inside = scene.box.inside
    bounds = solids.bounds.copy()
    for first, change in ((0, move), (2, across)):
        # As far as the hold allows; what stands out of it as packed stays.
        room = np.maximum(inside[first + 1] - bounds[:, first + 1], 0.0)
        back = np.minimum(inside[first] - bounds[:, first], 0.0)
        kept = np.clip(change, back, room)
        bounds[:, first] += kept
        bounds[:, first + 1] += kept
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
