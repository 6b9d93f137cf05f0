"""Whether a container declared empty is: share found not empty, and of empties held for loaded.

Pictures are simulated, of seeds that nothing was learnt from or tuned on, of all kinds before all
scanners, either end first, on trailers and without. The best that is published (99.3 % found at
0.7 % false alarms) counted any load; `pd` counts loads from a carton of 2 kg on. What is hidden in
an otherwise empty container is told by place and mass. There is no open set of real scans.
"""

import multiprocessing
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench._empties import LOADS, MASSES, PLACES, Case, empties, hidden, loaded, seen
from bench.result import Result
from quaywatch.scans.emptiness import verify
from quaywatch.world.scanner.makes import MAKES, make

TITLE = "containers declared empty: share found not empty, and of empties held for loaded"
BAR_PD, BAR_PFA = 0.993, 0.007
_FIRST = 900_000_000
"""Of the seeds that only this benchmark uses."""
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class _Read:
    case: Case
    found: bool
    place: str | None
    kg: float
    cpu_s: float


def run(quick: bool) -> Result:
    """Verify empties, loads and what is hidden in empties."""
    size = (36, 1, 1, 12) if quick else (300, 6, 3, 60)
    unmet = [
        Case(one.seed, one.size_type, one.installation, make=make(MAKES + number % 20))
        for number, one in enumerate(empties(size[3], _FIRST + 400_000))
    ]
    threats = hidden(size[2], _FIRST + 200_000)
    if quick:
        threats = [case for case in threats if case.kg in (2.0, 10.0)]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        empty, load, threat, strange = (
            [one for one in pool.imap_unordered(_read, cases, chunksize=4) if one is not None]
            for cases in (empties(size[0], _FIRST), loaded(size[1], _FIRST + 100_000), threats,
                          unmet)
        )  # fmt: skip
    pd, pfa = _share(load), _share(empty)
    figures: dict[str, object] = {
        "pd": pd,
        "pfa": pfa,
        "empties": len(empty),
        "false_alarms": sum(one.found for one in empty),
        "pfa_below_at_95": _bound(empty),
        "loads": {name: _counts(load, name) for name in LOADS},
        "hidden": _table(threat),
        "place_named": _named(threat),
        "mass_ratio_median": _ratio(threat),
        "pfa_of_makers_never_met": _share(strange),
        "verify_cpu_ms": round(1000 * sum(one.cpu_s for one in empty) / max(len(empty), 1)),
        "real": "none",
    }
    published = {"pd": BAR_PD, "pfa": BAR_PFA, "of": "Jaccard, Rogers and others, real scans"}
    return Result("empty", figures, {"published": published},
                  {"pd": pd >= BAR_PD, "pfa": pfa <= BAR_PFA})  # fmt: skip


def _read(case: Case) -> _Read | None:
    shown = seen(case)
    if shown is None:
        return None
    started = time.process_time()
    findings = verify(shown)
    spent = time.process_time() - started
    first = findings[0] if findings else None
    place = None if first is None or first.place is None else str(first.place)
    return _Read(case, first is not None, place, sum(one.mass_kg or 0.0 for one in findings), spent)


def _share(read: Sequence[_Read]) -> float:
    return round(sum(one.found for one in read) / max(len(read), 1), 4)


def _bound(read: Sequence[_Read]) -> float:
    """Return the share of false alarms that it is below with 95 % confidence (Clopper, Pearson)."""
    number, false = len(read), sum(one.found for one in read)
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        term = total = (1 - middle) ** number
        for count in range(1, false + 1):
            term *= (number - count + 1) / count * middle / (1 - middle)
            total += term
        low, high = (middle, high) if total > 0.05 else (low, middle)
    return round(high, 4)


def _counts(read: Sequence[_Read], content: str) -> str:
    chosen = [one.found for one in read if one.case.content == content]
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
