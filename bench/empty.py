"""Whether a container declared empty is: share found not empty, and of empties held for loaded.

Pictures are simulated, of seeds that nothing was learnt from or tuned on, of all kinds before all
scanners, either end first, on trailers and without; of makers whose containers taught the
reference and of twenty that nobody has met. What an unknown build hides is told as such, and
counted. The best that is published (99.3 % found at 0.7 % false alarms) counted any load; `pd`
counts loads from a carton of 2 kg on. What is hidden in an otherwise empty container is told by
place and mass. There is no open set of real scans. All 1,596 containers of the full run take a
processor second each: some 13 minutes of two.
"""

import multiprocessing
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench._empties import (
    LOADS,
    MASSES,
    PLACES,
    Case,
    carton_kg,
    empties,
    half_strange,
    hidden,
    loaded,
    seen,
    strange,
)
from bench.result import Result
from quaywatch.scans.emptiness import told

TITLE = "containers declared empty: share found not empty, and of empties held for loaded"
BAR_PD, BAR_PFA = 0.993, 0.007
_FIRST = 900_000_000
"""Of the seeds that only this benchmark uses."""
_PROCESSES = 2
_CARTONS_KG = (2.0, 3.5, 5.0, 20.0)
"""Between which cartons are counted by themselves."""


@dataclass(frozen=True, slots=True)
class _Read:
    case: Case
    found: bool
    doubted: bool
    """Nothing was found, and an end was told to be of a build that hides what is in it."""
    place: str | None
    kg: float
    cpu_s: float


def run(quick: bool) -> Result:
    """Verify empties, loads and what is hidden in empties, of makers met and never met."""
    size = (36, 1, 1) if quick else (432, 36, 6)
    groups = [empties(size[0], _FIRST), strange(empties(size[0], _FIRST + 400_000)),
              half_strange(loaded(size[1], _FIRST + 100_000)),
              half_strange(hidden(size[2], _FIRST + 200_000))]  # fmt: skip
    if quick:
        groups[3] = [case for case in groups[3] if case.kg in (2.0, 10.0)]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        met, unmet, load, threat = (
            [one for one in pool.imap_unordered(_read, cases, chunksize=4) if one is not None]
            for cases in groups
        )
    return _result(met, unmet, load, threat)


def _result(
    met: Sequence[_Read], unmet: Sequence[_Read], load: Sequence[_Read], threat: Sequence[_Read]
) -> Result:
    both = [*met, *unmet]
    pd, pfa = _share(load), _share(both)
    figures: dict[str, object] = {
        "pd": pd,
        "pd_above_at_95": round(1.0 - _bound([one for one in load if not one.found], len(load)), 4),
        "loaded": len(load),
        "pfa": pfa,
        "pfa_below_at_95": _alarms(both)["below_at_95"],
        "empties": len(both),
        "of_makers_met": _alarms(met),
        "of_makers_never_met": _alarms(unmet),
        "cannot_tell": {"met": _doubted(met), "never_met": _doubted(unmet),
                        "hidden": _doubted(threat)},
        "loads": {name: _counts(load, name) for name in LOADS},
        "cartons": {f"{low:g}-{high:g}kg": _cartons(load, low, high)
                    for low, high in pairwise(_CARTONS_KG)},
        "hidden_of_makers_met": _table([one for one in threat if one.case.make is None]),
        "hidden_of_makers_never_met": _table([one for one in threat if one.case.make is not None]),
        "place_named": _named(threat),
        "mass_ratio_median": _ratio(threat),
        "verify_cpu_ms": round(1000 * sum(one.cpu_s for one in both) / max(len(both), 1)),
        "real": "none",
    }  # fmt: skip
    published = {"pd": BAR_PD, "pfa": BAR_PFA, "of": "Jaccard, Rogers and others, real scans"}
    return Result("empty", figures, {"published": published},
                  {"pd": pd >= BAR_PD, "pfa": pfa <= BAR_PFA})  # fmt: skip


def _read(case: Case) -> _Read | None:
    shown = seen(case)
    if shown is None:
        return None
    started = time.process_time()
    findings, doubts = told(shown)
    spent = time.process_time() - started
    first = findings[0] if findings else None
    place = None if first is None or first.place is None else str(first.place)
    kg = sum(one.mass_kg or 0.0 for one in findings)
    return _Read(case, first is not None, first is None and bool(doubts), place, kg, spent)


def _share(read: Sequence[_Read]) -> float:
    return round(sum(one.found for one in read) / max(len(read), 1), 4)


def _doubted(read: Sequence[_Read]) -> float:
    return round(sum(one.doubted for one in read) / max(len(read), 1), 4)


def _alarms(read: Sequence[_Read]) -> dict[str, float]:
    alarms = [one for one in read if one.found]
    return {"pfa": _share(read), "alarms": len(alarms), "of": len(read),
            "below_at_95": _bound(alarms, len(read))}  # fmt: skip


def _bound(counted: Sequence[_Read], number: int) -> float:
    """Return the share that is not reached with 95 % confidence (Clopper and Pearson)."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        term = total = (1 - middle) ** number
        for count in range(1, len(counted) + 1):
            term *= (number - count + 1) / count * middle / (1 - middle)
            total += term
        low, high = (middle, high) if total > 0.05 else (low, middle)
    return round(high, 4)


def _counts(read: Sequence[_Read], content: str) -> str:
    chosen = [one.found for one in read if one.case.content == content]
    return f"{sum(chosen)}/{len(chosen)}"


def _cartons(read: Sequence[_Read], low: float, high: float) -> str:
    cartons = [one for one in read if one.case.content == "carton"]
    chosen = [one.found for one in cartons if low <= carton_kg(one.case) < high]
    return f"{sum(chosen)}/{len(chosen)}"


def _table(read: Sequence[_Read]) -> dict[str, dict[str, str]]:
    """Return how many were found of how many hidden, by place and kilograms."""
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for place in PLACES:
        for kg in MASSES:
            chosen = [one.found for one in read if one.case.content == place and one.case.kg == kg]
            if chosen:
                table[str(place)][f"{kg:g}"] = f"{sum(chosen)}/{len(chosen)}"
    return dict(table)


def _named(read: Sequence[_Read]) -> float:
    """Return the share of what was found whose place was named rightly."""
    found = [one for one in read if one.found]
    return round(sum(one.place == one.case.content for one in found) / max(len(found), 1), 3)


def _ratio(read: Sequence[_Read]) -> float:
    """Return the median of mass found over mass hidden, of 5 kg and more."""
    ratios = sorted(one.kg / one.case.kg for one in read if one.found and one.case.kg >= 5.0)
    return round(ratios[len(ratios) // 2], 2) if ratios else 0.0
