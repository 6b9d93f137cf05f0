"""Densities of features fitted to lots, and what scores by them are worth on other lots."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from quaywatch.scans.goods.features import NAMES
from quaywatch.scans.goods.model import HEADING, Model, score
from quaywatch.scans.physics.arrays import Floats, Ints
from quaywatch.world.scanner.teaching_goods.lots import Lot

_SHRUNK = 0.1
"""Share of the covariance that is taken as diagonal."""
_TEMPERATURES = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0)
_POINTS = 33
"""Of the tables of what a score is worth."""


def fit(lots: Sequence[Lot]) -> Model:
    """Fit densities; scores are worth nothing yet."""
    lines = np.array(sorted({lot.code for lot in lots}))
    shapes, which = _shapes(lots, lines)
    centre = np.array([shapes[which == line].mean(axis=0) for line in range(len(lines))])
    apart = shapes - centre[which]
    spread = apart.T @ apart / max(len(apart) - len(lines), 1)
    spread = (1 - _SHRUNK) * spread + _SHRUNK * np.diag(np.diag(spread))
    spread += 1e-6 * np.eye(len(NAMES))
    cold = [np.mean([lot.reefer for lot in lots if lot.code == line]) for line in lines]
    bulk = [_spread([lot.bulk for lot in lots if lot.code == line]) for line in lines]
    whitening: Floats = np.linalg.cholesky(np.linalg.inv(spread)).astype(np.float64)
    return Model(
        lines=lines,
        centre=centre,
        whitening=whitening,
        cold=np.array(cold, dtype=np.float64),
        temperature=np.ones(1),
        bulk=np.array(bulk),
        scores=np.array([0.0]),
        false_alarm=np.array([1.0]),
        log_ratio=np.array([0.0]),
    )


def calibrated(model: Model, lots: Sequence[Lot]) -> Model:
    """Return the model with its temperature and the worth of scores as lots that did not teach
    it tell them."""
    tempered = min(
        (replace(model, temperature=np.array([one])) for one in _TEMPERATURES),
        key=lambda one: _surprise(one, lots),
    )
    true, false = scored(tempered, lots)
    # As many points as tell something, closer where honest loads are rare.
    shares = np.concatenate(
        [np.linspace(0.0, 0.9, _POINTS // 2), 1 - np.geomspace(0.1, 1e-3, _POINTS // 2)]
    )
    points = np.unique(np.quantile(true, shares))
    above = np.array([(np.sum(true >= point) + 1) / (len(true) + 1) for point in points])
    return replace(
        tempered, scores=points, false_alarm=above, log_ratio=_ratios(points, true, false)
    )


def scored(model: Model, lots: Sequence[Lot]) -> tuple[Floats, Floats]:
    """Return scores of loads declared as what they are, and declared as anything else."""
    true: list[float] = []
    false: list[float] = []
    for lot in lots:
        if lot.shape is None:
            continue
        likely = model.headings(lot.shape, lot.reefer)
        heading = lot.code[:HEADING]
        if heading in likely:
            true.append(score(likely, (heading,)))
        false += [score(likely, (other,)) for other in likely if other != heading]
    return np.array(true), np.array(false)


def _ratios(points: Floats, true: Floats, false: Floats) -> Floats:
    """Return log-likelihood ratios between consecutive scores, made to rise with them."""
    edges = np.append(points, np.inf)
    ratios: list[float] = []
    for low, high in pairwise(edges.tolist()):
        here = [np.sum((one >= low) & (one < high)) + 0.5 for one in (true, false)]
        ratios.append(
            float(np.log(here[1] / (len(false) + 0.5)) - np.log(here[0] / (len(true) + 0.5)))
        )
    return np.maximum.accumulate(np.array(ratios))


def _surprise(model: Model, lots: Sequence[Lot]) -> float:
    true, _ = scored(model, lots)
    return float(true.mean())


def _shapes(
    lots: Sequence[Lot], lines: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> tuple[Floats, Ints]:
    known = [(lot.shape, lot.code) for lot in lots if lot.shape is not None]
    shapes = np.array([shape for shape, _ in known])
    return shapes, np.searchsorted(lines, np.array([code for _, code in known]))


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Return mean and standard deviation, the latter no less than packing varies anyway."""
    return float(np.mean(values)), max(float(np.std(values, ddof=1)), 0.05)
