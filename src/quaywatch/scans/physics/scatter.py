"""Radiation that reaches a detector by way of the load rather than straight.

Forward single scatter: what collides in the load and leaves it forward is proportional to
T·(-ln T) of each ray, for T = e^-τ the transmission, and spreads over the fan. In a collimated fan
it is a few thousandths of the open beam at most; behind dense loads it is what limits contrast.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Ints

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Scatter:
    """How much the load scatters into a line of detectors, and how far."""

    strength: float
    """Share of the beam that collided and is seen anyway."""
    spread: float
    """Standard deviation over the rows, in rows."""

    def of(self, share: Floats) -> Floats:
        """Return the scatter beside each ray's own transmission, by line and row."""
        share = np.clip(share, 1e-9, 1.0)
        return self.strength * _smoothed(-share * np.log(share), self.spread)

    def removed(self, seen: Floats) -> Floats:
        """Return the transmission that, with its own scatter, gives what was seen."""
        primary = seen
        for _ in range(_ROUNDS):
            primary = np.maximum(seen - self.of(primary), 0.0)
        return primary


def kernel(spread: float) -> Floats:
    """Return a Gaussian of this standard deviation, out to three of them, adding up to 1."""
    reach = max(int(np.ceil(3 * spread)), 1)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(spread, 1e-9)) ** 2)
    return weights / weights.sum()


def _smoothed(values: Floats, spread: float) -> Floats:
    weights = kernel(spread)
    reach = len(weights) // 2
    rows: Ints = np.arange(values.shape[1], dtype=np.int64)
    apart = rows[:, None] - rows[None, :]
    near = np.abs(apart) <= reach
    return values @ np.where(near, weights[np.clip(apart + reach, 0, 2 * reach)], 0.0)
