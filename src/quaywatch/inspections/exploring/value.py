"""What a look at a stratum is worth: finds now, and finds that knowing more brings later.

Knowing more is worth something only where it may change what is done. A box of a stratum is chosen
once the stratum's rate passes the *cut*, the probability of the last box that the ranking pays for.
So a look is worth the stratum's coming boxes times how much it is expected to raise the better of
rate and cut: the value of information (Raiffa and Schlaifer 1961), exact for a beta belief.
"""

import numpy as np

from quaywatch.inspections.exploring.beliefs import Beliefs, Floats


def of_knowing(beliefs: Beliefs, coming: Floats, cut: float) -> Floats:
    """Return the finds that one look brings later, by what it teaches.

    Args:
        beliefs: of each stratum.
        coming: boxes of each stratum to come while the knowledge is good.
        cut: rate from which a stratum's boxes are chosen.
    """
    total = beliefs.finds + beliefs.misses
    rate = beliefs.finds / total
    after_find = np.maximum((beliefs.finds + 1) / (total + 1), cut)
    after_miss = np.maximum(beliefs.finds / (total + 1), cut)
    gain = rate * after_find + (1 - rate) * after_miss - np.maximum(rate, cut)
    return coming * np.maximum(gain, 0.0)


def of_looks(beliefs: Beliefs, coming: Floats, cut: float, most: int) -> Floats:
    """Return [stratum, k] what the first, second, ... look of a round brings: now and later.

    A later look of the same round teaches only where those before it found nothing.
    """
    k = np.arange(most)
    finds, misses = beliefs.finds[:, None], beliefs.misses[:, None] + k
    missed = misses / (finds + misses)
    before = np.cumprod(np.hstack([np.ones_like(finds), missed[:, :-1]]), axis=1)
    later = of_knowing(Beliefs(finds + 0.0 * k, misses), coming[:, None], cut)
    return beliefs.rate[:, None] + before * later
