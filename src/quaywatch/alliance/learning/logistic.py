"""A logistic regression that ports learn from sums alone: Newton's steps on a common scale.

A step sums, over all rows of all ports, the gradient and the curvature of the log-likelihood; no
row and no port's own sums leave a port in clear. Sums of few rows say much of each: the caller
keeps the number of features far below that of rows.
"""

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from quaywatch.alliance.learning.masks import Floats

_WIDE = 1.959963984540054
"""Standard errors to either side that hold 95 % (of the normal distribution)."""
FEWEST_ROWS = 50
"""A port with fewer rows, or of one outcome alone, does not take part."""


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Means and deviations of the features over all ports; the first step."""

    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    rows: int


class Logistic(msgspec.Struct, frozen=True, kw_only=True):
    """A model: the same numbers at every port."""

    features: tuple[str, ...]
    scale: Scale
    weights: tuple[float, ...]
    """Of nothing known first, then of each feature, on the common scale."""
    rows: int
    ridge: float
    errors: tuple[float, ...] = ()
    """Standard error of each weight, from the curvature of the last step with the ridge in it."""

    def intervals(self) -> tuple[tuple[float, float], ...]:
        """Return the 95 % interval of each weight, as the curvature tells it."""
        return tuple(
            (weight - _WIDE * error, weight + _WIDE * error)
            for weight, error in zip(self.weights, self.errors, strict=True)
        )

    def probabilities(self, rows: Floats) -> Floats:
        """Return the probability of each row (rows by features)."""
        return _probabilities(_design(rows, self.scale), np.array(self.weights))


class Regression:
    """One port's regression while it is learned: what it gives of each step, and takes of the sum.

    The first step is of moments; then so many of Newton's.
    """

    def __init__(
        self, steps: int, ridge: float, features: tuple[str, ...], rows: Floats, found: Floats
    ) -> None:
        """Begin with the own rows (rows by features) and outcomes (0 or 1).

        Raises:
            ValueError: there are too few rows, or all of one outcome.

        """
        self._left, self._ridge, self._features = steps, ridge, features
        self._rows, self._found = rows, found
        self._first = moments(rows, found)
        self._scale: Scale | None = None
        self._weights = start(features)
        self.model: Logistic | None = None

    def part(self) -> Floats:
        """Return the own part of the step."""
        if self._scale is None:
            return self._first
        return part(self._rows, self._found, self._scale, self._weights)

    def took(self, total: Floats) -> None:
        """Go on with the sum over all ports."""
        if self._scale is None:
            self._scale = scale_of(total)
        else:
            self._weights = stepped(self._weights, total, self._ridge)
            self._left -= 1
        if self._left == 0:
            self.model = Logistic(
                features=self._features,
                scale=self._scale,
                weights=self._weights,
                rows=self._scale.rows,
                ridge=self._ridge,
                errors=errors(total, self._ridge),
            )


def moments(rows: Floats, found: Floats) -> Floats:
    """Return a port's part of the first step: rows, sums and sums of squares.

    Raises:
        ValueError: there are too few rows, or all of one outcome.

    """
    if len(rows) < FEWEST_ROWS or not 0 < found.sum() < len(found):
        raise ValueError(f"a port takes part with {FEWEST_ROWS} rows of both outcomes")
    return np.concatenate([[float(len(rows))], rows.sum(axis=0), (rows**2).sum(axis=0)])


def scale_of(total: Floats) -> Scale:
    """Return the common scale from the sums of the first step."""
    count, (sums, squares) = total[0], np.split(total[1:], 2)
    mean = sums / count
    deviation = np.sqrt(np.maximum(squares / count - mean**2, 0.0))
    deviation[deviation < 1e-6] = 1.0  # a feature that is the same everywhere says nothing
    return Scale(mean=tuple(mean.tolist()), deviation=tuple(deviation.tolist()), rows=int(count))


def part(rows: Floats, found: Floats, scale: Scale, weights: Sequence[float]) -> Floats:
    """Return a port's part of a further step: gradient, then the upper half of the curvature."""
    design = _design(rows, scale)
    probability = _probabilities(design, np.array(weights))
    gradient = design.T @ (found - probability)
    curvature = (design * (probability * (1 - probability))[:, None]).T @ design
    return np.concatenate([gradient, curvature[np.triu_indices(design.shape[1])]])


def stepped(weights: Sequence[float], total: Floats, ridge: float) -> tuple[float, ...]:
    """Return the weights after a step, from the sums of all ports.

    `ridge` draws all but the first towards nothing, as so many rows without evidence would.
    """
    size = len(weights)
    held = _held(size, ridge)
    before = np.array(weights)
    step = np.linalg.solve(_curved(total, size, held), total[:size] - held * before)
    return tuple((before + step).tolist())


def errors(total: Floats, ridge: float) -> tuple[float, ...]:
    """Return the standard error of each weight where a step's sums were taken.

    From the inverse of the curvature, as in Bishop, Pattern Recognition and Machine Learning,
    §4.5 (Laplace's approximation), the ridge being a normal prior.
    """
    size = int((math.isqrt(8 * len(total) + 9) - 3) // 2)
    spread = np.linalg.inv(_curved(total, size, _held(size, ridge)))
    return tuple(np.sqrt(np.diag(spread)).tolist())


def _held(size: int, ridge: float) -> Floats:
    held = np.full(size, ridge)
    held[0] = 0.0
    return held


def _curved(total: Floats, size: int, held: Floats) -> Floats:
    upper = np.zeros((size, size))
    upper[np.triu_indices(size)] = total[size:]
    return upper + np.triu(upper, 1).T + np.diag(held) + 1e-9 * np.eye(size)


def start(features: Sequence[str]) -> tuple[float, ...]:
    """Return the weights before the first step."""
    return (0.0,) * (len(features) + 1)


def _design(rows: Floats, scale: Scale) -> Floats:
    standard = (rows - np.array(scale.mean)) / np.array(scale.deviation)
    return np.column_stack([np.ones(len(rows)), standard])


def _probabilities(design: Floats, weights: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -40.0, 40.0)))
