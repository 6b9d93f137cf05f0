"""What scores of blocks in loads mean, measured on lessons.

`python -m quaywatch.world.scanner.teaching.measuring_blocks FILE FOLDER…` writes the file that
`scans.detection` ships from folders of lessons; some must hide 100 kg and more in one place.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from quaywatch.scans.detection.blocks import block
from quaywatch.scans.detection.features import CELL, SCALE
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.teaching.drawing import Shelf, shelf

_HUGE_KG = 100.0
_SPREAD = ("in_goods", "packaging", "dissolved", "pallets")
"""Places at which bricks are no block."""


def measured(shelves: Iterable[Shelf]) -> dict[str, list[float]]:
    """Return the highest scores of honest pictures and of those with a large block, falling."""
    honest: list[float] = []
    hidden: list[float] = []
    for lessons in shelves:
        for name in lessons.names:
            told = lessons.told[name]
            for number, places in enumerate(told["places"]):
                huge = any(one["kg"] >= _HUGE_KG and one["place"] not in _SPREAD for one in places)
                if number and not huge:
                    continue
                shape = tuple(told["shapes"][number])
                seen = block(_attenuation(lessons.view(name, number)[0], *shape), *shape)
                (honest if number == 0 else hidden).append(0.0 if seen is None else seen.score)
    return {
        part: [round(one, 3) for one in sorted(scores, reverse=True)]
        for part, scores in (("honest", honest), ("hidden", hidden))
    }


def _attenuation(seen: Pixels, lines: int, rows: int) -> Floats:
    """Return mean attenuation of the high energy by cell, from what the net is given."""
    shown = seen[: lines // CELL, : rows // CELL, 0 : 3 * CELL * CELL : 3]
    return shown.astype(np.float64).mean(axis=2) * SCALE


if __name__ == "__main__":
    target, *folders = (Path(one) for one in sys.argv[1:])
    made = measured(shelf(one) for one in folders)
    target.write_text(json.dumps(made) + "\n", encoding="utf-8")
