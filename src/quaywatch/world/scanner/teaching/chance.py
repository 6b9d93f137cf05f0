"""Numbers whose logarithm is as likely anywhere between two ends."""

import math

import numpy as np


def between(ends: tuple[float, float], rng: np.random.Generator) -> float:
    """Draw one, in the unit of the ends."""
    return math.exp(rng.uniform(math.log(ends[0]), math.log(ends[1])))
