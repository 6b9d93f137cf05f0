"""The trailer or tug's chassis that carries a container past a gantry or portal."""

import numpy as np

from quaywatch.world.scanner.building import builder_of
from quaywatch.world.scanner.scene import Role, Scene, Shape

_STEEL = 7.85
_DECK = 0.0
"""Top of the chassis: the castings stand on its twist locks."""


def on_trailer(scene: Scene, clearance: float) -> Scene:
    """Return the scene with a skeletal trailer under it that stands on the ground.

    `clearance` is the height of the container's underside, metres (`Installation.base`). Wheels
    reach down to the lowest rows, so that only rows above the load see the open beam.
    """
    builder = builder_of(scene, Role.STRUCTURE)
    add, length = builder.add, scene.box.length
    # Two beams along, 0.5 m high at the back and slimmer over the neck, with cross members.
    neck = 2.6 if length > 7 else 0.6
    for y in (0.70, 1.60):
        for x0, x1, depth in ((0.1, neck, 0.16), (neck, length - 0.1, min(0.42, clearance - 0.3))):
            flange = 0.012
            add((x0, x1), (y, y + 0.14), (_DECK - flange, _DECK), "steel", _STEEL)
            add((x0, x1), (y, y + 0.14), (_DECK - depth, _DECK - depth + flange), "steel", _STEEL)
            add((x0, x1), (y + 0.065, y + 0.073), (_DECK - depth, _DECK), "steel", _STEEL)
    for x in (0.05, neck, length / 2, length - 0.25):
        add((x, x + 0.16), (0.02, 2.42), (_DECK - 0.14, _DECK - 0.02), "steel", 0.12 * _STEEL)
    # Axles with twin wheels near the back; landing gear at the front.
    wheel = min(1.0, 1.1 * clearance)
    axles = length - np.array([1.35, 2.65, 3.95])[: 3 if length > 7 else 2]
    for x in axles:
        middle = wheel / 2 - clearance
        add((x - 0.07, x + 0.07), (0.1, 2.34), (middle - 0.07, middle + 0.07), "steel",
            0.5 * _STEEL, Shape.CYLINDER_Y)  # fmt: skip
        for y in (0.0, 0.30, 1.82, 2.12):
            side = (y, y + 0.27)
            tyre = (x - wheel / 2, x + wheel / 2), side, (-clearance, wheel - clearance)
            add(*tyre, "rubber", 0.42, Shape.CYLINDER_Y)
            rim = 0.29 * wheel
            add((x - rim, x + rim), side, (middle - rim, middle + rim), "steel", 0.08 * _STEEL,
                Shape.CYLINDER_Y)  # fmt: skip
            hub = 0.16
            add((x - hub, x + hub), side, (middle - hub, middle + hub), "cast_iron", 1.2,
                Shape.CYLINDER_Y)  # fmt: skip
    if length > 7:
        for y in (0.45, 1.85):
            add((2.9, 3.05), (y, y + 0.15), (0.25 - clearance, _DECK - 0.05), "steel",
                0.25 * _STEEL)  # fmt: skip
            add((2.85, 3.10), (y - 0.05, y + 0.2), (0.22 - clearance, 0.25 - clearance), "steel",
                0.7 * _STEEL)  # fmt: skip
    return builder.scene(scene.box, scene.seed)
