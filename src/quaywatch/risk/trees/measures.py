"""How well scores order and how true they are as probabilities."""

import msgspec
import numpy as np

from quaywatch.risk.trees.arrays import Floats, Rows

SHARES = (0.01, 0.02, 0.05, 0.10)


class Bin(msgspec.Struct, frozen=True):
    """One point of the reliability curve."""

    predicted: float
    found: float
    rows: int


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one set of scored rows."""

    rows: int
    found: int
    auc: float
    average_precision: float
    precision: dict[str, float]
    """Share of finds among the first 1, 2, 5 and 10 % of rows."""
    recall: dict[str, float]
    expected_calibration_error: float
    brier: float
    tie_rate: float
    """Share of rows that share their score with another."""
    reliability: tuple[Bin, ...] = ()


def auc(found: Floats, score: Floats, weight: Floats | None = None) -> float:
    """Return the (weighted) area under the ROC curve, ties counting half; 0.5 for one class."""
    weight = np.ones(len(found)) if weight is None else weight
    _, place = np.unique(score, return_inverse=True)
    hit = np.bincount(place, weight * found)
    miss = np.bincount(place, weight * (1 - found))
    below = np.cumsum(miss) - miss
    total = hit.sum() * miss.sum()
    return float((hit * (below + miss / 2)).sum() / total) if total > 0 else 0.5


def average_precision(found: Floats, score: Floats) -> float:
    """Return the mean over finds of the precision at each, equal scores taken together."""
    values, place = np.unique(-score, return_inverse=True)
    size = np.bincount(place, minlength=len(values))
    hit = np.bincount(place, found, minlength=len(values))
    precision = np.cumsum(hit) / np.cumsum(size)
    return float((precision * hit).sum() / hit.sum()) if hit.sum() else 0.0


def first(score: Floats, share: float) -> Rows:
    """Return the rows of the highest scores, the earlier of equals first."""
    return np.argsort(-score, kind="stable")[: max(1, round(len(score) * share))]


def measure(found: Floats, probability: Floats, bins: int = 10) -> Measures:
    """Return all figures; the bins of the reliability curve hold equally many rows."""
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    curve = tuple(
        Bin(float(probability[part].mean()), float(found[part].mean()), len(part)) for part in parts
    )
    _, place, count = np.unique(probability, return_inverse=True, return_counts=True)
    hits = {f"{share:.0%}": found[first(probability, share)] for share in SHARES}
    total = max(float(found.sum()), 1.0)
    return Measures(
        rows=len(found),
        found=int(found.sum()),
        auc=auc(found, probability),
        average_precision=average_precision(found, probability),
        precision={name: float(each.mean()) for name, each in hits.items()},
        recall={name: float(each.sum() / total) for name, each in hits.items()},
        expected_calibration_error=sum(abs(b.predicted - b.found) * b.rows for b in curve)
        / len(found),
        brier=float(((probability - found) ** 2).mean()),
        tie_rate=float((count[place] > 1).mean()),
        reliability=curve,
    )
