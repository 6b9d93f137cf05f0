"""When boxes come off the ship and when they leave the terminal."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Floats
from quaywatch.world.month import Month
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream


@dataclass(frozen=True, slots=True)
class Pickup:
    """By box; days since 1970."""

    discharged: Floats
    planned: Floats
    """Pick-up as booked with the terminal: an inspection has to come before it."""
    gate_out: Floats
    terminal: pl.Series


def make_pickup(setting: Setting, month: Month) -> Pickup:
    """Draw discharge and pick-up; reefers are in a hurry."""
    rng = stream(setting.config.seed, "pickup", month.number)
    shipments, legs = month.shipments, month.legs
    owner = shipments.box_consignment
    n = len(owner)
    discharged = legs.arrival[owner] + rng.uniform(0.15, 1.2, n)
    median = np.where(shipments.box_reefer, 2.5, 5.5)
    wait = np.clip(median * rng.lognormal(0.0, 0.8, n), 0.6, 24.0)
    terminals = table("terminals").filter(port=setting.config.port)["terminal"]
    terminal = setting.network.terminal[legs.carrier, legs.region]
    return Pickup(
        discharged=discharged,
        planned=discharged + wait,
        gate_out=discharged + np.maximum(wait + rng.normal(0.1, 0.4, n), 0.55),
        terminal=terminals.gather(terminal[owner]),
    )
