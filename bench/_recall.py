"""What is counted of rankings against the hidden truth, so that counts of worlds add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from bench._loop import BUDGET, Floats, Ints, by_risk, first

SHARES = (0.01, 0.02, 0.05, 0.10)
RESAMPLES = 400
_BINS = 10


@dataclass(slots=True)
class Judged:
    """Consignments of some weeks of one world, and the ranks that each way gave them."""

    boxes: Floats
    hiding: Floats
    """Boxes of each that hide something."""
    log_odds: dict[str, Floats] = field(default_factory=dict[str, Floats])

    @classmethod
    def of(cls, table: pl.DataFrame) -> "Judged":
        """Take boxes and truth of a table of weeks."""
        return cls(table["boxes"].to_numpy(), table["hiding"].cast(pl.Float64).to_numpy())

    def depth(self, way: str) -> tuple[Floats, Floats]:
        """Return, for each that hides, the share of boxes looked at when its turn comes, and how
        many of its boxes hide."""
        order = by_risk(self.log_odds[way], self.boxes)
        spent = np.cumsum(self.boxes[order]) / self.boxes.sum()
        hides = self.hiding[order] > 0
        return spent[hides], self.hiding[order][hides]


def recalls(worlds: Sequence[Judged], way: str) -> dict[str, float]:
    """Return the share of hiding boxes among the first 1, 2, 5 and 10 % of boxes."""
    each = [world.depth(way) for world in worlds]
    spent, hiding = (np.concatenate(parts) for parts in zip(*each, strict=True))
    return {f"{s:.0%}": round(float(hiding[spent <= s].sum() / hiding.sum()), 4) for s in SHARES}


def share_of(worlds: Sequence[Judged], way: str, bound: str) -> dict[str, object]:
    """Return the recall of a way over that of the bound, with 95 % intervals of the mean.

    The interval is of a Poisson bootstrap over hiding consignments, the same for both ways.
    """
    ours, best = ([_reached(world, name) for world in worlds] for name in (way, bound))
    hiding = np.concatenate([w.hiding[w.hiding > 0] for w in worlds])
    a, b = np.concatenate(ours, axis=1), np.concatenate(best, axis=1)
    rng = np.random.default_rng(0)
    weight = np.vstack([np.ones(len(hiding)), rng.poisson(1.0, (RESAMPLES, len(hiding)))]) * hiding
    shares = (weight @ a.T) / (weight @ b.T)
    mean = shares.mean(axis=1)
    return {
        **{f"{s:.0%}": round(float(v), 4) for s, v in zip(SHARES, shares[0], strict=True)},
        "mean": round(float(mean[0]), 4),
        "interval": [round(float(np.quantile(mean[1:], q)), 4) for q in (0.025, 0.975)],
    }


def _reached(world: Judged, way: str) -> Floats:
    """Return, by share and hiding consignment in their own order, whether it was reached."""
    order = by_risk(world.log_odds[way], world.boxes)
    spent = np.empty(len(order))
    spent[order] = np.cumsum(world.boxes[order]) / world.boxes.sum()
    mine = spent[world.hiding > 0]
    return np.array([mine <= share for share in SHARES], dtype=np.float64)


def calibration(probability: Floats, truth: Floats) -> float:
    """Return the expected calibration error over ten bins of equally many consignments."""
    parts = np.array_split(np.argsort(probability, kind="stable"), _BINS)
    gaps = [abs(probability[p].mean() - truth[p].mean()) * len(p) for p in parts]
    return float(sum(gaps) / len(probability))


def ties(log_odds: Floats) -> float:
    """Return the share of consignments whose score another one has too."""
    _, place, count = np.unique(log_odds, return_inverse=True, return_counts=True)
    return float((count[place] > 1).mean())


def looked_at(weeks: pl.DataFrame) -> tuple[float, float]:
    """Return hiding boxes that were looked at, and all."""
    hiding = weeks["hiding"].cast(pl.Float64)
    return float((hiding * weeks["selected"]).sum()), float(hiding.sum())


def spent_on_exploring(weeks: pl.DataFrame, log_odds: Floats) -> tuple[float, float]:
    """Return the hits of the whole budget on the highest risk, and those that were expected."""
    hiding = weeks["hiding"].cast(pl.Float64).to_numpy()
    greedy = first(log_odds, weeks["boxes"].to_numpy(), BUDGET)
    return float(hiding[greedy].sum()), float((hiding * weeks["chance"].to_numpy()).sum())


def ratio(
    ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]]
) -> dict[str, object]:
    """Return the ratio of two shares summed over worlds, with a 95 % interval (Poisson counts)."""
    hit, of = (sum(each) for each in zip(*ours, strict=True))
    other, among = (sum(each) for each in zip(*theirs, strict=True))
    value = (hit / of) / (other / among)
    spread = 1.96 * np.sqrt(1 / max(hit, 1.0) + 1 / max(other, 1.0))
    return {
        "ratio": round(value, 3),
        "interval": [round(float(value * np.exp(sign * spread)), 3) for sign in (-1, 1)],
        "recall": round(hit / of, 4),
        "recall_of_other": round(other / among, 4),
    }


def back_after(
    weekly: Sequence[Sequence[tuple[float, float]]], begins: int, share: float
) -> dict[str, object]:
    """Return how many weeks after `begins` recall is back at `share` of what it was before.

    `weekly` has looked at and all hiding boxes of each week of each world; worlds are summed.
    A week counts as back when it and the one after, taken together, reach the share.
    """
    hits = np.sum([[hit for hit, _ in world] for world in weekly], axis=0)
    every = np.sum([[of for _, of in world] for world in weekly], axis=0)
    before = float(hits[begins - 8 : begins].sum() / every[begins - 8 : begins].sum())
    after = (hits[begins:-1] + hits[begins + 1 :]) / (every[begins:-1] + every[begins + 1 :])
    reached: Ints = np.flatnonzero(after >= share * before)
    return {
        "recall_before": round(before, 4),
        "recall_after_by_week": [round(float(v), 4) for v in hits[begins:] / every[begins:]],
        "weeks": int(reached[0]) + 1 if len(reached) else None,
    }


def rounded(values: Mapping[str, float]) -> dict[str, float]:
    """Return values with four digits."""
    return {name: round(value, 4) for name, value in values.items()}
