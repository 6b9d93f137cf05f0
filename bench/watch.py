"""Watch lists: a consignment met with up to a million entries, exactly and by names alike."""

import multiprocessing
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from bench._reading import peak_mb
from bench._trade import consignments
from bench.result import Result
from quaywatch.links import Names
from quaywatch.rules.watch import Entry, Target, Watch, WatchList
from quaywatch.world.names import brands

TITLE = "Watch lists: one consignment beside a million entries, exact and fuzzy"

_BAR_MS = 5.0
_ASKED = 200
_LIKENESS = 0.8


class Cost(NamedTuple):
    """What an index took in a process of its own, and what asking it takes."""

    build_s: float
    ask_ms: float
    """Processor time of one question."""
    peak_mb: float
    found: float
    """Share of the questions whose name was found."""


def run(quick: bool) -> Result:
    """Lay lists out, ask them, and ask the same of a linear scan."""
    size = 100_000 if quick else 1_000_000
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        exact = pool.apply(_exact, (size,))
        alike = pool.apply(_alike, (size,))
        scan = pool.apply(_scan, (size,))
    figures: dict[str, object] = {"entries": size}
    for name, cost in {"exact": exact, "alike": alike}.items():
        figures |= {
            f"{name}_build_s": round(cost.build_s, 2),
            f"{name}_ask_ms": round(cost.ask_ms, 3),
            f"{name}_peak_mb": round(cost.peak_mb),
        }
    figures["alike_found"] = round(alike.found, 3)
    peers: dict[str, object] = {
        "rapidfuzz_scan_ask_ms": round(scan.ask_ms, 1),
        "rapidfuzz_scan_found": round(scan.found, 3),
    }
    holds = {"exact_ask_ms": exact.ask_ms <= _BAR_MS, "alike_ask_ms": alike.ask_ms <= _BAR_MS}
    return Result("watch", figures, peers, holds)


def _names(size: int) -> list[str]:
    rng = np.random.default_rng(3)
    one, other = brands(rng, size).to_list(), brands(rng, size).to_list()
    return [f"{first} {second} Trading BV" for first, second in zip(one, other, strict=True)]


def _exact(size: int) -> Cost:
    entries = tuple(
        Entry(id=str(at), target=Target.PARTY, value=value, weight=1.0, reason="made up")
        for at, value in enumerate(_names(size))
    )
    start = time.process_time()
    watch = Watch([WatchList(code="desk", title="Desk", entries=entries)])
    built = time.process_time() - start
    one = consignments(1)
    watch.hits(one)
    start = time.process_time()
    for _ in range(_ASKED):
        watch.hits(one)
    return Cost(built, 1000 * (time.process_time() - start) / _ASKED, peak_mb(), 1.0)


def _alike(size: int) -> Cost:
    listed = _names(size)
    Names(listed[:2]).find(listed[0], _LIKENESS)
    start = time.process_time()
    names = Names(listed)
    built = time.process_time() - start
    return _asked(
        listed, built, lambda text: {a.place for a in names.find(text, _LIKENESS)}, _ASKED
    )


def _scan(size: int) -> Cost:
    listed = _names(size)

    def ask(text: str) -> set[int]:
        found = process.extract(text, listed, scorer=fuzz.token_sort_ratio, limit=5)
        return {place for _, _, place in found}

    return _asked(listed, 0.0, ask, 5)


def _asked(listed: list[str], built: float, ask: Callable[[str], set[int]], many: int) -> Cost:
    """Ask for names of the list, each with two letters that changed places and no legal form."""
    places = [at * 7_919 % len(listed) for at in range(many)]
    start = time.process_time()
    found = sum(place in ask(_misspelled(listed[place])) for place in places)
    spent = time.process_time() - start
    return Cost(built, 1000 * spent / many, peak_mb(), found / many)


def _misspelled(name: str) -> str:
    return (name[:3] + name[4] + name[3] + name[5:]).removesuffix(" BV")
