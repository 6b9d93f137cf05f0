"""The value of information of each candidate of a round, from what earlier looks taught."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.inspections.exploring.beliefs import Beliefs, Floats, Prior
from quaywatch.inspections.exploring.share import looks as shared_out
from quaywatch.inspections.exploring.value import of_looks

INFORMED = {
    "information": pl.Float64(),
    "left_out": pl.Boolean(),
    "stratum_rate": pl.Float64(),
    "stratum_looked": pl.Float64(),
    "stratum_found": pl.Float64(),
    "stratum_coming": pl.Float64(),
}
"""What `informed` adds to a candidate: its value of information, whether the ranking leaves it out,
and what the value rests on: rate believed, looks and finds so far (faded), and boxes to come, all
of what the ranking leaves out."""


def informed(
    candidates: pl.DataFrame,
    looks: pl.DataFrame,
    *,
    slots: int,
    rounds: float,
    most: int | None = None,
    prior: Prior | None = None,
) -> pl.DataFrame:
    """Add to each candidate what a look at it is worth beyond its probability, in finds.

    The ranking's own, the `slots` most probable, get 0: they are looked at anyway. Of the others of
    a stratum, the most probable is the first look, the next one the second, and so on, each worth
    what it brings if those before it found nothing. The order of rows plays no part.

    Args:
        candidates: [box_id, probability, stratum] of one round, a box once.
        looks: [stratum, weeks, found] earlier looks at boxes that the ranking had left out: how
            many weeks ago, and whether something was found.
        slots: boxes that the round can look at.
        rounds: rounds like this one for which knowledge is good.
        most: looks that may be worth anything by what they teach: the worthiest; None for all.
        prior: what is believed before anybody looks.
    """
    given = prior or Prior()
    order = candidates.with_row_index("place").sort(
        "probability", "box_id", descending=[True, False]
    )
    probability = order["probability"].to_numpy()
    left = np.arange(order.height) >= slots
    strata = _Strata.of(order, left, looks, given)
    cut = float(probability[~left].min(initial=1.0))
    beliefs = Beliefs.of(
        given,
        strata.expected,
        float(probability.sum()) / max(order.height, 1),
        strata.looked,
        strata.found,
    )
    worth = of_looks(beliefs, strata.size * rounds, cut, max(min(slots, order.height), 1))
    turn = order.select(pl.int_range(pl.len()).over(strata.number, pl.Series(left)))
    k = np.minimum(turn.to_series().to_numpy(), worth.shape[1] - 1)
    own = strata.number.to_numpy()
    told = left
    if most is not None:
        told = left & (k < shared_out(worth, strata.size.astype(np.int64), most, 0.0)[own])
    added = np.where(told, np.maximum(worth[own, k] - probability, 0.0), 0.0)
    columns = (added, left, beliefs.rate[own], strata.looked[own], strata.found[own])
    columns += ((strata.size * rounds)[own],)
    made = [pl.Series(n, c, dtype=t) for (n, t), c in zip(INFORMED.items(), columns, strict=True)]
    return order.with_columns(made).sort("place").drop("place")


@dataclass(frozen=True, slots=True)
class _Strata:
    """The strata of a round, and what was seen of them."""

    number: pl.Series
    """Of each candidate's stratum."""
    size: Floats
    expected: Floats
    looked: Floats
    found: Floats

    @classmethod
    def of(
        cls, order: pl.DataFrame, left: np.ndarray, looks: pl.DataFrame, prior: Prior
    ) -> "_Strata":
        names = order["stratum"].fill_null("").unique().sort()
        number = names.search_sorted(order["stratum"].fill_null(""))
        own, count = number.to_numpy(), len(names)
        probability = order["probability"].to_numpy()
        size = np.bincount(own, left, count).astype(np.float64)
        known = looks.with_columns(pl.col("stratum").fill_null("")).filter(
            pl.col("stratum").is_in(names.implode())
        )
        seen = names.search_sorted(known["stratum"]).to_numpy()
        weight = prior.left(known["weeks"].cast(pl.Float64).to_numpy())
        return cls(
            number=number,
            size=size,
            expected=np.bincount(own, left * probability, count) / np.maximum(size, 1.0),
            looked=np.bincount(seen, weight, count).astype(np.float64),
            found=np.bincount(seen, weight * known["found"].to_numpy(), count).astype(np.float64),
        )
