"""What scores would have found of what could be inspected, told without bias.

Each outcome counts by the chance that it had of being there (Horvitz and Thompson 1952), whatever
the choice went by. Of rounds whose every candidate is known, such as planned days, each stands for
itself; of others the inspected stand for all, each for as many as one over its chance.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

import numpy as np
import polars as pl

from quaywatch.inspections import intervals
from quaywatch.risk.life import Bin, Point, Share

CHOICES = {
    "round": pl.String(),
    "box_id": pl.String(),
    "stands": pl.Float64(),
    "weight": pl.Float64(),
    "found": pl.Boolean(),
    "score": pl.Float64(),
    "probability": pl.Float64(),
    "live": pl.Float64(),
}
"""One row a round and candidate: for how many it stands, how much its outcome weighs (zero where
there is none), whether something was found, what the model thinks of it (log-odds and probability),
and the score of the model that was in force."""

LOOKED = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Shares of the candidates at which the lift curve is told."""
_LEVEL = 0.95
_FINEST = 7
"""How often the riskier half is halved again for the reliability curve."""


class Choices:
    """Candidates with their scores; `room` says how many each round had room for."""

    def __init__(self, candidates: pl.DataFrame, room: dict[str, int]) -> None:
        rooms = pl.col("round").replace_strict(
            list(room), list(room.values()), default=0, return_dtype=pl.Float64
        )
        self._all = candidates.sort("round", "box_id").with_columns(
            room=rooms,
            size=pl.col("stands").sum().over("round"),
            by_model=_place("score"),
            by_live=_place("live"),
        )

    def model(self) -> Share:
        """Return the finds within the room of each round, had the model chosen."""
        return self._counted(self._chosen("by_model"))

    def live(self) -> Share:
        """Return the same of the model that was in force."""
        return self._counted(self._chosen("by_live"))

    def random(self) -> Share:
        """Return the same of a draw by lot."""
        drawn = pl.min_horizontal("room", "size") / pl.col("size")
        return self._counted(self._all.with_columns(weight=pl.col("weight") * drawn))

    def overlap(self) -> float:
        """Return the share of the model's choice that the model in force would have made too."""
        mine = self._chosen("by_model")
        both = mine.filter(pl.col("by_live") <= pl.col("room"))
        total = float(mine["stands"].sum())
        return float(both["stands"].sum()) / total if total else 0.0

    def lift(self) -> tuple[Point, ...]:
        """Return which share of all finds is among which share of the candidates of each round."""
        place = (self._all["by_model"] / self._all["size"]).to_numpy()
        hits = (self._all["weight"] * self._all["found"]).to_numpy()
        return tuple(Point(looked=x, found=_part(hits, place <= x)) for x in LOOKED)

    def reliability(self) -> tuple[Bin, ...]:
        """Return probabilities beside shares found, in bins that grow finer towards the riskiest.

        A bin of which nothing was inspected is left out.
        """
        ordered = self._all.sort("probability", "round", "box_id")
        parts = [ordered[start:end] for start, end in _halves(ordered.height)]
        return tuple(_bin(part) for part in parts if part["weight"].sum() > 0)

    def tie_rate(self) -> float:
        """Return the share of scores that another one of the same round equals."""
        each = self._all.unique(["round", "probability", "score", "box_id"])
        tied = each.select(tied=pl.len().over("round", "score") > 1)["tied"]
        return int(tied.sum()) / max(len(tied), 1)

    def _chosen(self, place: str) -> pl.DataFrame:
        return self._all.filter(pl.col(place) <= pl.col("room"))

    def _counted(self, chosen: pl.DataFrame) -> Share:
        weights: list[float] = chosen.filter("found", pl.col("weight") > 0)["weight"].to_list()
        heaviest = chosen["weight"].max()
        most = heaviest if isinstance(heaviest, float) and heaviest > 0 else 1.0
        low, high = intervals.weighted_count(weights, most, _LEVEL)
        return Share(value=sum(weights), low=low, high=high)


def error(bins: Sequence[Bin]) -> float:
    """Return the mean distance of probabilities from shares found (ECE)."""
    total = sum(each.candidates for each in bins)
    return sum(abs(b.predicted - b.found.value) * b.candidates for b in bins) / max(total, 1.0)


def _place(score: str) -> pl.Expr:
    """Return the place of each candidate in its round, the riskiest first: the middle of those
    for whom it stands."""
    order = [pl.col(score), pl.col("box_id")]
    before = pl.col("stands").cum_sum().over("round", order_by=order, descending=True)
    return before - pl.col("stands") / 2


def _halves(height: int) -> list[tuple[int, int]]:
    """Return the lower half, the lower half of the rest, and so on."""
    cuts = [0]
    for _ in range(_FINEST):
        cuts.append(cuts[-1] + (height - cuts[-1] + 1) // 2)
    return [(a, b) for a, b in pairwise([*cuts, height]) if a < b]


def _bin(part: pl.DataFrame) -> Bin:
    weight, stands = part["weight"].to_numpy(), part["stands"].to_numpy()
    share = float((weight * part["found"].to_numpy()).sum() / weight.sum())
    predicted = float((stands * part["probability"].to_numpy()).sum() / stands.sum())
    return Bin(predicted=predicted, found=_interval(share, weight), candidates=float(stands.sum()))


def _part(weights: np.ndarray, among: np.ndarray) -> Share:
    total = fsum(weights)
    if total <= 0:
        return Share(value=0.0, low=0.0, high=1.0)
    return _interval(fsum(weights[among]) / total, weights)


def _interval(share: float, weights: np.ndarray) -> Share:
    """Return a weighted share with Wilson's interval at the effective number of observations."""
    size = float(weights.sum()) ** 2 / float((weights**2).sum())
    low, high = intervals.wilson(min(share, 1.0) * size, size, _LEVEL)
    return Share(value=share, low=low, high=high)
