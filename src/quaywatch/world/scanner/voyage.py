"""What an honest voyage changes in a container: sacks settle, ice grows on an evaporator.

How much is assumed; figures are within what the trade calls ordinary.
"""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.building import builder_of
from quaywatch.world.scanner.scene import Role, Scene, Solids
from quaywatch.world.streams import stream

_ICE = 0.25
"""g/cm³ of frost between the fins of a coil."""


def settled(scene: Scene, seed: int, most: float = 0.03) -> Scene:
    """Return the scene with its goods sunk towards the floor by a share of up to `most`.

    As they do where they are loose: sacks, bales, what lies in big bags. No mass is lost.
    """
    share = float(stream(seed, "settling").uniform(0.0, most))
    solids = scene.solids
    loose = solids.role == Role.GOODS
    floor = scene.box.inside[4]
    bounds: Floats = solids.bounds.copy()
    bounds[loose, 4:] = floor + (bounds[loose, 4:] - floor) * (1.0 - share)
    density = np.where(loose, solids.density / (1.0 - share), solids.density)
    return scene.having(
        Solids(
            bounds,
            solids.shape,
            solids.material,
            density,
            solids.grain,
            solids.role,
            solids.number,
        )
    )


def iced(scene: Scene, seed: int, most_kg: float = 6.0) -> Scene:
    """Return a reefer with frost on its evaporator, up to `most_kg`; other containers as they are.

    Frost grows from the side on which the air returns; it takes up part of the coil's depth.
    """
    if not scene.box.reefer:
        return scene
    rng = stream(seed, "ice")
    kg = float(rng.uniform(0.0, most_kg))
    wide, high = 1.84, 0.36
    depth = kg / (wide * high * _ICE * 1000.0)
    low = scene.box.height - 1.05
    builder = builder_of(scene, Role.STRUCTURE)
    builder.add((0.37 - depth, 0.37), (0.30, 0.30 + wide), (low, low + high), "ice", _ICE)
    return builder.scene(scene.box, scene.seed)
