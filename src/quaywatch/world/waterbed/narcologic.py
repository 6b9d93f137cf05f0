"""Traffickers after NarcoLogic (Magliocca and others, PNAS 2019): a portfolio of routes.

A route is a country of loading and a port of discharge. Its perceived risk moves towards what was
lost there; the load is spread over the routes of the highest expected profit. When more is lost
than is tolerated, routes are added, the more the further it is beyond, and since each keeps its
rhythm of lots, these shrink; when less is, the portfolio is thinned out. Rates are those of the
published code. What is lost is taken over a year, which is ours: months of a world that is drawn
have few losses, and their chance alone would add routes. All else is ours too.
"""

from math import ceil

import numpy as np

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.waterbed.cells import Cells
from quaywatch.world.waterbed.config import Waterbed
from quaywatch.world.waterbed.lots import LEAST, OUTSIDE, Choice, Lots, outside_lots

LEARNING = 0.3558
TOLERANCE = 0.0455
"""Share of the load that may be lost beyond the usual before routes are added."""
USUAL_LOSS = 0.15
"""Nobody gets used to more, however long it lasts."""
NEWEST = 1 / 12
"""What a month counts in the loss of late."""
MOST_NEW = 8
"""Routes added a month at most."""
RISK_MULTIPLIER = 2.0
"""What a lost load costs, in loads."""
START = 30
"""Routes at first: each then carries its 4.5 t a month."""
FREIGHT = 0.1
"""Spread of the routes' own costs, in loads: the less a route usually draws the dearer it is."""


class NarcoLogic:
    """Traffickers with a portfolio of routes."""

    def __init__(self, config: Waterbed, cells: Cells) -> None:
        self._cells = cells
        self._outside = outside_lots(cells.attracts, config.outside_share)
        count = len(cells.route_port)
        self._usual = np.bincount(cells.route, cells.attracts.sum(axis=1), minlength=count)
        self._possible = self._usual > 0
        level = np.log(np.where(self._possible, self._usual, 1.0))
        self._cost = FREIGHT * np.where(self._possible, level.max() - level, np.inf)
        self._risk = np.full(count, USUAL_LOSS)
        self._loss = USUAL_LOSS
        self._routes = min(START, int(self._possible.sum()))

    def choose(self, cost: float) -> Choice:
        """Spread the load over the best routes."""
        profit = 1.0 - RISK_MULTIPLIER * self._risk - self._cost
        best = np.argsort(-profit, kind="stable")[: self._routes]
        used = np.zeros(len(profit))
        used[best] = np.maximum(profit[best] - profit[best].min(), 0.05)
        with np.errstate(invalid="ignore", divide="ignore"):
            within = np.where(self._possible, used / self._usual, 0.0)
        share: Floats = self._cells.attracts * within[self._cells.route][:, None]
        share = share / share.sum() * (1 - self._outside)
        size = float(np.clip(cost * START / self._routes, LEAST, 1.0))
        return Choice(share, self._outside, np.full(len(share), size))

    def hear(self, lots: Lots, lost: Bools) -> None:
        """Move each used route's risk, and add routes or give some up."""
        inside = lots.cell != OUTSIDE
        route = self._cells.route[lots.cell[inside]]
        mass, count = lots.mass_kg[inside], len(self._risk)
        gone = mass * lost[inside]
        sent = np.bincount(route, mass, minlength=count)
        seen = sent > 0
        share = np.bincount(route, gone, minlength=count)[seen] / sent[seen]
        self._risk[seen] += LEARNING * (share - self._risk[seen])
        if mass.sum() <= 0:
            return
        self._loss += NEWEST * (float(gone.sum() / mass.sum()) - self._loss)
        beyond, possible = self._loss - USUAL_LOSS, int(self._possible.sum())
        if beyond > TOLERANCE:
            self._routes = min(self._routes + min(ceil(beyond / TOLERANCE), MOST_NEW), possible)
        else:
            self._routes = max(self._routes - 1, min(START, possible))
