"""Least sums of absolute errors with a prior: many small regressions at once."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels


def fitted(
    x: Pixels,
    y: Pixels,
    weight: Pixels,
    prior: Floats,
    stiffness: Floats,
    rounds: int = 5,
    *,
    pooled: bool = False,
) -> Pixels:
    """Return coefficients by problem: those that err least in y = x · c, near the prior.

    `x` is by problem, sample and term, `y` and `weight` by problem and sample. Errors count by
    their amount rather than their square (iteratively reweighted), so that what is new in a few
    samples does not bend the rest. `stiffness` is by term, in shares of the samples' weight.
    `pooled` lets each problem lean on its two neighbours, which count half.
    """
    now = weight
    stiff = np.diag(stiffness)
    small = np.float32(_SMALL)
    found: Pixels = np.broadcast_to(prior, (len(x), len(prior))).astype(np.float32)
    for _ in range(rounds):
        weighted = (x * now[..., None]).transpose(0, 2, 1)
        left = np.matmul(weighted, x).astype(np.float64)
        right = np.matmul(weighted, y[..., None])[..., 0].astype(np.float64)
        if pooled:
            left, right = _leaning(left), _leaning(right)
        total: Floats = now.sum(axis=1, dtype=np.float64)
        held: Floats = total[:, None, None] * stiff + _LEAST * np.eye(len(prior), dtype=np.float64)
        wanted: Floats = (right + held @ prior)[..., None]
        found = np.linalg.solve(left + held, wanted)[..., 0].astype(np.float32)
        error = np.abs(y - np.matmul(x, found[..., None])[..., 0])
        now = weight * small / np.maximum(error, small)
    return found


_SMALL = 0.05
"""Attenuation below which errors count by their square: noise."""
_LEAST = 1e-9


def _leaning(sums: Floats) -> Floats:
    out = sums.copy()
    out[1:-1] += 0.5 * (sums[:-2] + sums[2:])
    return out
