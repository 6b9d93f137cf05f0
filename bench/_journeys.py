"""Invented journeys as files of columns, for measuring speed; they say nothing of real trade."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from quaywatch.story.columns import SCHEMA

_KINDS = (
    "picked_up", "stuffed", "weighed", "gate_in", "loaded",
    "discharged", "loaded", "discharged", "gate_out", "dropped_off",
)  # fmt: skip
_PORTS = ("ECGYE", "COCTG", "BRSSZ", "CNSHA", "INNSA", "PECLL", "ZACPT")
_HUBS = ("PAMIT", "PAMIT", "MAPTM", "SGSIN", "EGPSD", "PAMIT", "MAPTM")
_LAST = ("BEANR", "NLRTM", "DEHAM", "FRLEH")
_SIZES = np.array(["22G1", "45G1", "45R1", "42G1"])
_DAYS = np.array([-9.0, -7.0, -4.0, -3.0, 0.0, 16.0, 21.0, 40.0, 45.0, 49.0])
_START = 1_767_225_600_000_000
_DAY = 86_400_000_000
_ODD = 0.002
"""Share of events with another seal, and of events with another mass."""


def write(folder: Path, containers: int, shares: int) -> None:
    """Write `containers` trips of ten events each, dealt to as many files as there are shares."""
    for share in range(shares):
        random = np.random.default_rng(share)
        numbers = np.arange(share, containers, shares)
        _share(numbers, random).write_parquet(folder / f"share-{share:02}.parquet")


def _share(numbers: Any, random: np.random.Generator) -> pl.DataFrame:
    height, steps = len(numbers), len(_KINDS)
    owner = np.repeat(np.arange(height), steps)
    step = np.tile(np.arange(steps), height)
    days = np.tile(_DAYS, height) + random.uniform(0, 0.9, len(owner))
    lane, port = (random.integers(0, len(ports), height)[owner] for ports in (_PORTS, _LAST))
    odd = random.random(len(owner)) < _ODD
    seal = pl.Series(numbers[owner] * 2 + (odd & (step > 3)), dtype=pl.Int64)
    mass = random.uniform(12_000, 28_000, height)[owner] * np.where(odd, 1.2, 1.0)
    sealed = pl.Series(np.isin(step, (1, 3, 5, 7, 8)))
    frame = pl.DataFrame(
        {
            "known": numbers[owner] * steps + step,
            "source": pl.Series(["QVEL", "QZOM", "SIMTERM"])[owner % 3],
            "equipment_number": _numbers(numbers)[owner],
            "kind": pl.Series(_KINDS)[step],
            "classifier": pl.repeat("actual", len(owner), eager=True),
            "at": pl.Series(_START + numbers[owner] % 200 * _DAY + (days * _DAY).astype(np.int64)),
            "origin": pl.Series(_PORTS)[lane],
            "hub": pl.Series(_HUBS)[lane],
            "last": pl.Series(_LAST)[port],
            "step": step,
            "size_type": pl.Series(random.choice(_SIZES, height))[owner],
            "seal": "QS" + seal.cast(pl.String),
            "sealed": sealed,
            "mass": mass,
        }
    ).with_columns(
        location=pl.when(pl.col("step") < 5)
        .then("origin")
        .when(pl.col("step") < 7)
        .then("hub")
        .otherwise("last"),
        seals=pl.when("sealed")
        .then(pl.concat_list("seal"))
        .otherwise(pl.lit([], pl.List(pl.String))),
        gross_mass_kg=pl.when(pl.col("step").is_in([3, 8])).then("mass"),
        verified_gross_mass_kg=pl.when(pl.col("step") == 2).then("mass"),
        packed=(pl.col("step") > 0) & (pl.col("step") < 9),
        vessel_name=pl.when(pl.col("step").is_between(4, 7)).then(pl.lit("SIM STAR")),
    )
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=1)
    return shuffled.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in SCHEMA.items()
    )


def _numbers(numbers: Any) -> pl.Series:
    return pl.Series([f"TSTU{number:07}" for number in numbers])
