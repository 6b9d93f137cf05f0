"""The peer: the difference of two scans, brought to the same scale and laid end to end.

What an analyst's blink comparator shows: no depth, no slide of the load, no material.
"""

import numpy as np

from quaywatch.scans.comparing.doors import BEHIND
from quaywatch.scans.comparing.sliding import ends_aligned
from quaywatch.scans.comparing.spectra import ranked
from quaywatch.scans.comparing.windows import SIZES
from quaywatch.scans.smoothing import displaced, mean_over
from quaywatch.scans.standard import Standard

_NOTHING = 0.0


def difference(earlier: Standard, later: Standard) -> float:
    """Return the most that any window behind the doors shows more than before, over its usual."""
    before, after = earlier.attenuation()[1], later.attenuation()[1]
    if before.shape != after.shape:
        return _NOTHING
    same = ranked(before, after)
    rest = np.clip(after - displaced(same, ends_aligned(same, after)), -3.0, 3.0)
    highest = _NOTHING
    for size in SIZES:
        mean = mean_over(rest, *size)
        usual = float(np.sqrt(np.mean(mean**2))) + 0.01
        highest = max(highest, float(mean[:BEHIND].max()) / usual)
    return highest
