"""From a model's log-odds to log-odds that are true, by a curve that only rises.

Beta calibration (Kull, Silva Filho and Flach 2017) has three numbers and suits few finds; isotonic
regression (Zadrozny and Elkan 2002) bends freely and suits many. Which one is taken, or whether the
model is better left as it is, is settled in time order: each is fitted on the earlier half and
judged by its log loss on the later.
"""

import msgspec
import numpy as np

from quaywatch.risk.trees.arrays import Floats

_CARE = 4.0
"""Precision of the belief that the model is calibrated as it is (slopes one, shift nought)."""
_LEAST_SLOPE = 0.05
_TILT = 1e-3
"""Slope that keeps the flat parts of an isotonic curve rising."""
_STEPS = 50
_FEWEST_FINDS = 100
"""Fewer finds than this cannot carry an isotonic curve."""


class Curve(msgspec.Struct, frozen=True):
    """A strictly rising curve of log-odds: beta where it has no knots, else isotonic."""

    low: float = 1.0
    high: float = 1.0
    shift: float = 0.0
    knots: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()

    @property
    def kind(self) -> str:
        """`isotonic`, `beta`, or `none` where the model is left as it is."""
        return "isotonic" if self.knots else "none" if self == Curve() else "beta"

    def at(self, log_odds: Floats) -> Floats:
        """Return calibrated log-odds; beyond the outermost knots the curve goes on with slope 1."""
        if not self.knots:
            low, high = _bent(log_odds)
            return self.low * low + self.high * high + self.shift
        knots, levels = np.array(self.knots), np.array(self.levels)
        inside = np.interp(log_odds, knots, levels)
        outside = log_odds - np.clip(log_odds, knots[0], knots[-1])
        return inside + outside + _TILT * (log_odds - knots[0])


def calibrated(log_odds: Floats, found: Floats, weight: Floats) -> Curve:
    """Return the curve for out-of-time scores, in time order; the identity unless it helps."""
    middle = len(found) // 2
    early, late = slice(None, middle), slice(middle, None)
    many = min(found[early].sum(), found[late].sum()) >= _FEWEST_FINDS
    makers = (beta, isotonic) if many else (beta,)
    tried = [Curve(), *(make(log_odds[early], found[early], weight[early]) for make in makers)]
    losses = [_loss(curve.at(log_odds[late]), found[late], weight[late]) for curve in tried]
    best = int(np.argmin(losses))
    return makers[best - 1](log_odds, found, weight) if best else Curve()


def beta(log_odds: Floats, found: Floats, weight: Floats) -> Curve:
    """Fit the beta curve by Newton's method, drawn towards the identity."""
    x = _basis(log_odds)
    weight = weight / weight.mean() if len(weight) else weight
    centre = np.array([1.0, 1.0, 0.0])
    care = np.diag([_CARE, _CARE, 1e-3])
    at = centre.copy()
    for _ in range(_STEPS):
        expected = _probability(x @ at)
        slope = x.T @ (weight * (found - expected)) - care @ (at - centre)
        bend = (x * (weight * expected * (1 - expected))[:, None]).T @ x + care
        step = np.clip(np.linalg.solve(bend, slope), -1.0, 1.0)
        at = at + step
        at[:2] = np.maximum(at[:2], _LEAST_SLOPE)
    low, high, shift = (float(each) for each in at)
    return Curve(low, high, shift)


def isotonic(log_odds: Floats, found: Floats, weight: Floats) -> Curve:
    """Fit the pooled means of adjacent violators; between their centres the curve is straight."""
    order = np.argsort(log_odds, kind="stable")
    blocks: list[list[float]] = []
    for z, y, w in zip(log_odds[order], found[order], weight[order], strict=True):
        blocks.append([w, w * y, w * z])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][0] >= blocks[-1][1] * blocks[-2][0]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    table = np.array(blocks)
    # One find and one miss at the mean rate keep the ends from certainty.
    rate = table[:, 1].sum() / table[:, 0].sum()
    mean = (table[:, 1] + rate) / (table[:, 0] + 1)
    levels = np.maximum.accumulate(np.log(mean / (1 - mean)))
    return Curve(knots=tuple((table[:, 2] / table[:, 0]).tolist()), levels=tuple(levels.tolist()))


def _basis(log_odds: Floats) -> Floats:
    """Return the columns ln p, -ln(1-p) and one."""
    return np.column_stack([*_bent(log_odds), np.ones_like(log_odds)])


def _bent(log_odds: Floats) -> tuple[Floats, Floats]:
    """Return ln p and -ln(1-p)."""
    return -np.logaddexp(0, -log_odds), np.logaddexp(0, log_odds)


def _probability(log_odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(log_odds, -500, 500)))


def _loss(log_odds: Floats, found: Floats, weight: Floats) -> float:
    return float((weight * (np.logaddexp(0, log_odds) - found * log_odds)).sum() / weight.sum())
