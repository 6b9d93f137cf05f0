"""Facts of geography and trade that ship with the package (sources in data/SOURCES.md)."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints

LATIN_AMERICA = ("WCSA", "CARIB", "ECSA")
"""Regions of origin: west coast, Caribbean and Central America, east coast."""


@functools.cache
def table(name: str) -> pl.DataFrame:
    """Return a data file of the package as a frame; codes stay text."""
    text = (files("quaywatch.world") / "data" / f"{name}.csv").read_bytes()
    return pl.read_csv(text, schema_overrides={"hs_code": pl.String, "postcode": pl.String})


@functools.cache
def lexicon() -> dict[str, Any]:
    """Return the words of which invented names and texts are made."""
    return tomllib.loads((files("quaywatch.world") / "data" / "lexicon.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Lanes:
    """Origin port x goods, with the boxes a month they send to the port of discharge."""

    origin: Ints
    """Row of the `ports` table."""
    goods: Ints
    """Row of the `goods` table."""
    boxes: Floats
    latam: Bools


def lanes(port: str, scale: float, latam_share: float | None) -> Lanes:
    """Return the lanes into `port`; raise `ValueError` for a port that is not in the tables."""
    found = table("destinations").filter(port=port)
    if found.is_empty():
        raise ValueError(f"no trade is known for {port!r}")
    destination = found.row(0, named=True)
    known = _lane_table()
    latam = known["latam"].to_numpy()
    weight = known["weight"].to_numpy()
    share = latam_share
    if share is None:
        share = destination["latam_boxes_per_year"] / destination["boxes_per_year"]
    total = destination["boxes_per_year"] / 12 * scale
    of_latam = share / float(weight[latam].sum())
    of_others = (1 - share) / float(weight[~latam].sum())
    return Lanes(
        origin=known["origin"].to_numpy().astype(np.int64),
        goods=known["goods"].to_numpy().astype(np.int64),
        boxes=weight * np.where(latam, of_latam, of_others) * total,
        latam=latam,
    )


@functools.cache
def _lane_table() -> pl.DataFrame:
    ports = table("ports").with_row_index("origin").select("origin", "locode", "region")
    goods = table("goods").with_row_index("goods").select("goods", "hs_code")
    return (
        table("lanes")
        .with_columns(pl.col("origins").str.split(" "))
        .explode("origins")
        .with_columns(
            locode=pl.col("origins").str.slice(0, 5),
            weight=pl.col("origins").str.slice(6).cast(pl.Float64),
        )
        .join(ports, on="locode", maintain_order="left")
        .join(goods, on="hs_code", maintain_order="left")
        .with_columns(latam=pl.col("region").is_in(LATIN_AMERICA))
    )


def sea_miles(port: str) -> Floats:
    """Return nautical miles from each row of `ports` to `port`; 0 where none is tabled."""
    distances = table("sea_distances").select(locode="origin", miles=port)
    joined = table("ports").join(distances, on="locode", how="left", maintain_order="left")
    return joined["miles"].fill_null(0).cast(pl.Float64).to_numpy()
