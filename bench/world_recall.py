"""In the simulated world: how much hidden contraband each way of choosing reaches."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

import numpy as np
import polars as pl

from bench import _recall, _ways
from bench._loop import BUDGET, EUROPE, WHOLE, Floats, Loop, Ranking
from bench._recall import Judged
from bench.result import Result
from quaywatch.risk.learned import Learned

TITLE = "world_recall: hidden contraband reached, learned from chosen boxes alone, beside a bound"

SHARE_BAR, RATIO_BAR, SCARCITY_BAR = 0.95, 1.7, 0.5
CALIBRATION_BAR, TIES_BAR = 0.01, 0.001
BACK_BAR_WEEKS, BACK_SHARE, EXPLORING_BAR = 8, 0.8, 0.05
SCARCE = 0.05
WAYS = ("random", "ats", "importer", "rules", "officers", "plain_lightgbm", "learned", "bound")

Counts = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Size:
    """How long and how many."""

    seeds: tuple[int, ...]
    months: int
    judged_weeks: int
    blended_from: int
    scale: float = EUROPE


QUICK = Size(seeds=(1,), months=10, judged_weeks=8, blended_from=5)
FULL = Size(seeds=(1, 2, 3), months=24, judged_weeks=16, blended_from=10)


@dataclass(slots=True)
class Open:
    """One world's judged weeks, ranked by all ways; and what the learner itself got."""

    judged: Judged
    errors: list[float] = field(default_factory=list[float])
    ties: float = 0.0
    reached: Counts = (0.0, 1.0)
    exploring: Counts = (1.0, 1.0)
    found: int = 0


def run(quick: bool) -> Result:
    """Let every way choose in its own world, two worlds at a time."""
    size = QUICK if quick else FULL
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        closed = [pool.submit(_learner, seed, size) for seed in size.seeds]
        changed = [pool.submit(_changed, seed, size) for seed in size.seeds]
        rules = [pool.submit(_fixed, seed, size, "rules") for seed in size.seeds]
        today = [pool.submit(_fixed, seed, size, "officers") for seed in size.seeds]
        scarce = [pool.submit(_scarce, seed, size) for seed in size.seeds]
        return _result(
            size,
            [each.result() for each in closed],
            [each.result() for each in changed],
            {
                "rules": [each.result() for each in rules],
                "officers": [each.result() for each in today],
            },
            [each.result() for each in scarce],
        )


def _learner(seed: int, size: Size) -> Open:
    """Let the model choose and learn; judge the last weeks by every way on the same records."""
    loop = Loop.of(seed, size.months, scale=size.scale)
    learner = _ways.Learner()
    log_odds: list[Floats] = []
    for _ in loop.run(lambda each: _noted(learner(each), log_odds)):
        pass
    weeks = pl.concat(loop.weeks[-size.judged_weeks :])
    own = np.concatenate(log_odds[-size.judged_weeks :])
    return _judged(loop, weeks, own, size)


def _noted(ranking: Ranking, log_odds: list[Floats]) -> Ranking:
    def rank(table: pl.DataFrame) -> Floats:
        log_odds.append(ranking(table))
        return log_odds[-1]

    return rank


def _judged(loop: Loop, weeks: pl.DataFrame, own: Floats, size: Size) -> Open:
    """Rank the last weeks by models of all that was there before the last month but two."""
    before = loop.weeks[: -size.judged_weeks]
    past = Loop(loop.seed, loop.months, loop.config, loop.book, weeks=before)
    lessons = past.lessons()
    judged = Judged.of(weeks)
    learned = _ways.attempt(lessons)
    bound = _ways.attempt(past.truth())
    judged.log_odds = {
        "random": _ways.blind(weeks),
        "ats": _ways.ats(weeks),
        "importer": _ways.importer(weeks),
        "rules": _ways.rules(weeks),
        "officers": _ways.officers(weeks),
        "plain_lightgbm": _ways.plain(lessons, weeks),
        "learned": _by(learned, weeks),
        "bound": _by(bound, weeks),
    }
    probability = 1 / (1 + np.exp(-judged.log_odds["learned"]))
    truth = (judged.hiding > 0).astype(np.float64)
    return Open(
        judged=judged,
        errors=[_recall.calibration(probability, truth)],
        ties=_recall.ties(judged.log_odds["learned"]),
        reached=_recall.looked_at(weeks),
        exploring=_recall.spent_on_exploring(weeks, own),
        found=int(lessons["found"].sum()),
    )


def _by(model: Learned | None, weeks: pl.DataFrame) -> Floats:
    return _ways.rules(weeks) if model is None else _ways.by(model)(weeks)


def _fixed(seed: int, size: Size, way: str) -> Counts:
    """Let a way that learns nothing choose; return what it reached in the last weeks."""
    ranking = {"rules": _ways.rules, "officers": _ways.officers}[way]
    loop = Loop.of(seed, size.months, scale=size.scale)
    for _ in loop.run(lambda _: ranking):
        del loop.weeks[: -size.judged_weeks]
    return _recall.looked_at(pl.concat(loop.weeks))


def _changed(seed: int, size: Size) -> tuple[list[Counts], int, Counts]:
    """Let half of all hiding go a way that nobody knew; count week by week what is reached."""
    loop = Loop.of(seed, size.blended_from + 3, scale=size.scale, blended_from=size.blended_from)
    learner = _ways.Learner()
    begins = 0
    for week in loop.run(lambda each: learner(each)):
        if int(week["month"][0]) >= size.blended_from:
            begins = begins or len(loop.weeks) - 1
            learner.every = 1
    after = pl.concat(loop.weeks[begins:])
    new = after.filter(pl.col("scheme") == after["scheme"].max())
    return [_recall.looked_at(week) for week in loop.weeks], begins, _recall.looked_at(new)


def _scarce(seed: int, size: Size) -> tuple[Judged, int]:
    """Learn from a twentieth of all labels, chosen as officers choose, and from all of them."""
    loop = Loop.of(seed, 4, response=0.0, scale=size.scale)
    rng = np.random.default_rng((seed, 11))
    for _ in loop.run(lambda _: _ways.officers):
        pass
    whole = loop.weeks[-WHOLE:]
    early, late = pl.concat(whole[: -WHOLE // 3]), pl.concat(whole[-WHOLE // 3 :])
    chance = _biased(early["officers"].to_numpy())
    known = early.with_columns(pl.Series("chance", chance), found=pl.col("hides"))
    few = known.filter(pl.Series(rng.random(known.height) < chance))
    judged = Judged(np.ones(late.height), late["hides"].cast(pl.Float64).to_numpy())
    everything = known.with_columns(chance=pl.lit(1.0))
    judged.log_odds = {
        "scarce": _by(_ways.attempt(few), late),
        "full": _by(_ways.attempt(everything), late),
        "plain_scarce": _ways.plain(few, late),
        "plain_full": _ways.plain(everything, late),
    }
    return judged, int(few["found"].sum())


def _biased(
    officers: Floats,
) -> Floats:
    """Return chances with a mean of `SCARCE` that grow with what officers think."""
    appeal = np.exp(officers)
    for _ in range(6):
        appeal *= SCARCE / np.minimum(appeal, 0.95).mean()
    return np.minimum(appeal, 0.95)


def _result(
    size: Size,
    closed: Sequence[Open],
    changed: Sequence[tuple[list[Counts], int, Counts]],
    fixed: dict[str, list[Counts]],
    scarce: Sequence[tuple[Judged, int]],
) -> Result:
    worlds = [each.judged for each in closed]
    share = _recall.share_of(worlds, "learned", "bound")
    ours = [each.reached for each in closed]
    to = {way: _recall.ratio(ours, reached) for way, reached in fixed.items()}
    scarcity = _scarcity([judged for judged, _ in scarce])
    recovery = _recall.back_after([each[0] for each in changed], changed[0][1], BACK_SHARE)
    new = [sum(part) for part in zip(*(each[2] for each in changed), strict=True)]
    whole, expected = (sum(part) for part in zip(*(e.exploring for e in closed), strict=True))
    exploring = 1 - expected / whole
    error = max(max(each.errors) for each in closed)
    tied = max(each.ties for each in closed)
    figures: dict[str, object] = {
        "recall_at": _recall.recalls(worlds, "learned"),
        "share_of_bound": share,
        "share_of_bound_by_seed": [
            _recall.share_of([w], "learned", "bound")["mean"] for w in worlds
        ],
        "ratio_to_rules": to["rules"],
        "ratio_to_today": to["officers"],
        "ece": round(error, 5),
        "ties": tied,
        "scarcity": scarcity | {"finds": [found for _, found in scarce]},
        "recovery": recovery | {"recall_of_new_way": round(new[0] / new[1], 4)},
        "exploring": round(exploring, 4),
        "finds_learned_from": [each.found for each in closed],
        "seeds": list(size.seeds),
        "months": size.months,
        "budget": BUDGET,
        "boxes": int(sum(w.boxes.sum() for w in worlds)),
        "hiding": int(sum(w.hiding.sum() for w in worlds)),
    }
    weeks = recovery["weeks"]
    holds = {
        "share_of_bound": float(str(share["mean"])) >= SHARE_BAR,
        "ratio_to_rules": float(str(to["rules"]["ratio"])) >= RATIO_BAR,
        "ece": error <= CALIBRATION_BAR,
        "ties": tied <= TIES_BAR,
        "scarcity": float(str(scarcity["share"])) >= SCARCITY_BAR,
        "recovery": isinstance(weeks, int) and weeks <= BACK_BAR_WEEKS,
        "exploring": exploring <= EXPLORING_BAR,
    }
    return Result(
        "world_recall", figures, {way: _recall.recalls(worlds, way) for way in WAYS}, holds
    )


def _scarcity(worlds: Sequence[Judged]) -> dict[str, object]:
    """Return the precision among the first hundredth, of few labels and of all."""
    at = {way: _recall.recalls(worlds, way)["1%"] for way in worlds[0].log_odds}
    total = sum(float(w.hiding.sum()) for w in worlds) / sum(len(w.hiding) for w in worlds)
    precision = {way: round(recall * total / 0.01, 4) for way, recall in at.items()}
    return {
        "labels": SCARCE,
        "precision_at_1pct": precision,
        "share": round(at["scarce"] / at["full"], 4),
        "share_of_plain_lightgbm": round(at["plain_scarce"] / at["plain_full"], 4),
    }
