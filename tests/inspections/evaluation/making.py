"""Samples for tests: rows by hand, rows by lot, and small ports whose truth is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from hypothesis import strategies as st

from quaywatch.inspections.evaluation import SAMPLE, Sample

MONDAY = date(2026, 3, 2)


def row(name: str, chance: float = 1.0, *, day: int = 0, **more: Any) -> dict[str, Any]:
    """Return a candidate that was not picked, unless more is said."""
    given = {
        "round": f"{MONDAY + timedelta(days=day)}",
        "day": MONDAY + timedelta(days=day),
        "box_id": name,
        "stratum": "EC",
        "listed": True,
        "chance": chance,
        "picked": False,
        "found": None,
        "detection": None,
        "hours": None,
        "delay": None,
        "left_out": False,
    }
    return given | more


def seen(name: str, chance: float = 1.0, *, found: bool = False, **more: Any) -> dict[str, Any]:
    """Return a candidate that was picked and reported on."""
    return row(name, chance, picked=True, found=found, **more)


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SAMPLE)


def sample(*rows: dict[str, Any]) -> Sample:
    return Sample(frame(*rows))


@st.composite
def frames(draw: st.DrawFn) -> pl.DataFrame:
    """Any few candidates of any few days."""
    chance = st.sampled_from([0.01, 0.1, 0.5, 0.9, 1.0])
    rows = [
        row(f"b{i}", draw(chance), day=draw(st.integers(0, 2)), stratum=draw(st.sampled_from("AB")))
        | draw(
            st.sampled_from(
                [
                    {},
                    {"picked": True},
                    {"picked": True, "found": True, "detection": 0.5, "hours": 1.0},
                    {"picked": True, "found": False, "detection": 1.0, "delay": 2.0},
                ]
            )
        )
        for i in range(draw(st.integers(1, 12)))
    ]
    return frame(*rows)


@dataclass(frozen=True)
class Port:
    """Days of a port of which it is known what every box hides."""

    sample: Sample
    finds: np.ndarray
    risk: np.ndarray


def port(seed: int, days: int = 60, boxes: int = 200) -> Port:
    """Return one: the riskiest ten of each day are picked for certain, four more by lot."""
    rng = np.random.default_rng(seed)
    risk = np.minimum(0.01 * np.exp(1.5 * rng.standard_normal((days, boxes)) - 1.1), 0.9)
    finds = rng.random(risk.shape) < risk
    score = risk * np.exp(0.5 * rng.standard_normal(risk.shape))
    order = np.argsort(-score, axis=1)
    chance = np.full(risk.shape, 4 / (boxes - 10))
    np.put_along_axis(chance, order[:, :10], 1.0, axis=1)
    shuffled = np.argsort(rng.random(risk.shape) + (chance == 1), axis=1)
    picked = chance == 1
    np.put_along_axis(picked, shuffled[:, :4], True, axis=1)
    rows = pl.DataFrame(
        {
            "day": np.repeat(np.arange(days), boxes),
            "box_id": [f"b{i:06}" for i in range(days * boxes)],
            "stratum": ["EC", "CO"] * (days * boxes // 2),
            "listed": True,
            "chance": chance.ravel(),
            "picked": picked.ravel(),
            "found": finds.ravel(),
            "left_out": False,
        }
    ).with_columns(
        (pl.lit(MONDAY) + pl.duration(days="day")).alias("day"),
        (pl.lit(MONDAY) + pl.duration(days="day")).cast(pl.String).alias("round"),
        pl.when("picked").then("found").alias("found"),
        *(pl.lit(None, dtype=pl.Float64).alias(name) for name in ("detection", "hours", "delay")),
    )
    return Port(Sample(rows), finds.ravel(), risk.ravel())
