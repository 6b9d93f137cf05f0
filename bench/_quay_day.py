"""A day at Antwerp's quays, made up: boxes with skewed probabilities, windows and countries."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import Capacity

DAY = date(2026, 3, 3)
_COUNTRIES = ("EC", "CO", "BR", "PE", "CR", "PA", "CL", "DO", "GT", "HN", "MA", "CN")


def candidates(count: int, seed: int = 1) -> pl.DataFrame:
    """Boxes over the terminals of the assumed calendar, most of them improbable.

    A third of them can be had for a few hours only; a tenth is not there before noon.
    """
    rng = np.random.default_rng(seed)
    terminals = sorted({r.terminal for r in Capacity.load().resource if r.terminal})
    start = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) - timedelta(hours=6)
    weights = 1 / np.arange(1, len(_COUNTRIES) + 1)
    since = np.where(rng.random(count) < 0.1, rng.uniform(18, 26, count), 0.0)
    stays = np.where(rng.random(count) < 0.33, rng.uniform(2, 9, count), rng.uniform(24, 96, count))
    rows = zip(
        np.clip(rng.lognormal(-5.5, 1.6, count), 0, 0.9).tolist(),
        rng.choice(terminals, count).tolist(),
        since.tolist(),
        (since + stays).tolist(),
        rng.choice(_COUNTRIES, count, p=weights / weights.sum()).tolist(),
        strict=True,
    )
    hours = timedelta(hours=1)
    return pl.DataFrame(
        [
            (f"box-{i:05}", p, terminal, start + first * hours, start + last * hours, country)
            for i, (p, terminal, first, last, country) in enumerate(rows)
        ],
        schema={
            "box_id": pl.String(),
            "probability": pl.Float64(),
            "terminal": pl.String(),
            "available_at": INSTANT,
            "deadline_at": INSTANT,
            "stratum": pl.String(),
        },
        orient="row",
    )
