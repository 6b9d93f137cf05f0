"""The observer that knows the load: what no detector can do better, whatever it is shown besides.

It knows every package and every piece in it, the container, the scanner and its drift, and tells a
threat by the exact likelihood of the picture's counts. A comparison with an earlier scan of the
same container may come near to it; one scan alone may not.
"""

import math

from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.exposing import Drift, Picture
from quaywatch.world.scanner.likelihood import log_likelihood_ratio
from quaywatch.world.scanner.observing.laid import Laid, cut, cut_drift, stretches


def log_ratio(picture: Picture, load: Laid, hidden: Pixels, drift: Drift) -> float:
    """Return ln of how much likelier the picture is with one certain threat than without it."""
    return math.fsum(
        log_likelihood_ratio(
            cut(picture, lines),
            load.expected(lines, hidden),
            load.expected(lines),
            cut_drift(drift, lines),
            load.installation,
        )
        for lines in stretches(hidden)
    )
