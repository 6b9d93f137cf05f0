"""A partner's model on the own outcomes: how well it orders, with intervals, beside the own model.

Finds are few, so a figure without its interval misleads: rows are drawn again with replacement, and
the difference to the own model is taken in the same draws.
"""

import msgspec
import numpy as np

from quaywatch.alliance.learning.masks import Floats
from quaywatch.risk.life.tried import Share
from quaywatch.risk.trees.measures import auc, average_precision

_DRAWS = 400


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is worth here.

    Rows weigh one over the chance with which they were looked at.
    """

    rows: int
    found: int
    auc: Share
    average_precision: Share
    better: Share
    """Its area under the curve less that of the own model: above nothing where it is better."""


def compared(
    found: Floats, theirs: Floats, own: Floats, weight: Floats | None = None, seed: int = 0
) -> Compared:
    """Return how a partner's probabilities compare with the own ones of the same rows.

    Raises:
        ValueError: the rows are not the same, or hold one outcome alone.

    """
    if not len(found) == len(theirs) == len(own) or not 0 < found.sum() < len(found):
        raise ValueError("both models are judged by the same rows, of both outcomes")
    each = np.ones(len(found)) if weight is None else weight
    draws = np.random.default_rng(seed)
    figures = [_figures(found, theirs, own, each, np.arange(len(found)))]
    while len(figures) <= _DRAWS:
        rows = draws.integers(0, len(found), len(found))
        if 0 < found[rows].sum() < len(found):
            figures.append(_figures(found, theirs, own, each, rows))
    low, high = np.quantile(np.array(figures[1:]), (0.025, 0.975), axis=0)
    shares = [
        Share(value=float(value), low=float(below), high=float(above))
        for value, below, above in zip(figures[0], low, high, strict=True)
    ]
    return Compared(
        rows=len(found),
        found=int(found.sum()),
        auc=shares[0],
        average_precision=shares[1],
        better=shares[2],
    )


def _figures(
    found: Floats, theirs: Floats, own: Floats, weight: Floats, rows: np.ndarray
) -> tuple[float, float, float]:
    area = auc(found[rows], theirs[rows], weight[rows])
    other = auc(found[rows], own[rows], weight[rows])
    return area, average_precision(found[rows], theirs[rows]), area - other
