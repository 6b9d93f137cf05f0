"""Who is who: our resolver beside Splink on the same mentions, and what it costs."""

import math
import multiprocessing
import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bench._links import by_splink, patstat, senzing
from bench._links.score import Score, score
from bench._links.variants import mentions
from bench._reading import peak_mb
from bench.result import Result
from quaywatch.links import Mention, Resolver, resolve

TITLE = "Parties: resolved across spellings, scripts and addresses, beside Splink"

_SEED = 7
"""Of firms that nothing was fitted to: fitting uses 101 to 103."""
_BARS = {"simulated": 0.95, "patstat": 0.90}
"""F1 to reach; Senzing's set is of persons told apart by dates of birth, and is shown only."""
_ADDED_BAR_MS = 5.0
_MILLION_BAR_S = 600.0
_STRETCHES = 10

Labelled = tuple[Sequence[Mention], Sequence[object]]


class Cost(NamedTuple):
    """What resolving took, in a process of its own."""

    found: Score
    mentions: int
    stretches_s: list[float]
    """Processor seconds of each tenth of the mentions."""
    peak_mb: float


def run(quick: bool) -> Result:
    """Resolve three labelled sets with both, then many mentions with ours alone."""
    sets: dict[str, Labelled] = {"simulated": mentions(1_000 if quick else 3_000, _SEED)}
    figures: dict[str, object] = {}
    peers: dict[str, object] = {}
    holds: dict[str, bool] = {}
    try:
        sets |= {"patstat": patstat.mentions(), "senzing": senzing.mentions()}
    except FileNotFoundError as error:
        peers["skipped"] = str(error)
    for name, labelled in sets.items():
        ours, theirs = _ours(*labelled), by_splink.best(*labelled)
        figures[f"f1_{name}"] = round(ours.f1, 4)
        figures[f"precision_{name}"] = round(ours.precision, 4)
        figures[f"other_order_f1_{name}"] = round(_other_order(labelled[0]).f1, 4)
        peers[f"splink_f1_{name}"] = round(theirs.f1, 4)
        if name in _BARS:
            holds[f"f1_{name}"] = ours.f1 >= _BARS[name]
        holds[f"beside_splink_{name}"] = ours.f1 >= theirs.f1
    return _costs(2_000 if quick else 30_000, Result("links", figures, peers, holds))


def _ours(found: Sequence[Mention], truth: Sequence[object]) -> Score:
    resolver = resolve(found)
    return score([resolver.party(mention.id) for mention in found], list(truth))


def _other_order(found: Sequence[Mention]) -> Score:
    """Compare the parties with those that come out when mentions come in reverse."""
    forth, back = resolve(found), resolve(reversed(found))
    return score([forth.party(m.id) for m in found], [back.party(m.id) for m in found])


def _costs(firms: int, result: Result) -> Result:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        cost = pool.apply(_cost, (firms,))
    last_ms = 1000 * cost.stretches_s[-1] / (cost.mentions / _STRETCHES)
    million = _of_a_million(cost)
    result.figures.update(
        mentions=cost.mentions,
        f1_many=round(cost.found.f1, 4),
        rows_per_s=round(cost.mentions / sum(cost.stretches_s)),
        incremental_ms=round(last_ms, 3),
        million_s_extrapolated=round(million),
        peak_mb=round(cost.peak_mb),
    )
    result.holds.update(
        incremental_ms=last_ms <= _ADDED_BAR_MS, million_s_extrapolated=million <= _MILLION_BAR_S
    )
    return result


def _cost(firms: int) -> Cost:
    found, truth = mentions(firms, _SEED)
    resolve(found[:2])
    resolver = Resolver()
    stretches: list[float] = []
    each = math.ceil(len(found) / _STRETCHES)
    for first in range(0, len(found), each):
        start = time.process_time()
        for mention in found[first : first + each]:
            resolver.add(mention)
        stretches.append(time.process_time() - start)
    peak = peak_mb()
    parties = [resolver.party(mention.id) for mention in found]
    return Cost(score(parties, truth), len(found), stretches, peak)


def _of_a_million(cost: Cost) -> float:
    """Extend the cost of a mention, which grows with the logarithm of their number."""
    each = cost.mentions / _STRETCHES
    middle = (np.arange(_STRETCHES) + 0.5) * each
    slope, level = np.polyfit(np.log(middle), np.array(cost.stretches_s) / each, 1)
    return float(1e6 * (level + slope * (math.log(1e6) - 1)))
