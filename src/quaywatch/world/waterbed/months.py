"""Months of the world of all ports: trade, lots, looks by plan, and what came of them.

`Seen` is what the ports know afterwards; `Truth` is what nobody knows.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.enforcement import SCAN_DETECTION
from quaywatch.world.streams import stream
from quaywatch.world.targeting import Targeting
from quaywatch.world.waterbed.cells import Cells, Places, make_cells
from quaywatch.world.waterbed.config import Waterbed
from quaywatch.world.waterbed.lots import OUTSIDE, Lots, draw
from quaywatch.world.waterbed.trade import REAL_BOXES, Rows, rows, volumes
from quaywatch.world.waterbed.traffickers import traffickers

SHARPNESS = np.array([0.4, 0.5, 0.4, 0.4, 0.9, 0.9, 0.3])
"""By scheme, how far an abused consignment ranks above others of its lane, in standard deviations:
looking at the upper 8.8 % of a lane then finds about twice what looking by lot does (1.3 to 2.6
follows from published figures for Antwerp). Most ride on innocent trade and leave little trace."""
_POLICY = Targeting()
DETECTED = _POLICY.scan_share * SCAN_DETECTION + (1 - _POLICY.scan_share) * _POLICY.open_detection
"""Chance that a look shows what is there, by scheme."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the ports know of a month, by site."""

    rows: Ints
    """Consignments that came."""
    targeted: Ints
    """Looked at for their rank…"""
    audited: Ints
    """…and by lot."""
    targeted_finds: Ints
    audited_finds: Ints
    tipped_finds: Ints
    seized_kg: Floats


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened in a month, scaled up to the whole trade, by port; the last is another way."""

    sent_kg: Floats
    seized_kg: Floats
    lots: Floats
    lost: Floats


class Months:
    """One world; each call of `month` is the next one."""

    def __init__(self, config: Waterbed) -> None:
        self.config = config
        self.cells: Cells = make_cells(config)
        self.number = 0
        self._traffickers = traffickers(config, self.cells)
        self._scale = config.consignments_per_year / REAL_BOXES

    @property
    def ports(self) -> tuple[str, ...]:
        """UN/LOCODEs of all ports, those to come too."""
        return self.cells.ports

    @property
    def places(self) -> Places:
        """The sites that plans speak of."""
        return self.cells.places

    def expected(self) -> Floats:
        """Return how many consignments the next month brings, by site: schedules are public."""
        volume = volumes(self.config, self.cells, self.number)
        return _summed(self.cells.site, volume, len(self.places))

    def month(self, targeted: Floats, audited: Floats) -> tuple[Seen, Truth]:
        """Let a month pass under a plan: shares of each site looked at by rank, and by lot."""
        rng = stream(self.config.seed, "waterbed", self.number)
        made = rows(volumes(self.config, self.cells, self.number), rng)
        choice = self._traffickers.choose(self._cost())
        trades = np.diff(made.starts) > 0
        supply = self.config.supply_t_per_year * 1000 / 12 * self._scale
        lots = draw(choice, trades, supply, stream(self.config.seed, "lots", self.number))
        row = _ridden(lots, made, rng)
        by_rank, by_lot = self._looked(made, row, lots, targeted, audited, rng)
        tipped = (rng.random(len(row)) < _POLICY.tips) & (lots.cell != OUTSIDE)
        shown = rng.random(len(row)) < DETECTED[lots.scheme]
        opened = rng.random(len(row)) < _POLICY.open_detection
        inside = lots.cell != OUTSIDE
        found = inside & ((by_rank | by_lot)[row] & shown | tipped & opened)
        lost = np.where(inside, found, rng.random(len(row)) < self.config.outside_loss)
        self._traffickers.hear(lots, lost)
        self.number += 1
        seen = self._seen(made, (by_rank, by_lot), (lots, row, found, shown))
        return seen, self._truth(lots, lost)

    def _cost(self) -> float:
        begun = [s for s in self.config.splittings if s.first <= self.number]
        return max(begun, key=lambda s: s.first).cost if begun else 1.0

    def _looked(
        self,
        made: Rows,
        row: Ints,
        lots: Lots,
        targeted: Floats,
        audited: Floats,
        rng: np.random.Generator,
    ) -> tuple[Bools, Bools]:
        """Return which rows are looked at: those above their site's line, and some by lot."""
        rank = rng.standard_normal(len(made.cell), dtype=np.float32)
        inside = lots.cell != OUTSIDE
        sharp = self.config.sharpness * SHARPNESS[lots.scheme[inside]]
        np.maximum.at(rank, row[inside], rank[row[inside]] + sharp.astype(np.float32))
        line = -ndtri(np.clip(targeted, 0.0, 1.0)).astype(np.float32)
        site = self.cells.site
        by_rank = rank > line[site][made.cell]
        by_lot = (
            rng.random(len(rank), dtype=np.float32) < audited.astype(np.float32)[site][made.cell]
        )
        return by_rank, by_lot

    def _seen(
        self,
        made: Rows,
        looked: tuple[Bools, Bools],
        drawn: tuple[Lots, Ints, Bools, Bools],
    ) -> Seen:
        (by_rank, by_lot), (lots, row, found, shown) = looked, drawn
        size, site = len(self.places), self.cells.site

        def rows_of(which: Bools) -> Ints:
            per_cell = np.add.reduceat(np.append(which, False).astype(np.int64), made.starts[:-1])
            per_cell = np.where(np.diff(made.starts) > 0, per_cell, 0)
            return np.bincount(site, per_cell, minlength=size).astype(np.int64)

        def finds(which: Bools) -> Ints:
            return np.bincount(site[lots.cell[which]], minlength=size)

        audit = found & shown & by_lot[row]
        rank = found & shown & by_rank[row] & ~audit
        return Seen(
            rows=np.bincount(site, np.diff(made.starts), minlength=size).astype(np.int64),
            targeted=rows_of(by_rank & ~by_lot),
            audited=rows_of(by_lot),
            targeted_finds=finds(rank),
            audited_finds=finds(audit),
            tipped_finds=finds(found & ~audit & ~rank),
            seized_kg=_summed(site[lots.cell[found]], lots.mass_kg[found], size),
        )

    def _truth(self, lots: Lots, lost: Bools) -> Truth:
        ports = len(self.ports)
        place = np.where(lots.cell == OUTSIDE, ports, self.cells.port[lots.cell])

        def summed(weight: Floats) -> Floats:
            return _summed(place, weight, ports + 1) / self._scale

        return Truth(
            sent_kg=summed(lots.mass_kg),
            seized_kg=summed(lots.mass_kg * lost),
            lots=summed(np.ones(len(lost))),
            lost=summed(lost.astype(np.float64)),
        )


def _summed(number: Ints, weight: Floats, size: int) -> Floats:
    return np.bincount(number, weight, size).astype(np.float64)


def _ridden(lots: Lots, made: Rows, rng: np.random.Generator) -> Ints:
    """Return the row that each lot rides on; 0 for those that go another way."""
    first = made.starts[lots.cell]
    count = made.starts[lots.cell + 1] - first
    row = first + (rng.random(len(lots.cell)) * count).astype(np.int64)
    return np.where(lots.cell == OUTSIDE, 0, row)
