"""What a simulated scan hides: it never travels with the picture."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Pixels
from quaywatch.world.scanner.basis import parts
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.projecting import project
from quaywatch.world.scanner.scene import Role, Scene

_LEAST = 0.5
"""g/cm² of threat from which a pixel counts as showing it."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Where the threat is in a picture, and how much of it there is."""

    areal_density: Pixels
    """g/cm² of threat along each ray, by line and row."""
    mask: Bools
    threat_kg: float
    goods_kg: float
    """Of the goods as they lie there, less what the threat pushed aside."""


def truth(scene: Scene, installation: Installation) -> Truth:
    """Return the truth about a scene as one scanner sees it."""
    density = of_role(scene, installation, Role.THREAT)
    return Truth(
        density,
        density >= _LEAST,
        scene.mass_kg(Role.THREAT),
        scene.mass_kg(Role.GOODS, Role.VOID),
    )


def of_role(scene: Scene, installation: Installation, *roles: Role) -> Pixels:
    """Return g/cm² of the solids of some roles along each ray: the map of one kind of material."""
    return _summed(scene.of(*roles), installation)


def of_material(scene: Scene, installation: Installation, material: str) -> Pixels:
    """Return g/cm² of one material along each ray; zero where the scene has none of it."""
    if material not in scene.materials:
        return np.zeros(_shape(scene, installation), dtype=np.float32)
    chosen = scene.solids.material == scene.materials.index(material)
    return _summed(scene.having(scene.solids.where(chosen)), installation)


def _summed(scene: Scene, installation: Installation) -> Pixels:
    total = np.zeros(_shape(scene, installation), dtype=np.float32)
    for number, name in enumerate(scene.materials):
        chosen = scene.solids.material == number
        if chosen.any():
            basis = project(scene.having(scene.solids.where(chosen)), installation)
            # Back from the larger of its two parts to grams of the material itself.
            share = parts(name)
            largest = int(np.argmax(np.abs(share)))
            total += basis[:, :, largest] / np.float32(share[largest])
    return total


def _shape(scene: Scene, installation: Installation) -> tuple[int, int]:
    return installation.lines(scene.box.length), installation.fan.rows
