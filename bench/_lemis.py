"""Real wildlife import inspections (US LEMIS amphibians 2016 to 2021; Connelly et al. 2023, MIT).

The unit is a shipment; it counts as a find when any of its lines was refused. What was
found becomes known a week after the shipment came.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.risk.trees import Category, Number, Spec, Trees

Floats = NDArray[np.float64]

DELAY = timedelta(days=7)
_PRIOR = 8.0
KEYS: dict[str, tuple[str, ...]] = {
    name: tuple(name.split("+"))
    for name in (
        "species_code", "genus", "specific_name", "description", "unit", "country_origin",
        "country_imp_exp", "purpose", "port", "source", "country_origin+description",
        "country_origin+genus", "country_imp_exp+description", "port+country_imp_exp",
        "description+unit", "species_code+description", "country_origin+species_code",
        "port+purpose", "country_imp_exp+purpose", "port+description",
        "country_origin+port+description", "country_imp_exp+genus+description",
        "country_origin+country_imp_exp", "source+description", "source+country_origin",
        "source+country_imp_exp",
    )
}  # fmt: skip
COUNTED = ("species_code", "genus", "generic_name", "description", "unit", "country_origin")
SIZES = ("lines", "largest", "smallest", "total")


def keys(*, source: bool) -> list[str]:
    """Return the names of the keys, with or without those that tell the officer's source code."""
    return [name for name, parts in KEYS.items() if source or "source" not in parts]


def read(folder: Path) -> pl.DataFrame:
    """Return one row a shipment in time order: `found`, `time`, sizes, and lists of its keys."""
    lines = pl.read_csv(next(folder.glob("*.csv")), infer_schema=False)
    lines = lines.with_columns(
        pl.concat_str(parts, separator="^").alias(f"k_{name}") for name, parts in KEYS.items()
    )
    quantity = pl.col("quantity").cast(pl.Float64)
    shipments = lines.group_by("control_number").agg(
        found=(pl.col("action") == "R").any().cast(pl.Int64),
        time=pl.col("shipment_date").first().str.head(10).str.to_datetime("%Y-%m-%d"),
        commercial=pl.col("purpose").first() == "T",
        lines=pl.len().cast(pl.Float64),
        largest=quantity.max().log1p(),
        smallest=quantity.min().log1p(),
        total=quantity.sum().log1p(),
        **{f"n_{name}": pl.col(name).n_unique().cast(pl.Float64) for name in COUNTED},
        **{f"k_{name}": pl.col(f"k_{name}").unique().sort() for name in KEYS},
    )
    return _with_history(shipments.sort("time", "control_number"))


def _with_history(rows: pl.DataFrame) -> pl.DataFrame:
    """Add, by key, the highest and mean log-odds of its past as known when the shipment came."""
    days = (rows["time"] - rows["time"].min()).dt.total_days().to_list()
    found = rows["found"].to_list()
    added: dict[str, list[float]] = {}
    for name in KEYS:
        most, mean = _past(rows[f"k_{name}"].to_list(), days, found)
        added |= {f"h_{name}": most, f"m_{name}": mean}
    return rows.with_columns(pl.Series(name, values) for name, values in added.items())


def _past(
    values: list[list[str]], days: list[int], found: list[int]
) -> tuple[list[float], list[float]]:
    seen: dict[str, float] = {}
    hits: dict[str, float] = {}
    all_seen, all_hits, told = 20.0, 1.0, 0
    most: list[float] = []
    mean: list[float] = []
    for said, day in zip(values, days, strict=True):
        while days[told] + DELAY.days <= day:
            for value in values[told]:
                seen[value] = seen.get(value, 0.0) + 1
                hits[value] = hits.get(value, 0.0) + found[told]
            all_seen, all_hits, told = all_seen + 1, all_hits + found[told], told + 1
        base = all_hits / all_seen
        each = [
            np.log(
                (hits.get(value, 0.0) + _PRIOR * base)
                / (seen.get(value, 0.0) - hits.get(value, 0.0) + _PRIOR * (1 - base))
            )
            for value in said
        ]
        most.append(float(max(each)))
        mean.append(float(np.mean(each)))
    return most, mean


def retrainings(first: int, last: int) -> Iterator[tuple[datetime, datetime]]:
    """Return start and end of each half-year in which one model is in force."""
    for year in range(first, last + 1):
        yield datetime(year, 1, 1), datetime(year, 7, 1)  # noqa: DTZ001
        yield datetime(year, 7, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001


def spec(seed: int, *, source: bool) -> Spec:
    """Return the declaration, settled on 2017 before later years were scored."""
    names = keys(source=source)
    return Spec(
        numbers=(
            *(Number(name=name) for name in (*SIZES, *(f"n_{c}" for c in COUNTED))),
            *(Number(name=f"{s}_{name}", monotone=1) for name in names for s in ("h", "m")),
        ),
        categories=tuple(Category(name=f"k_{name}") for name in names),
        trees=Trees(rounds=300, members=3),
        folds=10,
        seed=seed,
    )
