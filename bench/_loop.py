"""A closed loop in the simulated world: choose, look, learn; and traffickers who answer.

The unit is the consignment, the price is the box: whoever chooses a consignment looks at all of its
boxes. Most of the budget goes to the highest risk a box; the rest is drawn blindly from all others,
so that every consignment has a known chance above nought. Tips are left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch import checks
from quaywatch.cargo import Frames
from quaywatch.cargo.columns import INSTANT
from quaywatch.history import History
from quaywatch.risk import Known, Model
from quaywatch.risk.inputs import inputs
from quaywatch.risk.samples import only
from quaywatch.rules import RuleBook, load
from quaywatch.world.adversary import RESPONSE, Adversary
from quaywatch.world.config import Config
from quaywatch.world.enforcement import SCAN_DETECTION, known_risk
from quaywatch.world.month import Month, make_month
from quaywatch.world.setting import Setting, make_setting
from quaywatch.world.targeting import Targeting
from quaywatch.world.worlds import write_frames

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Ranking = Callable[[pl.DataFrame], Floats]
"""Log-odds of each consignment of a week."""

EUROPE = 0.4
"""Scale at which the world has as many Latin American boxes a month as the whole Union: 100,000."""
BUDGET = 0.088
"""Share of boxes looked at, as at Antwerp (about 30,000 of 330,000 a year)."""
BLIND = 0.05
"""Part of the budget that is drawn blindly."""
WHOLE = 16
"""Weeks that are kept whole."""
_DETECTED = (
    Targeting().scan_share * SCAN_DETECTION
    + (1 - Targeting().scan_share) * Targeting().open_detection
)
"""Chance that a look shows what is there, by scheme."""
_BEFORE_ARRIVAL = 2.0
"""Days before arrival at which boxes are chosen."""
_DAY_US = 86_400e6


@dataclass(slots=True)
class Loop:
    """One world under one way of choosing."""

    seed: int
    months: int
    config: Config
    book: RuleBook
    response: float = RESPONSE
    weeks: list[pl.DataFrame] = field(default_factory=list[pl.DataFrame])
    """All weeks so far: inputs, what was chosen and found, and the hidden truth; of the last
    `WHOLE` all consignments, of older ones those of `lessons` and `truth`."""

    @classmethod
    def of(cls, seed: int, months: int, response: float = RESPONSE, **turned: object) -> "Loop":
        """Return a loop in a world of `months`; `turned` are fields of `Config`."""
        given = {"seed": seed, "months": months, "latam_share": 1.0, "scale": EUROPE} | turned
        return cls(seed, months, Config(**given), load(), response)  # pyright: ignore[reportArgumentType]

    def run(self, ranking: Callable[["Loop"], Ranking]) -> Iterator[pl.DataFrame]:
        """Yield week after week; before each `ranking` is asked how to rank it."""
        setting = make_setting(self.config)
        adversary = Adversary.unworried(setting, self.response)
        history, rng = History(), np.random.default_rng((self.seed, 7))
        waiting: list[tuple[Frames, pl.DataFrame]] = []
        for number in range(self.months):
            used = adversary.setting(setting)
            month = make_month(used, number)
            frames = write_frames(used, month)
            lost = np.zeros(len(month.shipments.box_consignment), dtype=np.bool_)
            told = _told(used, month, frames, self.book, rng)
            for week in range(int(month.shipments.week.max()) + 1):
                rank = ranking(self)
                rows = np.flatnonzero(month.shipments.week == week)
                while waiting:
                    history.learn(*waiting.pop())
                mine = told.week(rows, history)
                chance = chosen(rank(mine), mine["boxes"].to_numpy())
                selected = rng.random(len(rows)) < chance
                found = _looked(month, rows[selected], rng)
                lost |= found
                seen = np.bincount(month.shipments.box_consignment, found, len(frames))[rows] > 0
                mine = mine.with_columns(
                    pl.Series("chance", chance),
                    pl.Series("selected", selected),
                    pl.Series("found", seen),
                    (pl.col("hides") | (pl.int_range(pl.len()) % 5 == 0)).alias("kept"),
                )
                waiting.append(_outcomes(told.part, mine))
                self.weeks.append(mine)
                yield mine
                self._forget()
            adversary = adversary.after(used, month, lost)

    def lessons(self) -> pl.DataFrame:
        """Return what the officers know: the inspected, with their chance and what was found."""
        return pl.concat([week.filter("selected") for week in self.weeks])

    def truth(self) -> pl.DataFrame:
        """Return all that hides and a fifth of the rest, every label known and every chance one."""
        told = {"found": pl.col("hides"), "chance": pl.lit(1.0)}
        return pl.concat([week.filter("kept") for week in self.weeks]).with_columns(**told)

    def _forget(self) -> None:
        """Keep no more of a week that is long over than there is to learn of it."""
        if len(self.weeks) > WHOLE:
            week = self.weeks[-WHOLE - 1]
            self.weeks[-WHOLE - 1] = week.filter(pl.col("selected") | pl.col("kept"))


@dataclass(slots=True)
class _Told:
    """A month's papers, with what checks and profiles say of them."""

    known: Known
    at: Ints
    side: pl.DataFrame
    part: Frames

    def week(self, rows: Ints, history: History) -> pl.DataFrame:
        """Return the inputs of `rows`, read against the past as it now stands."""
        numbers = pl.Series("row", rows, dtype=pl.UInt32)
        self.part = only(self.known.frames, numbers)
        past = history.read(self.part, self.at[rows]).frame()
        new = pl.DataFrame([numbers]).with_row_index("new")

        def kept(frame: pl.DataFrame) -> pl.DataFrame:
            joined = frame.join(new, on="row", maintain_order="left")
            return joined.with_columns(row=pl.col("new").cast(pl.UInt32)).drop("new")

        known = Known(self.part, kept(self.known.findings), kept(self.known.matches), past)
        table = inputs(known, _DECLARED)
        return table.drop("boxes").hstack(self.side[rows])


_DECLARED = Model.default()


def _told(
    setting: Setting, month: Month, frames: Frames, book: RuleBook, rng: np.random.Generator
) -> _Told:
    findings = checks.run(frames)
    owner = month.shipments.box_consignment
    policy, officers = setting.config.targeting, np.zeros(len(frames))
    np.maximum.at(officers, owner, known_risk(setting, month))
    at = ((month.legs.estimated_arrival - _BEFORE_ARRIVAL) * _DAY_US).astype(np.int64)
    side = pl.DataFrame(
        {
            "boxes": month.shipments.boxes.astype(np.float64),
            "hiding": np.bincount(owner, month.contraband.scheme >= 0, len(frames)),
            "scheme": month.contraband.consignment_scheme,
            "officers": policy.sharpness * officers + policy.noise * rng.normal(size=len(frames)),
            "month": np.full(len(frames), month.number),
            "time": pl.Series(at).cast(INSTANT),
            "group": frames.consignments["consignment_id"],
        }
    ).with_columns(hides=pl.col("hiding") > 0)
    known = Known(frames, findings, book.match(frames, findings))
    return _Told(known, at, side, frames)


def chosen(log_odds: Floats, boxes: Floats, budget: float = BUDGET) -> Floats:
    """Return each consignment's chance: one for the riskiest a box, a blind one for all others."""
    blind = budget * BLIND
    return np.where(first(log_odds, boxes, (budget - blind) / (1 - blind)), 1.0, blind)


def first(log_odds: Floats, boxes: Floats, share: float) -> Bools:
    """Mark the consignments of highest risk a box that `share` of the boxes pays for."""
    order = by_risk(log_odds, boxes)
    taken = np.zeros(len(order), dtype=np.bool_)
    taken[order[np.cumsum(boxes[order]) <= share * boxes.sum()]] = True
    return taken


def by_risk(log_odds: Floats, boxes: Floats) -> Ints:
    """Return consignments by falling risk a box, if each box of one has the same."""
    none = -np.logaddexp(0.0, log_odds) / boxes  # log of the chance that a box hides nothing
    return np.argsort(none, kind="stable")


def _looked(month: Month, rows: Ints, rng: np.random.Generator) -> Bools:
    """Look into all boxes of consignments `rows`; mark those in which something is found."""
    looked = np.isin(month.shipments.box_consignment, rows)
    scheme = month.contraband.scheme
    return looked & (scheme >= 0) & (rng.random(len(scheme)) < _DETECTED[scheme])


def _outcomes(part: Frames, week: pl.DataFrame) -> tuple[Frames, pl.DataFrame]:
    """Return what becomes known of a week once it is over, as the past takes it."""
    told = week.with_columns(known_at=pl.col("time").max()).with_row_index("row").filter("selected")
    return part, told.select(pl.col("row").cast(pl.UInt32), "found", "known_at")
