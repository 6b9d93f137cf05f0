"""Traffickers who learn: they lose boxes, think less of where they lost them, and go elsewhere.

Perceived risk is the smoothed share of lost boxes, as in NarcoLogic (Magliocca and others, PNAS
2019), kept apart for ports, goods, carriers and ways of hiding. The answer is a quantal response
(McKelvey and Palfrey, 1995): what attracts is scaled by the exponential of the risk. Supply is
fixed, so what is deterred here shows up elsewhere. Rates are assumptions.
"""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.contraband import NOT_ABUSED
from quaywatch.world.evidence import SCHEMES
from quaywatch.world.month import Month
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting

RESPONSE = 3.6
"""How strongly a way is avoided: fifty points more risk leave a sixth of what attracted (Antwerp's
share of the flow fell about so far when the scans there rose from 10 to 60 %)."""
MEMORY = 0.93
"""What is left of an experience a month later; the waterbed took a year or more to settle."""
NEWS = 0.25
"""Share of all experience that any one group hears of."""
DOUBT = 10.0
"""Boxes at the common risk that are added to the experience with each port, line or way."""
LOSS_WEIGHT = 1.35
"""A loss weighs more than a passage."""


@dataclass(frozen=True, slots=True)
class Adversary:
    """What the traffickers of one world believe: boxes sent and boxes lost, by each of four sides.

    Each side has one entry a port, line of goods, carrier or scheme.
    """

    sent: tuple[Floats, ...]
    lost: tuple[Floats, ...]
    response: float = RESPONSE

    @classmethod
    def unworried(cls, setting: Setting, response: float = RESPONSE) -> "Adversary":
        """Return traffickers who have no experience yet; a `response` of 0 never learns."""
        sizes = (
            table("ports").height,
            table("goods").height,
            setting.filers.carriers.height,
            len(SCHEMES),
        )
        nothing = tuple(np.zeros(size) for size in sizes)
        return cls(sent=nothing, lost=nothing, response=response)

    def setting(self, setting: Setting) -> Setting:
        """Return the world as these traffickers use it; `setting` is that of the unworried."""
        port, goods, carrier, scheme = (self._attracts(side) for side in range(4))
        lanes = setting.lanes
        shares = setting.shares * scheme
        return replace(
            setting,
            pull=setting.pull * (port[lanes.origin] * goods[lanes.goods])[:, None] * carrier,
            shares=shares / shares.sum(),
        )

    def after(self, setting: Setting, month: Month, found: Bools) -> "Adversary":
        """Return what they believe after `month`, of whose boxes those `found` were lost."""
        used = np.flatnonzero(month.contraband.scheme != NOT_ABUSED)
        owner = month.shipments.box_consignment[used]
        goods = setting.relations.goods[month.shipments.relation[owner]]
        sides = (
            month.legs.origin[owner],
            goods,
            month.legs.carrier[owner],
            month.contraband.scheme[used],
        )
        losses = LOSS_WEIGHT * found[used].astype(np.float64)
        return replace(
            self,
            sent=tuple(_added(*each) for each in zip(self.sent, sides, strict=True)),
            lost=tuple(_added(*each, losses) for each in zip(self.lost, sides, strict=True)),
        )

    def _attracts(self, side: int) -> Floats:
        sent, lost = self.sent[side], self.lost[side]
        common = (lost.sum() + 1.0) / (sent.sum() + DOUBT)
        risk = (lost + DOUBT * common) / (sent + DOUBT)
        return np.exp(-self.response * (risk - common))


def _added(kept: Floats, side: Ints, weight: Floats | None = None) -> Floats:
    return MEMORY * kept + NEWS * np.bincount(side, weight, minlength=len(kept))
