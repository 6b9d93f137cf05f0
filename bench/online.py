"""One consignment at a time: past, checks, five hundred profiles, model and reasons."""

import time
from collections.abc import Callable, Sequence

import polars as pl

from bench._learned import learned
from bench._profiles import profiles
from bench._trade import consignments
from bench.result import Result
from quaywatch.cargo import Consignment, FilingHeader, to_frames
from quaywatch.cli.serving import spare_what_stays
from quaywatch.history import History, features
from quaywatch.history.encoding import OUTCOMES
from quaywatch.risk import Assessments, Model, Scorer, assess
from quaywatch.rules import Profile, RuleBook
from quaywatch.rules.text import Texts
from quaywatch.world import to_filings

TITLE = "assess() at five hundred filings a second: how long each waits for its reasons"

P99_BAR_MS = 20.0
WITH_REASONS_BAR, WITHOUT_BAR = 30_000, 100_000
_PER_SECOND = 500
_PROFILES = 500
_KNOWN = 20_000
"""Consignments that the past holds before the first is timed."""
_WARM_UP = 500

NOTHING_FOUND = pl.DataFrame(schema=OUTCOMES)

Received = tuple[FilingHeader, Consignment]


class Desk:
    """What a node asks of each filing, in memory: nothing is written."""

    def __init__(self) -> None:
        self._history = History()
        self.rulebook = _rulebook()
        self._history.read(consignments(_KNOWN))
        self.model = learned(self.rulebook, self._history)

    def answer(self, received: Sequence[Received]) -> int:
        """Assess what has come in together; return how many reasons there are."""
        frames = to_frames(received)
        past = self._history.read(frames).frame()
        assessed = assess(frames, model=self.model, rulebook=self.rulebook, past=past)
        return sum(len(each.reasons) for each in assessed.explained())


def run(quick: bool) -> Result:
    """Let filings come at their own clock, then measure whole batches."""
    desk = Desk()
    seconds = 6 if quick else 30
    filed = _received(_WARM_UP + seconds * _PER_SECOND)
    _waits(desk, filed[:_WARM_UP])
    spare_what_stays()
    begun = time.process_time()
    waits = sorted(_waits(desk, filed[_WARM_UP:]))
    busy = (time.process_time() - begun) / seconds
    height = 100_000 if quick else 300_000
    with_reasons, without = _batch(height, desk.model, desk.rulebook)
    declared = _batch(height, Model.default(), desk.rulebook)
    p99 = waits[len(waits) * 99 // 100] * 1000
    figures: dict[str, object] = {
        "p50_ms": round(waits[len(waits) // 2] * 1000, 2),
        "p99_ms": round(p99, 2),
        "per_s": _PER_SECOND,
        "consignments": len(waits),
        "profiles": _PROFILES,
        "processors_busy": round(busy, 2),
        "batch_with_reasons_per_s": round(with_reasons),
        "batch_per_s": round(without),
        "declared_batch_with_reasons_per_s": round(declared[0]),
        "declared_batch_per_s": round(declared[1]),
    }
    holds = {
        "p99_ms": p99 <= P99_BAR_MS,
        "batch_with_reasons_per_s": with_reasons >= WITH_REASONS_BAR,
        "batch_per_s": without >= WITHOUT_BAR,
    }
    return Result("online", figures, {}, holds)


def _rulebook() -> RuleBook:
    said = Texts(en="An invented profile", fr="Un profil", nl="Een profiel", es="Un perfil")
    asked = profiles(_PROFILES)
    return RuleBook(
        [
            Profile(
                code=f"invented-{number}",
                version=1,
                weight=0.1,
                expression=each.ours,
                title=said,
                text=said,
                source="made up to measure speed",
                author="bench",
                tests=(),
            )
            for number, each in enumerate(asked)
        ]
    )


def _received(count: int) -> list[Received]:
    frames = consignments(count, 8, bill="ON", filing=1)
    return [(filing.header, c) for filing in to_filings(frames) for c in filing.consignments]


def _waits(desk: Desk, filed: Sequence[Received]) -> list[float]:
    """Return the seconds from the moment each comes in, whoever is before it, to its reasons.

    What has come in while others were answered is answered together, as the node does it.
    """
    start = time.perf_counter() + 0.01
    waits: list[float] = []
    while len(waits) < len(filed):
        come = int((time.perf_counter() - start) * _PER_SECOND) + 1
        waiting = filed[len(waits) : max(0, come)]
        if not waiting:
            time.sleep(max(0.0, start + len(waits) / _PER_SECOND - time.perf_counter()))
            continue
        desk.answer(waiting)
        done = time.perf_counter() - start
        waits += [done - (len(waits) + i) / _PER_SECOND for i in range(len(waiting))]
    return waits


def _batch(height: int, model: Scorer, rulebook: RuleBook) -> tuple[float, float]:
    """Return consignments a second, with every reason's share and with scores alone."""
    frames, none = consignments(height), NOTHING_FOUND
    features(frames, none)

    def speed(read: Callable[[Assessments], object]) -> float:
        start = time.perf_counter()
        past = features(frames, none)
        read(assess(frames, model=model, rulebook=rulebook, past=past))
        return height / (time.perf_counter() - start)

    return max(speed(_reasoned) for _ in range(3)), max(speed(_scored) for _ in range(3))


def _reasoned(assessed: Assessments) -> tuple[pl.DataFrame, pl.DataFrame]:
    return assessed.contributions, assessed.scores


def _scored(assessed: Assessments) -> pl.DataFrame:
    return assessed.scores
