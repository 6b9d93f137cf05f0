"""The stowage of a month: the plan that terminals were sent at the cut-off, and what sailed."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.cargo_items import UN_NUMBERS
from quaywatch.world.containers import TARE_KG
from quaywatch.world.month import Month
from quaywatch.world.names import concat
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.stow.moving import give_way, helped, restow
from quaywatch.world.stow.planning import Cargo, Places, plan
from quaywatch.world.stow.ship import CELLS
from quaywatch.world.streams import stream

CUT_OFF_DAYS = 1.0
"""The plan is made so long before the ship sails; what comes later finds its place ad hoc
(assumption: cut-offs of 24 hours are common in lines' terms)."""
_LONG = (True, False, True, True, False)
"""Whether a box of each of `containers.SIZE_TYPES` is longer than 20 feet."""


@dataclass(frozen=True, slots=True)
class Stowage:
    """By box. `asked` belongs to the hidden truth."""

    cut_off: Floats
    """When the plan was sent: days since 1970."""
    planned: pl.Series
    """Bay, row and tier as the plan has it (ISO 9711); null for what came after the cut-off."""
    sailed: pl.Series
    """Bay, row and tier when the ship sailed."""
    asked: Bools
    """Whether somebody saw to a place at hand."""


def make_stowage(
    setting: Setting, month: Month, gate_in: Floats, equipment: pl.DataFrame
) -> Stowage:
    """Stow the month's boxes, which come through the gate at `gate_in` (days since 1970)."""
    config, legs, owner = setting.config, month.legs, month.shipments.box_consignment
    rng = stream(config.seed, "stowage", month.number)
    cut_off = legs.departure[owner] - CUT_OFF_DAYS
    late = gate_in > cut_off
    cargo = _cargo(setting, month, equipment, late)
    group = cargo.block * 2 + cargo.long
    strength = 0.0 if config.placebo else config.evidence
    asked, after = helped(month.contraband.scheme, strength, rng)
    planned = plan(cargo, rng)
    planned = give_way(planned, group, np.flatnonzero(asked & ~after), rng)
    sailed = restow(planned, group, rng)
    sailed = give_way(sailed, group, np.flatnonzero(after), rng)
    known = pl.Series(~late)
    return Stowage(
        cut_off=cut_off,
        planned=_written(planned).to_frame("cell").select(pl.when(known).then("cell")).to_series(),
        sailed=_written(sailed),
        asked=asked,
    )


def _cargo(setting: Setting, month: Month, equipment: pl.DataFrame, late: Bools) -> Cargo:
    legs, owner = month.legs, month.shipments.box_consignment
    regions = int(legs.region.max(initial=0)) + 1
    weeks = legs.week - legs.week.min(initial=0)
    ship = ((legs.carrier * regions + legs.region) * 64 + weeks)[owner]
    dangerous = table("goods")["hs_code"].is_in(list(UN_NUMBERS)).to_numpy()
    goods = setting.relations.goods[month.shipments.relation][owner]
    return Cargo(
        block=ship * table("ports").height + legs.origin[owner],
        ship=ship,
        long=np.array(_LONG)[month.size_type],
        reefer=month.shipments.box_reefer,
        dangerous=dangerous[goods] & ~month.shipments.box_reefer,
        mass_kg=equipment["gross_mass_kg"].to_numpy() + TARE_KG[month.size_type],
        late=late,
    )


def _written(places: Places) -> pl.Series:
    row = np.zeros(len(places.cell), dtype=np.int64)
    tier = np.zeros(len(places.cell), dtype=np.int64)
    for zone, cells in enumerate(CELLS):
        mine = places.zone == zone
        row[mine], tier[mine] = cells.row[places.cell[mine]], cells.tier[places.cell[mine]]
    parts = ((places.bay, 3), (row, 2), (tier, 2))
    return concat(*(pl.Series(part).cast(pl.String).str.zfill(width) for part, width in parts))
