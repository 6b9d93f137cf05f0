"""How many lots a site's consignments hide, from the few that were found.

Rates are a product of what port, route and goods add, and of the site itself; each is drawn to 1 as
by `PRIOR` finds (gamma-Poisson credibility; Jung's method of multiplicative tariffs, 1968).
"""

import numpy as np

from quaywatch.strategy.tunnel.memory import Memory
from quaywatch.strategy.tunnel.waters import Floats

PRIOR = 2.0
_ROUNDS = 25


def rates(memory: Memory) -> Floats:
    """Return lots a consignment by site."""
    finds, exposure = memory.finds, memory.exposure
    base = (float(finds.sum()) + 0.5) / max(float(exposure.sum()), 1e-9)
    factors = [np.ones(size) for _, size in memory.groups]
    expected = base * exposure
    for _ in range(_ROUNDS):
        for place, (number, size) in enumerate(memory.groups):
            whole = expected * factors[place][number] ** -1
            others = np.bincount(number, _product(memory, factors) * whole, minlength=size)
            factors[place] = (PRIOR + np.bincount(number, finds, minlength=size)) / (PRIOR + others)
    smooth = base * _product(memory, factors)
    return smooth * (PRIOR + finds) / (PRIOR + smooth * exposure)


def _product(memory: Memory, factors: list[Floats]) -> Floats:
    product = np.ones(len(memory.finds))
    for (number, _), factor in zip(memory.groups, factors, strict=True):
        product = product * factor[number]
    return product
