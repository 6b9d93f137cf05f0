"""Lay a day's candidates and work out as the arrays of a `Problem`."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections.capacity import SLOT
from quaywatch.inspections.plan.policies import prospects, starts
from quaywatch.inspections.plan.problem import NONE, Boxes, Floats, Ints, Room
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.inspections.treatments import Treatments

CANDIDATES: dict[str, pl.DataType] = {
    "box_id": pl.String(),
    "probability": pl.Float64(),
    "terminal": pl.String(),
    "available_at": INSTANT,
    "deadline_at": INSTANT,
    "stratum": pl.String(),
    "reefer": pl.Boolean(),
    "dangerous_goods": pl.Boolean(),
    "cutoff_at": INSTANT,
    "harm": pl.Float64(),
    "information": pl.Float64(),
    "lot": pl.String(),
    "wanted": pl.Int64(),
}
"""What a plan chooses from. The whole hour of a look lies between the two instants; without
`available_at` the box is not there yet, without `deadline_at` it stays. The documents of a box with
`cutoff_at` can be looked at from now on until then, when the vessel is loaded and it is too late to
stop it. Those of others wait until the box is there: a look at paper that finds nothing ends the
matter, so it has to be weighed against better ones. `lot` is the stratum of an order of audits and
`wanted` how many looks by lot are still asked of all of it. The last seven can be left out."""

_DEFAULTS = {
    "reefer": False,
    "dangerous_goods": False,
    "cutoff_at": None,
    "harm": 1.0,
    "information": 0.0,
    "lot": "",
    "wanted": 0,
}
_KINDS = tuple(InspectionKind)
_HOUR = SLOT // timedelta(microseconds=1)
_FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Day:
    """The names behind the numbers of a problem."""

    boxes: Boxes
    room: Room
    terminals: tuple[str, ...]
    strata: tuple[str, ...]


def lay(candidates: pl.DataFrame, cells: pl.DataFrame, treatments: Treatments) -> Day:
    """Return the arrays of a day.

    Args:
        candidates: as `CANDIDATES` says, a box once.
        cells: [terminal, kind, dangerous_goods, slot_at, slots], what is left of each.
        treatments: what can be done with a box.
    """
    boxes = complete(candidates).sort("box_id")
    cells = cells.filter(pl.col("slots") > 0)
    hours = cells["slot_at"].unique().sort().dt.epoch("us").to_numpy().astype(np.int64)
    terminals = tuple(
        sorted(set(boxes["terminal"].unique()) | set(cells["terminal"].unique()) - {EVERYWHERE})
    )
    strata = tuple(sorted(boxes["stratum"].unique()))
    room = _room(cells, hours, terminals, treatments)
    return Day(_boxes(boxes, hours, terminals, strata, treatments), room, terminals, strata)


def complete(candidates: pl.DataFrame) -> pl.DataFrame:
    """Return candidates with every column of `CANDIDATES`."""
    missing = [
        (pl.col(name) if name in candidates.columns else pl.lit(None))
        .cast(CANDIDATES[name])
        .fill_null(pl.lit(default, CANDIDATES[name]))
        .alias(name)
        for name, default in _DEFAULTS.items()
    ]
    return (
        candidates.with_columns(missing)
        .select(pl.col(name).cast(kind) for name, kind in CANDIDATES.items())
        .with_columns(pl.col("stratum").fill_null(""), pl.col("terminal").fill_null(""))
    )


def _boxes(
    boxes: pl.DataFrame,
    hours: Ints,
    terminals: tuple[str, ...],
    strata: tuple[str, ...],
    treatments: Treatments,
) -> Boxes:
    dangerous = boxes["dangerous_goods"].to_numpy()
    probability = boxes["probability"].to_numpy()
    available = _instants(boxes["available_at"], _FAR)
    deadline = _instants(boxes["deadline_at"], _FAR)
    begin = np.searchsorted(hours, available, side="left")
    end = np.searchsorted(hours, deadline - _HOUR, side="right") - 1
    until = np.minimum(deadline, _instants(boxes["cutoff_at"], _FAR))
    paper_end = np.searchsorted(hours, until - _HOUR, side="right") - 1
    stoppable = boxes["cutoff_at"].is_not_null().to_numpy()
    first = np.empty((len(boxes), len(treatments.policy)), dtype=np.int64)
    last = np.empty_like(first)
    for t, policy in enumerate(treatments.policy):
        on_paper = policy.steps[0] is InspectionKind.DOCUMENTS
        first[:, t] = np.where(stoppable, 0, begin) if on_paper else begin
        last[:, t] = paper_end if on_paper else end
    return Boxes(
        names=tuple(boxes["box_id"]),
        group=2 * _codes(boxes["terminal"], terminals) + dangerous,
        first=first,
        last=last,
        stratum=_codes(boxes["stratum"], strata),
        lot=_codes(boxes["lot"], tuple(sorted(boxes["lot"].unique()))),
        wanted=boxes["wanted"].to_numpy(),
        probability=probability,
        prospects=prospects(
            treatments,
            probability,
            boxes["reefer"].to_numpy(),
            boxes["harm"].to_numpy(),
            boxes["information"].to_numpy(),
        ),
    )


def _room(
    cells: pl.DataFrame, hours: Ints, terminals: tuple[str, ...], treatments: Treatments
) -> Room:
    """Number the pools and say which cells each step can take."""
    summed = cells.group_by("terminal", "kind", "dangerous_goods", "slot_at").agg(
        pl.col("slots").sum()
    )
    keys = summed.select("terminal", "kind", "dangerous_goods").unique()
    pools = {key: place for place, key in enumerate(keys.sort(keys.columns).iter_rows())}
    capacity = np.zeros((len(pools), len(hours)))
    at = np.searchsorted(hours, summed["slot_at"].dt.epoch("us").to_numpy())
    rows = summed.select("terminal", "kind", "dangerous_goods", "slots").iter_rows()
    for (terminal, kind, dangerous, slots), hour in zip(rows, at, strict=True):
        capacity[pools[terminal, kind, dangerous], hour] = slots
    places = {name: place for place, name in enumerate(terminals)}
    kinds = {kind.value: place for place, kind in enumerate(_KINDS)}
    finder = _Finder(pools, capacity, terminals)
    groups = 2 * len(terminals)
    shape = groups, len(treatments.policy), len(hours)
    entry, other, second, third = (np.full(shape, NONE, dtype=np.int64) for _ in range(4))
    for t, policy in enumerate(treatments.policy):
        step, *more = policy.steps
        for group in range(groups):
            entry[group, t], other[group, t] = finder.entries(step, group)
            for place, then in enumerate(more):
                after = None if place == 0 else second[group, t]
                (second, third)[place][group, t] = finder.following(then, group, after)
    return Room(
        hours=hours,
        pool_terminal=np.array([places.get(key[0], NONE) for key in pools], dtype=np.int64),
        pool_kind=np.array([kinds[key[1]] for key in pools], dtype=np.int64),
        dangerous=np.array([key[2] for key in pools], dtype=np.bool_),
        capacity=capacity,
        entry=entry,
        other=other,
        second=second,
        third=third,
        starts=starts(treatments.policy, treatments),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the cells that serve a group."""

    pools: dict[tuple[str, str, bool], int]
    capacity: Floats
    terminals: tuple[str, ...]

    def entries(self, kind: InspectionKind, group: int) -> tuple[Ints, Ints]:
        """Cells by hour for a first step: of the pool that spares the special ones, and of it."""
        terminal, dangerous = self.terminals[group // 2], bool(group % 2)
        at = self._place(terminal, kind)
        plain = self._cells((at, kind.value, False))
        special = self._cells((at, kind.value, True))
        return (np.full_like(special, NONE) if dangerous else plain), special

    def following(self, kind: InspectionKind, group: int, after: Ints | None) -> Ints:
        """By hour, the next later cell for another step; `after` are the cells of the step
        before it."""
        one, two = self.entries(kind, group)
        either = np.where(two == NONE, one, two)
        hours = len(either)
        following = np.full(hours, NONE, dtype=np.int64)
        for hour in range(hours):
            before = hour if after is None or after[hour] == NONE else int(after[hour]) % hours
            later = either[before + 1 :]
            later = later[later != NONE]
            if len(later):
                following[hour] = later[0]
        return following

    def _place(self, terminal: str, kind: InspectionKind) -> str:
        own = any((terminal, kind.value, sort) in self.pools for sort in (False, True))
        return terminal if own else EVERYWHERE

    def _cells(self, key: tuple[str, str, bool]) -> Ints:
        hours = int(self.capacity.shape[1])
        pool = self.pools.get(key)
        if pool is None:
            return np.full(hours, NONE, dtype=np.int64)
        cells: Ints = pool * hours + np.arange(hours, dtype=np.int64)
        cells[self.capacity[pool] <= 0] = NONE
        return cells


def _codes(column: pl.Series, names: tuple[str, ...]) -> Ints:
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers[name] for name in column], dtype=np.int64)


def _instants(column: pl.Series, missing: int) -> Ints:
    return column.dt.epoch("us").fill_null(missing).to_numpy().astype(np.int64)
