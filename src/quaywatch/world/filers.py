"""Who files: carriers and forwarders of differing data quality, all with invented names."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Floats
from quaywatch.world.reference import table
from quaywatch.world.streams import stream

FORWARDERS = 400


@dataclass(frozen=True, slots=True)
class Filers:
    """Carriers (rows of `carriers`) and forwarders by number, with quality in 0 to 1."""

    carriers: pl.DataFrame
    carrier_quality: Floats
    carrier_share: Floats
    forwarder_quality: Floats
    forwarder_share: Floats
    """Zipf: a few large ones and a long tail."""


def make_filers(seed: int) -> Filers:
    """Draw the forwarders; the carriers are fixed."""
    rng = stream(seed, "filers")
    carriers = table("carriers")
    zipf = 1.0 / np.arange(1, FORWARDERS + 1) ** 0.9
    return Filers(
        carriers=carriers,
        carrier_quality=carriers["quality"].to_numpy(),
        carrier_share=carriers["share"].to_numpy() / carriers["share"].sum(),
        forwarder_quality=rng.beta(4.0, 1.5, FORWARDERS),
        forwarder_share=zipf / zipf.sum(),
    )
