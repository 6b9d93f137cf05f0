"""A simulated year of Antwerp's Latin American boxes: choose, look, learn; traffickers answer.

It is the world of `bench._loop` without its papers, so that many years fit into minutes: what a
check would read is taken as the trace that it reads, and the model is the learned model's first
part, declared log-odds and a figure for each value. The unit is the consignment, the price the box.
"""

from dataclasses import dataclass, field

import numpy as np

from bench._figures import Figures, learned
from bench._loop import Bools, Floats, Ints
from bench._traces import Rows, told
from quaywatch.world.adversary import RESPONSE, Adversary
from quaywatch.world.config import Config
from quaywatch.world.enforcement import SCAN_DETECTION
from quaywatch.world.month import Month, make_month
from quaywatch.world.setting import Setting, make_setting
from quaywatch.world.streams import stream
from quaywatch.world.targeting import Targeting

ANTWERP = 0.108
"""Scale at which the world has Antwerp's 330,000 Latin American boxes a year (27,000 a month)."""
OPENED, SCANNED = 0.01, 0.05
"""Shares of boxes opened and scanned."""
BUDGET = OPENED + SCANNED
_DETECTED = (SCANNED * SCAN_DETECTION + OPENED * Targeting().open_detection) / BUDGET
"""Chance that a look shows what is there, by scheme; which looks open the box is drawn by lot."""
_LEAST_FINDS = 10


@dataclass(frozen=True, slots=True)
class Week:
    """The consignments of one week, as the one who chooses sees them."""

    number: int
    rows: Rows
    boxes: Floats
    log_odds: Floats
    """Of a find in each consignment, by the model as it stands."""
    rng: np.random.Generator

    @property
    def probability(self) -> Floats:
        """Of a find in a box, if each box of a consignment has the same."""
        return -np.expm1(-np.logaddexp(0.0, self.log_odds) / self.boxes)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a week's looks brought, as those who chose learn it."""

    week: Week
    selected: Bools
    found: Floats
    """Boxes of each consignment in which something was found."""


class Policy:
    """A way of spending the week's looks."""

    told_all = False
    """Whether its model learns what every box hid, inspected or not."""

    def choose(self, week: Week) -> Floats:
        """Return each consignment's chance; expected boxes come to `BUDGET` of all."""
        raise NotImplementedError

    def learn(self, seen: Seen) -> None:
        """Take note of what the week brought."""


@dataclass(frozen=True, slots=True)
class Year:
    """How fast the world of a year changes."""

    months: int = 12
    blended_from: int | None = 5
    """Month in which a way of hiding begins that nobody knew."""
    response: float = RESPONSE
    every: int = 2
    """Weeks between two trainings."""


@dataclass(slots=True)
class Count:
    """What a year brought, month by month."""

    finds: list[int] = field(default_factory=list[int])
    hiding: list[int] = field(default_factory=list[int])
    new: list[int] = field(default_factory=list[int])
    """Finds of the new way of hiding."""
    expected: list[float] = field(default_factory=list[float])
    """Finds expected of what was looked at, whatever each look showed."""
    spent: list[float] = field(default_factory=list[float])
    """Share of boxes looked at."""


def trade(seed: int, year: Year) -> Setting:
    """Return the lasting part of the world of a year, the same for every policy."""
    given = {"latam_share": 1.0, "scale": ANTWERP, "blended_from": year.blended_from}
    config = Config(seed=seed, months=year.months, **given)  # pyright: ignore[reportArgumentType]
    return make_setting(config)


def spend(setting: Setting, year: Year, policy: Policy) -> Count:
    """Let `policy` choose for a year; every policy meets the same trade and the same luck."""
    adversary = Adversary.unworried(setting, year.response)
    learner, count, weeks = _Learner(every=year.every), Count(), 0
    for number in range(year.months):
        used = adversary.setting(setting)
        month = make_month(used, number)
        lost = _spend_month(used, month, policy, learner, weeks)
        weeks += int(month.shipments.week.max()) + 1
        adversary = adversary.after(used, month, lost.found)
        scheme = month.contraband.scheme
        count.finds.append(int(lost.found.sum()))
        seen = lost.looked & (scheme >= 0)
        count.expected.append(float(_DETECTED[scheme[seen]].sum()))
        count.hiding.append(int((scheme >= 0).sum()))
        count.new.append(int((lost.found & (scheme == len(SCAN_DETECTION) - 1)).sum()))
        count.spent.append(float(lost.looked.mean()))
    return count


@dataclass(frozen=True, slots=True)
class _Lost:
    looked: Bools
    found: Bools


def _spend_month(
    used: Setting, month: Month, policy: Policy, learner: "_Learner", weeks: int
) -> _Lost:
    rows, shipments = told(used, month), month.shipments
    luck = stream(used.config.seed, "looks", month.number)
    lot, shows = luck.random(len(shipments)), luck.random(len(month.contraband.scheme))
    scheme, owner = month.contraband.scheme, shipments.box_consignment
    visible = (scheme >= 0) & (shows < _DETECTED[scheme])
    within = np.bincount(owner, visible, len(shipments)).astype(np.float64)
    selected = np.zeros(len(shipments), dtype=np.bool_)
    for place in range(int(shipments.week.max()) + 1):
        here: Ints = np.flatnonzero(shipments.week == place)
        mine = rows[here]
        week = Week(
            number=weeks + place,
            rows=mine,
            boxes=shipments.boxes[here].astype(np.float64),
            log_odds=learner.log_odds(mine, weeks + place),
            rng=stream(used.config.seed, "policy", weeks + place),
        )
        chosen = lot[here] < policy.choose(week)
        selected[here] = chosen
        seen = Seen(week, chosen, np.where(chosen, within[here], 0.0))
        taught = np.ones_like(chosen) if policy.told_all else chosen
        learner.rows.append(mine[taught])
        learner.found.append(within[here][taught] > 0)
        policy.learn(seen)
    return _Lost(selected[owner], selected[owner] & visible)


@dataclass(slots=True)
class _Learner:
    """Learns anew every so many weeks; what was declared ranks until there is enough to learn."""

    every: int
    rows: list[Rows] = field(default_factory=list[Rows])
    found: list[Bools] = field(default_factory=list[Bools])
    figures: Figures | None = None

    def log_odds(self, rows: Rows, week: int) -> Floats:
        if week and week % self.every == 0:
            found = np.concatenate(self.found)
            if found.sum() >= _LEAST_FINDS:
                rng = np.random.default_rng(week)
                self.figures = learned(Rows.stacked(self.rows), found, rng)
        return rows.declared if self.figures is None else self.figures.log_odds(rows)
