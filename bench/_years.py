"""Simulated years of a port whose truth is known: boxes, a targeting, its draws, and outcomes.

Made for measuring estimators: much faster than the simulated trade world, and skewed as targeting
is. Every figure is an assumption, of the order of what is published for Antwerp: one box in 200 to
500 hides something, one in 100 is opened and one in 20 scanned, a tenth of that by lot.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

DAYS, BOXES, ROOM = 365, 900, 54
STRATA = 12
OPENED, AUDIT, EDGE, NEAR = 9, 5.4, 8, 40
"""A day: boxes opened, the audit's part, and what is drawn from the boxes just below the cut."""
DETECTION = {"open": 0.9, "scan": 0.65}
DAY_ONE = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Year:
    """All boxes of a year, each waiting on one day."""

    rows: pl.DataFrame
    """As `inspections.evaluation.SAMPLE` says."""
    hides: Bools
    finds: Bools
    """Whether that day's look would find something."""
    delay: Floats
    expected: Floats
    """What the model in force thinks."""
    other: Floats
    """What another model thinks, by which nobody was ever picked."""

    @property
    def room(self) -> dict[str, int]:
        """Return how many inspections each day has room for."""
        return {(DAY_ONE + timedelta(days=day)).isoformat(): ROOM for day in range(DAYS)}


def year(seed: int) -> Year:
    """Return one year; years are independent of each other."""
    rng = np.random.default_rng((1971, seed))
    stratum, risk = _risks(rng)
    hides = rng.random(risk.shape) < risk
    model = _thinks(risk, rng, noise=0.9, bias=rng.normal(0, 0.3))
    other = _thinks(risk, rng, noise=0.7, bias=0.0)
    order = np.argsort(-model, axis=1)
    chance = _chances(order, stratum)
    picked = _drawn(chance, rng)
    opened = (chance < 0.1) & (rng.random(chance.shape) < OPENED / ROOM)
    np.put_along_axis(opened, order[:, :OPENED], True, axis=1)
    detection = np.where(opened, DETECTION["open"], DETECTION["scan"])
    finds = hides & (rng.random(risk.shape) < detection)
    delay = rng.gamma(1.0, 3.0, risk.shape) * rng.gamma(4.0, 0.25, (DAYS, 1))
    return Year(
        rows=_rows(stratum, chance, picked, finds, detection, opened, delay),
        hides=hides.ravel(),
        finds=finds.ravel(),
        delay=delay.ravel(),
        expected=model.ravel(),
        other=other.ravel(),
    )


def _risks(rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Return each box's stratum, and its true chance to hide something: few are risky."""
    size = 1 / np.arange(1, STRATA + 1) ** 0.8
    size /= size.sum()
    stratum = rng.choice(STRATA, (DAYS, BOXES), p=size)
    level = np.exp(rng.normal(0, 0.7, STRATA))
    level *= rng.uniform(0.002, 0.005) / (level * size).sum()
    spread = 1.3
    risk = level[stratum] * np.exp(spread * rng.standard_normal(stratum.shape) - spread**2 / 2)
    return stratum, np.minimum(risk, 0.6)


def _thinks(risk: Floats, rng: np.random.Generator, *, noise: float, bias: float) -> Floats:
    error = noise * rng.standard_normal(risk.shape) - noise**2 / 2 + bias
    return np.minimum(risk * np.exp(error), 0.6)


def _chances(order: Ints, stratum: Ints) -> Floats:
    """Return chances: certain for the first, some for those below the cut, the rest an audit."""
    certain = round(ROOM - AUDIT - EDGE)
    chance = np.zeros(order.shape)
    rest = np.ones(order.shape, dtype=np.bool_)
    np.put_along_axis(rest, order[:, : certain + NEAR], False, axis=1)
    days = np.arange(DAYS)[:, None]
    sizes = np.bincount((days * STRATA + stratum)[rest], minlength=DAYS * STRATA)
    sizes = sizes.reshape(DAYS, STRATA)
    many = rest.sum(axis=1) / (sizes > 0).sum(axis=1)
    weight = np.where(rest, (1 + many[:, None] / np.maximum(sizes, 1))[days, stratum], 0.0)
    chance = np.minimum(AUDIT * weight / weight.sum(axis=1, keepdims=True), 1.0)
    np.put_along_axis(chance, order[:, :certain], 1.0, axis=1)
    np.put_along_axis(chance, order[:, certain : certain + NEAR], EDGE / NEAR, axis=1)
    return chance


def _drawn(chance: Floats, rng: np.random.Generator) -> Bools:
    """Draw with exactly these chances, dependently: systematically, in an order by lot."""
    order = np.argsort(rng.random(chance.shape), axis=1)
    heaped = np.cumsum(np.take_along_axis(chance, order, axis=1).ravel()) + rng.random()
    picked = np.zeros(chance.shape, dtype=np.bool_)
    drawn = np.diff(np.floor(heaped), prepend=0.0) > 0
    np.put_along_axis(picked, order, drawn.reshape(chance.shape), axis=1)
    return picked


def _rows(
    stratum: Ints,
    chance: Floats,
    picked: Bools,
    finds: Bools,
    detection: Floats,
    opened: Bools,
    delay: Floats,
) -> pl.DataFrame:
    looked = pl.col("picked")
    return pl.DataFrame(
        {
            "day": np.repeat(np.arange(DAYS), BOXES),
            "box_id": np.arange(DAYS * BOXES),
            "stratum": stratum.ravel(),
            "listed": np.ones(DAYS * BOXES, dtype=np.bool_),
            "chance": chance.ravel(),
            "picked": picked.ravel(),
            "found": finds.ravel(),
            "detection": detection.ravel(),
            "hours": np.where(opened, 3.0, 0.5).ravel(),
            "delay": delay.ravel(),
            "left_out": np.zeros(DAYS * BOXES, dtype=np.bool_),
        }
    ).with_columns(
        (pl.lit(DAY_ONE) + pl.duration(days="day")).alias("day"),
        (pl.lit(DAY_ONE) + pl.duration(days="day")).cast(pl.String).alias("round"),
        pl.format("b{}", pl.col("box_id").cast(pl.String).str.zfill(7)).alias("box_id"),
        pl.format("s{}", pl.col("stratum").cast(pl.String).str.zfill(2)).alias("stratum"),
        *(
            pl.when(looked).then(name).alias(name)
            for name in ("found", "detection", "hours", "delay")
        ),
    )
