"""Made-up inspected rows: what hides something, what was looked at, and by what chance."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from quaywatch.risk.trees import Category, Number, Spec, TrainedModel, Trees, train

SPEC = Spec(
    numbers=(Number(name="weight_gap", monotone=1), Number(name="days")),
    categories=(Category(name="port", reason="route"), Category(name="goods")),
    trees=Trees(rounds=150, members=2, leaves=7),
    seed=3,
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def rows(size: int = 1500, seed: int = 1) -> pl.DataFrame:
    """Return rows with `found`, `chance`, `time` and `id`; the risk rises with the weight gap."""
    random = np.random.default_rng(seed)
    port = random.choice(["ECGYE", "COCTG", "CNSHA", "USNYC"], size)
    gap = random.normal(0, 1, size)
    base = np.where(port == "ECGYE", -0.5, np.where(port == "COCTG", -1.0, -2.5))
    hides = random.random(size) < 1 / (1 + np.exp(-(base + 1.2 * gap)))
    goods = [sorted({str(g) for g in random.choice(["08", "44", "72", "95"], 2)}) for _ in port]
    return pl.DataFrame(
        {
            "id": [f"SIM{i}" for i in range(size)],
            "port": port,
            "goods": goods,
            "weight_gap": gap,
            "days": random.integers(1, 60, size).astype(float),
            "found": hides.astype(int),
            "chance": np.ones(size),
            "time": [START + timedelta(hours=i) for i in range(size)],
        }
    )


def trained(table: pl.DataFrame, spec: Spec = SPEC) -> TrainedModel:
    return train(table, table["found"], table["chance"], table["time"], table["id"], spec)
