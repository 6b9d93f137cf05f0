"""In simulated years at Antwerp's capacity: what looks spent on learning bring later."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from bench._loop import Floats
from bench._spending import Bate, Exploit, FixedShare, Informed, Lanes, Told
from bench._year import BUDGET, Count, Policy, Year, spend, trade
from bench.result import Result

TITLE = "learning: finds a month when some looks are spent on learning, at the same capacity"

RATIO_BAR = 1.3
CAPACITY_BAR = 0.01
"""How far the boxes looked at may lie from the capacity, as a part of it."""
FROM = 6
"""Months before the ones that count: the new way of hiding begins in the month before."""
_RESAMPLES = 2000

POLICIES: dict[str, Callable[[], Policy]] = {
    "exploit": Exploit,
    "random_10": FixedShare,
    "bate": Bate,
    "lanes": Lanes,
    "ours": Informed,
    "told_all": Told,
}
"""`told_all` is no policy but a bound: its model is told what every box hid."""

OTHER_YEARS: dict[str, Year] = {
    "no_new_way": Year(blended_from=None),
    "traffickers_stay": Year(response=0.0),
    "traffickers_twice_as_quick": Year(response=7.2),
}
"""Years in which the world changes more slowly, or faster."""

Counts = dict[str, Count]


@dataclass(frozen=True, slots=True)
class Size:
    """How many years; settings were tried on seeds 101 to 124, which are not among these."""

    seeds: tuple[int, ...]
    other_seeds: tuple[int, ...]


QUICK = Size(seeds=tuple(range(201, 211)), other_seeds=tuple(range(301, 305)))
FULL = Size(seeds=tuple(range(201, 241)), other_seeds=tuple(range(301, 317)))


def run(quick: bool) -> Result:
    """Let every policy spend the same years."""
    size = QUICK if quick else FULL
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        years = list(pool.map(_year, size.seeds))
        others = {
            name: [pool.submit(_pair, seed, year) for seed in size.other_seeds]
            for name, year in OTHER_YEARS.items()
        }
        return _result(years, {n: [each.result() for each in all_] for n, all_ in others.items()})


def _year(seed: int) -> Counts:
    year = Year()
    setting = trade(seed, year)
    return {name: spend(setting, year, policy()) for name, policy in POLICIES.items()}


def _pair(seed: int, year: Year) -> Counts:
    setting = trade(seed, year)
    return {name: spend(setting, year, POLICIES[name]()) for name in ("exploit", "ours")}


def _result(years: Sequence[Counts], others: dict[str, list[Counts]]) -> Result:
    ratios = {name: _ratio(years, name) for name in POLICIES if name != "exploit"}
    ours = ratios["ours"]
    spent = {n: float(np.mean([y[n].spent for y in years])) for n in POLICIES}
    figures: dict[str, object] = {
        "ratio_to_exploit": ours["ratio"],
        "interval": ours["interval"],
        "curve": {name: _curve(years, name) for name in POLICIES},
        "ratio_of_expected_finds": ours["expected"],
        "ratio_over_the_year": _ratio(years, "ours", 0)["ratio"],
        "finds_of_the_new_way": {n: _sum(years, n, lambda c: c.new) for n in POLICIES},
        "hiding_from_month_6": _sum(years, "exploit", lambda c: c.hiding[FROM:]),
        "finds_from_month_6": _sum(years, "exploit", lambda c: c.finds[FROM:]),
        "share_looked_at": {name: round(share, 4) for name, share in spent.items()},
        "other_years": {name: _ratio(each, "ours") for name, each in others.items()},
        "seeds": len(years),
    }
    holds = {
        "ratio_to_exploit": _sum(years, "ours", _late) >= RATIO_BAR * _sum(years, "exploit", _late),
        "same_capacity": all(abs(s / BUDGET - 1) <= CAPACITY_BAR for s in spent.values()),
    }
    return Result("learning", figures, {n: r for n, r in ratios.items() if n != "ours"}, holds)


def _late(count: Count) -> list[int]:
    return count.finds[FROM:]


def _sum(years: Sequence[Counts], name: str, of: Callable[[Count], list[int]]) -> int:
    return sum(sum(of(year[name])) for year in years)


def _curve(years: Sequence[Counts], name: str) -> list[float]:
    """Return the mean finds of each month."""
    return [round(float(v), 2) for v in np.mean([year[name].finds for year in years], axis=0)]


def _ratio(years: Sequence[Counts], name: str, begin: int = FROM) -> dict[str, object]:
    """Return the finds from month `begin` on over those of exploitation, with a 95 % interval.

    Years are drawn anew, both policies of a year together.
    """
    ours, theirs = (np.array([sum(y[n].finds[begin:]) for y in years]) for n in (name, "exploit"))
    drawn = np.random.default_rng(0).integers(0, len(years), (_RESAMPLES, len(years)))
    again: Floats = ours[drawn].sum(axis=1) / theirs[drawn].sum(axis=1)
    expected = [sum(sum(y[n].expected[begin:]) for y in years) for n in (name, "exploit")]
    return {
        "ratio": round(float(ours.sum() / theirs.sum()), 3),
        "interval": [round(float(np.quantile(again, q)), 3) for q in (0.025, 0.975)],
        "expected": round(expected[0] / expected[1], 3),
    }
