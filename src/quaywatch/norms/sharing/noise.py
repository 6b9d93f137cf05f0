"""Counts under noise: differential privacy for one requirement's standing.

Two standings that differ in one requirement differ by one in two counts of one group. Two-sided
geometric noise of scale 2 / epsilon on each count then bounds how much any answer can speak for the
one or the other: at most by a factor of e^epsilon (Dwork, McSherry, Nissim and Smith, TCC 2006;
Ghosh, Roughgarden and Sundararajan, STOC 2009). OpenDP draws it exactly and from the system's own
random numbers: there is no seed that anybody could repeat.
"""

from collections.abc import Sequence
from functools import cache
from math import ceil, exp, log
from typing import Any

import opendp.prelude

from quaywatch.norms.sharing.counting import Counts

_dp: Any = opendp.prelude  # it has no types
SENSITIVITY = 2
"""By how much one requirement's state changes all counts together."""


def noisy(counts: Counts, epsilon: float) -> Counts:
    """Return counts under noise; less than none is told as none.

    Args:
        counts: as they are.
        epsilon: what the answer costs, positive.

    Raises:
        ValueError: `epsilon` is none.

    """
    if not epsilon > 0:
        raise ValueError("an answer under noise costs more than nothing")
    flat = [many for states in counts.values() for many in states.values()]
    drawn = iter(_drawn(flat, epsilon))
    return {
        group: {state: max(0, next(drawn)) for state in states} for group, states in counts.items()
    }


def within(epsilon: float, chance: float = 0.95) -> int:
    """Return the distance from the truth within which a count lies with a chance.

    With q = e^(-epsilon / 2) the noise exceeds k with the chance 2 q^(k + 1) / (1 + q).
    """
    scale = SENSITIVITY / epsilon
    q = exp(-1 / scale)
    return max(0, ceil(-scale * log((1 - chance) * (1 + q) / 2)) - 1)


def _drawn(flat: Sequence[int], epsilon: float) -> list[int]:
    return _mechanism(len(flat), epsilon)(list(flat)) if flat else []


@cache
def _mechanism(size: int, epsilon: float) -> Any:
    """Return the mechanism, of which OpenDP has proved that it costs no more."""
    _dp.enable_features("contrib")
    space = _dp.vector_domain(_dp.atom_domain(T=int), size=size), _dp.l1_distance(T=int)
    made: Any = space >> _dp.m.then_geometric(scale=SENSITIVITY / epsilon)
    # Rounding of the scale may cost the last digit; never more.
    assert made.map(SENSITIVITY) <= epsilon * (1 + 1e-9)  # noqa: S101
    return made
