"""What the comparing engine learns from: how much windows of honest pairs show, and where.

Nothing is put in: trees learn what is usual, not what threats look like or where the simulated
trade hides them.
"""

import numpy as np

from quaywatch.scans.comparing.doors import BEHIND
from quaywatch.scans.comparing.registering import Registered
from quaywatch.scans.comparing.windows import windows
from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.streams import stream

_ANYWHERE, _DOORS = 1600, 1200
"""Windows that are taken of one pair and one sign, and of those behind the doors as many more."""


def samples(pair: Registered, seed: int) -> tuple[Floats, Floats]:
    """Return what windows are judged by, and how much each shows.

    What is left is turned round too, so that what is missing is judged like what was added.
    """
    rng = stream(seed, "windows")
    around: list[Floats] = []
    shown: list[Floats] = []
    for sign in (1.0, -1.0):
        found = windows((pair.rest * np.float32(sign)).astype(np.float32), pair.compared, 0.0)
        behind = np.flatnonzero(found.line < BEHIND)
        chosen = np.concatenate(
            [
                rng.choice(len(found), min(_ANYWHERE, len(found)), replace=False),
                rng.choice(behind, min(_DOORS, len(behind)), replace=False),
            ]
        )
        around.append(found.around[chosen])
        shown.append(found.mean[chosen])
    return np.concatenate(around), np.concatenate(shown)
