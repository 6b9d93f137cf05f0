"""Traffickers who learn: where they lose they send less, in smaller lots, and more elsewhere.

Risk is the smoothed share of lost lots, kept apart for routes (country and port of discharge),
ports of loading, goods and schemes; what happens in a port counts for its routes as far as they
have no news of their own. The answer is a quantal response (McKelvey and Palfrey, 1995) against all
ways at once, another way than containers among them. News comes late, and not all reconsider at
once. Rates are assumptions, those of `world.adversary` where they mean the same.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from quaywatch.world.adversary import DOUBT, LOSS_WEIGHT, MEMORY, NEWS
from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.waterbed.cells import Cells
from quaywatch.world.waterbed.config import Waterbed
from quaywatch.world.waterbed.lots import OUTSIDE, Choice, Lots, economic_size, outside_lots
from quaywatch.world.waterbed.trade import REAL_BOXES

DELAY = 2
"""Months until news of a lot has come round."""
ROUTE_DOUBT = 40.0
"""Lots on a route until its own losses count for as much as those in its port."""
TIED = 0.3
"""How far what a country of loading adds to the risk counts: suppliers and helpers are there."""
RECONSIDER = 0.2
"""Part of the groups that choose anew in a month; the others keep to their ways."""


@dataclass(slots=True)
class Tally:
    """Lots sent and lost, by one side of the ways."""

    sent: Floats
    lost: Floats

    @classmethod
    def of(cls, size: int) -> "Tally":
        """Return one without experience."""
        return cls(np.zeros(size), np.zeros(size))

    def add(self, number: Ints, lost: Floats, weight: float) -> None:
        """Forget a little, and add a month's lots; `weight` is what one of them counts."""
        size = len(self.sent)
        self.sent = MEMORY * self.sent + weight * np.bincount(number, minlength=size)
        self.lost = MEMORY * self.lost + weight * np.bincount(number, lost, minlength=size)

    def risk(self, otherwise: Floats | float, doubt: float = DOUBT) -> Floats:
        """Return the share lost, drawn by `doubt` lots to what is thought `otherwise`."""
        return (self.lost + doubt * otherwise) / (self.sent + doubt)


class Quantal:
    """Traffickers who answer by quantal response."""

    def __init__(self, config: Waterbed, cells: Cells) -> None:
        self._cells, self._config = cells, config
        self._news = NEWS * REAL_BOXES / config.consignments_per_year
        with np.errstate(divide="ignore"):
            self._usual = np.log(cells.attracts)
        other = outside_lots(cells.attracts, config.outside_share)
        self._outside = float(np.log(cells.attracts.sum() * other / (1 - other)))
        self._ports = Tally.of(len(cells.ports))
        self._routes = Tally.of(len(cells.route_port))
        self._origins = Tally.of(int(cells.origin.max()) + 1)
        self._goods = Tally.of(int(cells.goods.max()) + 1)
        self._schemes = Tally.of(cells.attracts.shape[1])
        self._late: deque[tuple[Lots, Bools]] = deque()
        self._share: Floats = np.zeros(0)
        """Of all lots, by cell and scheme, then another way; empty before the first month."""

    def choose(self, cost: float) -> Choice:
        """Return a month's ways: some of the groups have thought again."""
        route, above, common = self._risks()
        level = self._usual - self._config.response * above
        outside = self._outside - self._config.response * (
            LOSS_WEIGHT * self._config.outside_loss - common
        )
        top = max(float(level.max()), outside)
        wanted = np.append(np.exp(level - top).ravel(), np.exp(outside - top))
        wanted /= wanted.sum()
        kept = self._share if len(self._share) else wanted
        self._share = kept + RECONSIDER * (wanted - kept)
        return Choice(
            share=self._share[:-1].reshape(level.shape),
            outside=float(self._share[-1]),
            size=economic_size(route / LOSS_WEIGHT, cost)[self._cells.route],
        )

    def hear(self, lots: Lots, lost: Bools) -> None:
        """Take in what became of the lots of `DELAY` months ago."""
        self._late.append((lots, lost))
        if len(self._late) <= DELAY:
            return
        lots, lost = self._late.popleft()
        inside = lots.cell != OUTSIDE
        cell, losses = lots.cell[inside], LOSS_WEIGHT * lost[inside].astype(np.float64)
        cells = self._cells
        for tally, number in (
            (self._ports, cells.port[cell]),
            (self._routes, cells.route[cell]),
            (self._origins, cells.origin[cell]),
            (self._goods, cells.goods[cell]),
            (self._schemes, lots.scheme[inside]),
        ):
            tally.add(number, losses, self._news)

    def _risks(self) -> tuple[Floats, Floats, float]:
        """Return risk by route, by how much each [cell, scheme] seems worse than all, and the mean.

        What a country of loading adds counts less, since nobody moves from there easily.
        """
        cells = self._cells
        common = float((self._ports.lost.sum() + 1.0) / (self._ports.sent.sum() + DOUBT))
        port = self._ports.risk(common)[cells.route_port]
        route = self._routes.risk(port, ROUTE_DOUBT)
        above = (port - common + TIED * (route - port))[cells.route]
        above += TIED * (self._origins.risk(common) - common)[cells.origin]
        above += (self._goods.risk(common) - common)[cells.goods]
        return route, above[:, None] + (self._schemes.risk(common) - common), common
