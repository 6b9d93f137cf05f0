"""Make the data of the comparing engine again: `python -m bench._two_scan.train [OUT]`.

Trees learn from some pairs of simulated scans, and are calibrated on others; the benchmark uses
yet others. It takes about ten minutes of one processor, and is written to
`src/quaywatch/scans/comparing/data` unless told otherwise.
"""

import math
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np

from bench._two_scan.learning import samples
from bench._two_scan.pairs import Voyage, earlier, later, voyage
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.comparison import VERSION
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.comparing.scoring import (
    NOTHING,
    SMALL,
    Calibration,
    Curve,
    Zone,
    highest,
    key,
    scored,
)
from quaywatch.scans.comparing.windows import windows
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.standard import Standard
from quaywatch.world.streams import stream

LEARNED_FROM, CALIBRATED_ON, MEASURED_ON = 100_000, 200_000, 300_000
"""First seeds of the three kinds of pairs."""
PAIRS, HONEST = 80, 28
"""Pairs that trees learn from, and that they are calibrated on."""
_SETTINGS: dict[str, object] = {
    "objective": "quantile",
    "alpha": 0.95,
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
}
_ROUNDS = 120
_LIKE = {Zone.LEAF: Zone.DOORS}
"""Zones in which nothing is put: what scores mean there is taken from another."""
_TAIL = 0.15
"""Share of honest containers whose scores the fall of the tail is taken from."""


def honest(first: int, count: int) -> Iterator[tuple[Voyage, Standard, Standard, Registered]]:
    """Yield honest pairs brought together, with their voyages and scans."""
    for seed in range(first, first + count):
        one = voyage(seed)
        before, after = earlier(one), later(one)
        if before is None or after is None:
            continue
        pair = registered(before, after)
        if pair is not None:
            yield one, before, after, pair


def trees(count: int) -> str:
    """Learn from `count` pairs; return LightGBM's own text form."""
    made = [samples(pair, one.seed) for one, _, _, pair in honest(LEARNED_FROM, count)]
    return grown(np.concatenate([x for x, _ in made]), np.concatenate([y for _, y in made]))


def grown(x: Floats, y: Floats) -> str:
    """Return trees for what one in twenty windows with surroundings `x` shows more than, in `y`."""
    library = cast("Any", import_module("lightgbm"))
    data = library.Dataset(x, np.log(y + SMALL))
    text: str = library.train(_SETTINGS, data, _ROUNDS).model_to_string()
    # What it was trained with stands here, not in the file.
    return text[: text.index("\nfeature_importances")] + "\n"


Scores = dict[str, list[float]]


def scores(pair: Registered) -> dict[str, float]:
    """Return the highest score by zone."""
    shown = windows(pair.rest, pair.compared)
    return {key(zone): score for zone, score in highest(shown, scored(shown)).items()}


def calibrated(count: int) -> Calibration:
    """Score honest pairs, and the same with something added."""
    without: Scores = {key(zone): [] for zone in Zone}
    with_: Scores = {key(zone): [] for zone in (Zone.DOORS, Zone.ELSEWHERE)}
    for one, before, _, pair in honest(CALIBRATED_ON, count):
        for name, score in scores(pair).items():
            without[name].append(score)
        zone, after = _added(one)
        added = None if after is None else registered(before, after)
        if added is not None:
            name = key(zone)
            with_[name].append(scores(added)[name])
    return assembled(without, with_)


def assembled(without: Scores, with_: Scores) -> Calibration:
    """Return the curves of scores of honest pairs and of those with something added."""
    curves = {
        key(zone): _curve(without[key(zone)], with_[key(_LIKE.get(zone, zone))]) for zone in Zone
    }
    number = len(without[key(Zone.DOORS)])
    added = sum(len(each) for each in with_.values())
    return Calibration(version=VERSION, honest=number, added=added, curves=curves)


def _added(one: Voyage) -> tuple[Zone, Standard | None]:
    rng = stream(one.seed, "added")
    kg = math.exp(rng.uniform(math.log(2.0), math.log(20.0)))
    if one.seed % 2 == 0:
        return Zone.DOORS, later(one, (ConcealmentPlace.BEHIND_DOORS, kg))
    places = (ConcealmentPlace.AMONG_GOODS, ConcealmentPlace.PALLETS, ConcealmentPlace.FLOOR)
    return Zone.ELSEWHERE, later(one, (places[int(rng.integers(len(places)))], kg))


def _curve(without: list[float], with_: list[float]) -> Curve:
    ranked = np.sort(np.array(without))
    count = len(ranked)
    # Of a score's own rank, half: neither the highest nor the lowest of those seen is certain.
    share = 1.0 - (np.arange(count) + 0.5) / count
    tail = max(round(_TAIL * count), 5)
    start = float(ranked[-tail - 1])
    scale = max(float((ranked[-tail:] - start).mean()), 0.05)
    kept = [*range(0, count - tail, max(count // 20, 1)), count - tail - 1]
    at = sorted({round(float(ranked[n]), 4): round(float(share[n]), 5) for n in kept}.items())
    slope, intercept = _logistic(ranked, np.array(with_))
    return Curve(
        scores=tuple(score for score, _ in at),
        shares=tuple(left for _, left in at),
        scale=round(scale, 4),
        slope=round(slope, 4),
        intercept=round(intercept, 4),
    )


def _logistic(without: Floats, with_: Floats) -> tuple[float, float]:
    """Fit ln of the ratio of likelihoods as a line of the score; both kinds weigh alike."""
    x = np.concatenate([without, with_])
    y = np.concatenate([np.zeros(len(without)), np.ones(len(with_))])
    weight = np.where(y > 0, 0.5 / max(len(with_), 1), 0.5 / len(without))
    design = np.stack([np.clip(x, NOTHING, -NOTHING), np.ones_like(x)], axis=1)
    found = np.zeros(2)
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weight * (y - chance)) - 1e-4 * found
        bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design
        found = found + np.linalg.solve(bend + 1e-4 * np.eye(2), slope)
    return float(found[0]), float(found[1])


def main(out: Path) -> None:
    """Train, calibrate and write both files."""
    (out / "trees.txt").write_text(trees(PAIRS), "utf-8")
    made = msgspec.json.format(msgspec.json.encode(calibrated(HONEST)), indent=1)
    (out / "calibration.json").write_bytes(made + b"\n")


if __name__ == "__main__":
    told = sys.argv[1:]
    main(Path(told[0] if told else "src/quaywatch/scans/comparing/data"))
