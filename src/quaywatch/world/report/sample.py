"""Boxes to learn from: all that hide something, and an even draw of those that do not."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.contraband import scheme_names
from quaywatch.world.enforcement import inspect
from quaywatch.world.month import make_month
from quaywatch.world.report.features import document_features
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream
from quaywatch.world.subset import subset
from quaywatch.world.worlds import write_frames


@dataclass(frozen=True, slots=True)
class Sample:
    """Boxes of several months; drawing innocent ones more thinly leaves the AUC as it is."""

    features: pl.DataFrame
    hides: Bools
    scheme: pl.Series
    score: Floats
    """What today's officers think of the box."""
    chance: Floats
    """Today's chance of inspection."""
    month: Ints


def draw_sample(setting: Setting, months: range, innocent: int) -> Sample:
    """Write out at most `innocent` innocent Latin American boxes a month and all abused ones."""
    parts = [_month(setting, number, innocent) for number in months]
    return Sample(
        features=pl.concat([p.features for p in parts]),
        hides=np.concatenate([p.hides for p in parts]),
        scheme=pl.concat([p.scheme for p in parts]),
        score=np.concatenate([p.score for p in parts]),
        chance=np.concatenate([p.chance for p in parts]),
        month=np.concatenate([p.month for p in parts]),
    )


def _month(setting: Setting, number: int, innocent: int) -> Sample:
    rng = stream(setting.config.seed, "sample", number)
    month = make_month(setting, number)
    inspections = inspect(setting, month)
    scheme = month.contraband.scheme
    clean = np.flatnonzero((scheme < 0) & month.shipments.box_latam)
    clean = rng.choice(clean, min(innocent, len(clean)), replace=False)
    chosen = np.sort(np.concatenate([clean, np.flatnonzero(scheme >= 0)]))
    part, kept = subset(month, np.unique(month.shipments.box_consignment[chosen]))
    at = np.searchsorted(kept, chosen)
    return Sample(
        features=document_features(write_frames(setting, part))[at],
        hides=scheme[chosen] >= 0,
        scheme=scheme_names(scheme[chosen]),
        score=inspections.score[chosen],
        chance=inspections.chance[chosen],
        month=np.full(len(chosen), number),
    )
