"""Import declarations of the Korean set (Seondong/Customs-Declaration-Datasets, MIT) as a table.

Its rows are copies of some 18,000 templates that carry their label, so that a split by time alone
rewards remembering. Here rows are held apart as well by the component in which they lie: rows that
share goods and mass, or goods and price, are of one component.
"""

from pathlib import Path

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.risk.trees import Category, Factor, Form, Number, Spec, Trees

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

FOLDS = 5
SPREAD = 0.25
TEMPLATE = (
    "goods", "Country of Departure", "Country of Origin", "Tax Rate", "Tax Type",
    "Net Mass", "Item Price",
)  # fmt: skip
COMBINATIONS = {
    "chapter": ("chapter",),
    "heading": ("heading",),
    "goods": ("goods",),
    "origin": ("Country of Origin",),
    "departure": ("Country of Departure",),
    "tax": ("Tax Type", "Tax Rate"),
    "chapter_origin": ("chapter", "Country of Origin"),
    "heading_origin": ("heading", "Country of Origin"),
    "goods_origin": ("goods", "Country of Origin"),
    "heading_departure": ("heading", "Country of Departure"),
    "origin_departure": ("Country of Origin", "Country of Departure"),
    "goods_tax": ("goods", "Tax Type", "Tax Rate"),
    "chapter_tax": ("chapter", "Tax Type"),
}

BANDED = ("mass", "price", "unit_price")
"""Numbers whose logarithm, rounded down, is a factor."""


def read(folder: Path) -> pl.DataFrame:
    """Return all rows with `split`, `found`, `time`, `component`, and what the model looks at."""
    parts = [
        pl.read_csv(next(folder.glob(f"*_{split}_*.csv")), infer_schema=False).with_columns(
            split=pl.lit(split)
        )
        for split in ("train", "valid", "test")
    ]
    raw = pl.concat(parts)
    code = next(name for name in raw.columns if name.startswith("HS"))
    digits = 10 if code.startswith("HS10") else 6
    goods = pl.col(code).str.zfill(digits)
    raw = raw.with_columns(
        goods=goods,
        chapter=goods.str.head(2),
        heading=goods.str.head(4),
        found=pl.col("Fraud").cast(pl.Int64),
        time=pl.col("Date").str.to_datetime("%Y-%m-%d"),
        mass=pl.col("Net Mass").cast(pl.Float64).log1p(),
        price=pl.col("Item Price").cast(pl.Float64).log1p(),
        rate=pl.col("Tax Rate").cast(pl.Float64),
    ).with_columns(unit_price=pl.col("price") - pl.col("mass"))
    raw = raw.with_columns(
        pl.concat_str([pl.col(c).fill_null("") for c in columns], separator="^").alias(f"k_{name}")
        for name, columns in COMBINATIONS.items()
    )
    raw = raw.with_columns(
        pl.col(name).floor().cast(pl.String).alias(f"k_{name}_band") for name in BANDED
    )
    template = pl.concat_str([pl.col(c).fill_null("") for c in TEMPLATE], separator="^")
    return raw.with_columns(pl.Series("component", components(raw)), template=template)


def components(raw: pl.DataFrame) -> Rows:
    """Number the components of rows linked by goods and mass or by goods and price."""
    links = [
        pl.concat_str(["goods", other], separator="^").rank("dense").cast(pl.Int64).alias(other)
        for other in ("Net Mass", "Item Price")
    ]
    sides = raw.select(links)
    first = sides["Net Mass"].to_numpy() - 1
    second = sides["Item Price"].to_numpy() + first.max()
    parent = list(range(int(second.max()) + 1))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        parent[root(a)] = root(b)
    return np.array([root(node) for node in first.tolist()], dtype=np.int64)


def fold_of(component: Rows) -> Rows:
    """Deal components to folds by a fixed shuffle of their numbers."""
    distinct, place = np.unique(component, return_inverse=True)
    dealt = np.random.default_rng(0).permutation(len(distinct)) % FOLDS
    return dealt[place].astype(np.int64)


def with_context(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add how mass, price and tax rate lie among the templates of `known` with like goods."""
    once = known.unique("template", keep="first", maintain_order=True)
    for level in ("chapter", "heading", "goods", "origin"):
        key = f"k_{level}"
        usual = once.group_by(key).agg(
            *(pl.col(c).median().alias(f"_{c}") for c in ("mass", "price", "unit_price")),
            _rate=pl.col("rate").mean(),
            _high=pl.col("rate").max(),
            _low=pl.col("rate").min(),
            _spread=pl.col("unit_price").std().fill_null(0.0) + 0.3,
            _kinds=pl.col("k_tax").n_unique(),
            _origins=pl.col("k_origin").n_unique(),
        )
        rows = rows.join(usual, on=key, how="left", maintain_order="left")
        rows = rows.with_columns(
            *((pl.col(c) - pl.col(f"_{c}")).alias(f"{level}_{c}") for c in ("mass", "price")),
            (pl.col("unit_price") - pl.col("_unit_price")).alias(f"{level}_unit"),
            ((pl.col("unit_price") - pl.col("_unit_price")) / pl.col("_spread")).alias(
                f"{level}_unit_spreads"
            ),
            (pl.col("rate") - pl.col("_rate")).alias(f"{level}_rate"),
            (pl.col("rate") - pl.col("_high")).alias(f"{level}_high"),
            (pl.col("rate") - pl.col("_low")).alias(f"{level}_low"),
            pl.col("_kinds").cast(pl.Float64).alias(f"{level}_kinds"),
            pl.col("_origins").cast(pl.Float64).alias(f"{level}_origins"),
        ).select(pl.exclude("^_.*$"))
    return rows.with_columns(
        same=(pl.col("Country of Origin") == pl.col("Country of Departure")).cast(pl.Float64),
        number=pl.col("goods").cast(pl.Float64),
        **_written("Net Mass", "mass"),
        **_written("Item Price", "price"),
    )


def _written(column: str, name: str) -> dict[str, pl.Expr]:
    """Return how a figure is written: decimals, closing noughts, first and last whole digit."""
    value = pl.col(column).cast(pl.Float64)
    cents, whole = (value * 100).round().cast(pl.Int64), value.round().cast(pl.Int64)
    noughts = pl.sum_horizontal((whole % 10**n == 0).cast(pl.Float64) for n in range(1, 6))
    decimals = pl.when(cents % 100 == 0).then(0.0).when(cents % 10 == 0).then(1.0).otherwise(2.0)
    least = pl.max_horizontal(value, pl.lit(1e-9))
    return {
        f"{name}_decimals": decimals,
        f"{name}_noughts": noughts,
        f"{name}_first": (least / pl.lit(10.0).pow(least.log10().floor())).floor(),
        f"{name}_last": (whole % 10).cast(pl.Float64),
    }


CONTEXT = ("mass", "price", "unit", "unit_spreads", "rate", "high", "low", "kinds", "origins")
WRITTEN = ("decimals", "noughts", "first", "last")
NUMBERS = (
    *("mass", "price", "unit_price", "rate", "same", "number"),
    *(f"{name}_{part}" for name in ("mass", "price") for part in WRITTEN),
    *(f"{level}_{name}" for level in ("chapter", "heading", "goods") for name in CONTEXT),
    *(f"origin_{name}" for name in CONTEXT if name != "origins"),
)


def spec(seed: int) -> Spec:
    """Return the declaration, settled on the validation quarter before the test was scored."""
    numbers = tuple(Number(name=name) for name in NUMBERS)
    categories = tuple(Category(name=f"k_{name}") for name in COMBINATIONS)
    factors = (*COMBINATIONS, *(f"{name}_band" for name in BANDED))
    deep = Trees(
        rounds=300,
        leaves=255,
        learning_rate=0.02,
        smallest_leaf=8,
        column_share=0.3,
        row_share=0.7,
        ridge=5.0,
        random_splits=True,
        members=3,
    )
    return Spec(
        numbers=numbers,
        categories=categories,
        trees=deep,
        beside=(
            Form(
                numbers=numbers,
                factors=tuple(Factor(name=f"k_{name}", spread=SPREAD) for name in factors),
                trees=msgspec.structs.replace(deep, rounds=100),
            ),
        ),
        shrinkage=10.0,
        copies=0.0,
        periods=1,
        seed=seed,
    )
