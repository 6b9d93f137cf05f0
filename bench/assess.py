"""Assessing: whole batches, and one consignment with its reasons."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench import _plain_model
from bench._desk import desk, filings, send
from bench._trade import consignments
from bench.result import Result
from quaywatch.checks import Context
from quaywatch.checks import run as run_checks
from quaywatch.risk import Assessments, Known, Model, assess
from quaywatch.rules import RuleBook, load

TITLE = "assess(): consignments a second in batch, one with its reasons, one over HTTP"

BATCH_BAR = 50_000
ONE_BAR_MS = 12.0
ONLINE_BAR_MS = 100.0
_PER_SECOND = 100
_WARM_UP = 200
_PEER_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one call: by the clock on the wall, and of the processor."""

    wall: float
    processor: float


def run(quick: bool) -> Result:
    """Measure batches beside a row-by-row form of the same model, then single consignments."""
    height = 100_000 if quick else 300_000
    model, book, frames = Model.default(), load(), consignments(height)
    times = _times(lambda: assess(frames, model=model, rulebook=book).scores, 3)
    batch = min(times, key=lambda spent: spent.wall)
    one = consignments(1)
    alone = _times(lambda: assess(one, model=model, rulebook=book).explain(0), 60)
    one_ms = median(spent.wall for spent in alone[10:]) * 1000
    figures: dict[str, object] = {
        "batch_per_s": round(height / batch.wall),
        "batch_per_processor_s": round(height / min(spent.processor for spent in times)),
        "one_with_reasons_ms": round(one_ms, 2),
        "one_with_reasons_processor_ms": round(
            median(spent.processor for spent in alone[10:]) * 1000, 2
        ),
    }
    online = _online(4_000 if quick else 17_000, 10 if quick else 20)
    figures |= online
    peers, agrees = _beside_plain_python(model, book)
    holds = {
        "online_p99_ms": online["online_p99_ms"] <= ONLINE_BAR_MS,
        "batch_per_s": height / batch.wall >= BATCH_BAR,
        "one_with_reasons_ms": one_ms <= ONE_BAR_MS,
        "plain_python_agrees": agrees,
    }
    return Result("assess", figures, peers, holds)


def _online(backlog: int, seconds: int) -> dict[str, float]:
    """Return how long filings take from the moment they are meant to leave to their rank."""
    with desk(backlog) as served:
        bodies = filings(_WARM_UP + seconds * _PER_SECOND)
        asyncio.run(send(served, bodies[:_WARM_UP], _PER_SECOND))
        taken = sorted(asyncio.run(send(served, bodies[_WARM_UP:], _PER_SECOND)))
        return {
            "online_p50_ms": round(taken[len(taken) // 2] * 1000, 1),
            "online_p99_ms": round(taken[len(taken) * 99 // 100] * 1000, 1),
            "online_requests": len(taken),
            "online_backlog_boxes": served.backlog,
        }


def _times(call: Callable[[], object], count: int) -> list[Spent]:
    spent: list[Spent] = []
    for _ in range(count):
        wall, processor = time.perf_counter(), time.process_time()
        call()
        spent.append(Spent(time.perf_counter() - wall, time.process_time() - processor))
    return spent


def _beside_plain_python(model: Model, book: RuleBook) -> tuple[dict[str, object], bool]:
    """Return speeds of the model alone, checks and profiles done, in columns and by the row."""
    frames = consignments(_PEER_ROWS)
    findings = run_checks(frames, Context())
    matches = book.match(frames, findings)
    known = Known(frames, findings, matches)
    ours = min(
        _times(lambda: Assessments(known, model, book).scores, 3),
        key=lambda spent: spent.processor,
    )
    rows = _plain_model.records(frames, findings, matches)
    plain: list[float] = []
    theirs = _times(lambda: plain.extend(_plain_model.probability(row, model) for row in rows), 1)
    scores = Assessments(known, model, book).scores["probability"]
    # The lot of a consignment, below 1e-6 log-odds, is all that may differ.
    agrees = all(math.isclose(a, b, rel_tol=2e-6) for a, b in zip(plain, scores, strict=True))
    peers: dict[str, object] = {
        "model_alone_per_processor_s": round(_PEER_ROWS / ours.processor),
        "plain_python_model_per_processor_s": round(_PEER_ROWS / theirs[0].processor),
        "ratio_plain_python": round(theirs[0].processor / ours.processor, 2),
    }
    return peers, agrees
