"""Make the data of the comparing engine again: `python -m bench._two_scan.train LESSONS [OUT]`.

The net behind the doors is taught on some pairs of simulated scans, the net that joins it with the
one for single scans on others, trees for the rest of the container learn from yet others, and all
are calibrated on pairs of their own; the benchmark uses none of these. Lessons are kept in the
folder LESSONS, and what is there is not made again. It takes a night of one processor, and is
written to `src/quaywatch/scans/comparing/data` unless told otherwise; the nets' SHA-256 belong into
`scans.comparing.doors`. Needs the extra `train`.
"""

import hashlib
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np

from bench._two_scan import joining, joining_lessons
from bench._two_scan.drawing import lot
from bench._two_scan.learning import samples
from bench._two_scan.lessons import KG, THREATENED, shelf, write_all
from bench._two_scan.pairs import Part, Voyage, earlier, later, seeds, voyage
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.comparison import VERSION
from quaywatch.scans.comparing.doors import JOINING, WEIGHTS, Nets, plainest
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.comparing.scoring import (
    SMALL,
    Calibration,
    Curve,
    Zone,
    highest,
    key,
    scored,
)
from quaywatch.scans.comparing.seeing import CHANNELS
from quaywatch.scans.comparing.windows import windows
from quaywatch.scans.detection.model import session
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.teaching.chance import between
from quaywatch.world.scanner.teaching.handing_over import onnx_bytes
from quaywatch.world.scanner.teaching.training import train
from quaywatch.world.scanner.teaching.varying import Load
from quaywatch.world.streams import stream

LEARNED_FROM, CALIBRATED_ON, MEASURED_ON = 100_000, 200_000, 300_000
"""First seeds of each kind of pairs: for trees, for what scores mean, and those measured."""
PAIRS, HONEST = 80, 28
"""Pairs that trees learn from, and that they are calibrated on."""
TAUGHT = {
    Load.TRADE: (110_000, 1300),
    Load.STRANGE: (120_000, 1900),
    Load.HEAVY: (130_000, 800),
}
"""By what they carry, the first seed of voyages that the net is taught on, and their number."""
STEPS = 12_000
CALIBRATED, THREATENED_TOO = 500, 150
"""Voyages that the net is calibrated on, and the first of them, simulated with cocaine as well."""
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
_LIKE = {Zone.LEAF: Zone.ELSEWHERE}
"""Zones in which nothing is put: what scores mean there is taken from another."""
_FARTHEST = 10.0
"""Score beyond which likelihood rises no more."""
_TAIL = 0.15
"""Share of honest containers whose scores the fall of the tail is taken from."""


_LEARNED = {Part.TAUGHT, Part.CALIBRATED}


def honest(first: int, count: int) -> Iterator[tuple[Voyage, Standard, Standard, Registered]]:
    """Yield honest pairs brought together, with their voyages and scans; none that is measured."""
    for seed in islice(seeds(first, _LEARNED), count):
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


def taught(lessons: Path, voyages: dict[Load, tuple[int, int]], steps: int) -> Iterator[str]:
    """Teach the net on voyages, of each load from a seed on so many; all is kept in a folder."""
    for load, (first, count) in voyages.items():
        write_all(lessons / "taught", first, count, {Part.TAUGHT}, THREATENED, load)
    drawn = partial(lot, shelf(lessons / "taught"))
    for progress in train(drawn, CHANNELS, lessons / "kept.pt", steps=steps):
        yield f"step {progress.step}: " + " ".join(f"{loss:.4f}" for loss in progress.losses)


def handed_over(lessons: Path) -> bytes:
    """Return the net as it was last kept."""
    torch: Any = import_module("torch")
    return onnx_bytes(torch.load(lessons / "kept.pt", weights_only=True)["weights"])


Scores = dict[str, list[float]]


def calibrated(nets: Nets, count: int) -> Calibration:
    """Score `count` honest pairs, and the same with something added; more of them at the doors."""
    without: Scores = {key(zone): [] for zone in Zone}
    with_: Scores = {key(zone): [] for zone in (Zone.DOORS, Zone.ELSEWHERE)}
    for one, before, _, pair in honest(CALIBRATED_ON, count):
        for zone, score in _highest(pair).items():
            without[key(zone)].append(score)
        after = _added(one)
        added = None if after is None else registered(before, after)
        if added is not None:
            with_[key(Zone.ELSEWHERE)].append(_highest(added)[Zone.ELSEWHERE])
    at_doors = list(doors(nets))
    without[key(Zone.DOORS)] = [score for kg, score in at_doors if kg <= 0.0]
    with_[key(Zone.DOORS)] = [score for kg, score in at_doors if kg > 0.0]
    return assembled(without, with_)


def doors(nets: Nets) -> Iterator[tuple[float, float]]:
    """Yield kilograms, below 0 of what was taken away, and the plainest score behind the doors."""
    for number, seed in enumerate(islice(seeds(CALIBRATED_ON, _LEARNED), CALIBRATED)):
        one = voyage(seed)
        before = earlier(one)
        if before is None:
            continue
        shown = alone(before)
        for threat in (None, _threat(seed)) if number < THREATENED_TOO else (None,):
            after = later(one, threat)
            if after is None:
                continue
            kg, there = 0.0 if threat is None else threat[1], alone(after)
            for pair, new, sign in (
                (registered(before, after), newly(shown, there), 1),
                (registered(after, before), newly(there, shown), -1),
            ):
                if pair is not None:
                    yield sign * kg, plainest(nets, pair, new)


def _threat(seed: int) -> tuple[ConcealmentPlace, float]:
    return ConcealmentPlace.BEHIND_DOORS, between(KG, stream(seed, "lesson"))


def _highest(pair: Registered) -> dict[Zone, float]:
    """Return the highest score of the trees' zones."""
    shown = windows(pair.rest, pair.compared)
    found = highest(shown, scored(shown))
    return {zone: score for zone, score in found.items() if zone is not Zone.DOORS}


def assembled(without: Scores, with_: Scores) -> Calibration:
    """Return the curves of scores of honest pairs and of those with something added."""
    curves = {
        key(zone): _curve(without[key(zone)], with_[key(_LIKE.get(zone, zone))]) for zone in Zone
    }
    return Calibration(version=VERSION, curves=curves)


def _added(one: Voyage) -> Standard | None:
    rng = stream(one.seed, "added")
    kg = between((2.0, 20.0), rng)
    places = (ConcealmentPlace.AMONG_GOODS, ConcealmentPlace.PALLETS, ConcealmentPlace.FLOOR)
    return later(one, (places[int(rng.integers(len(places)))], kg))


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
        honest=count,
        added=len(with_),
    )


def _logistic(without: Floats, with_: Floats) -> tuple[float, float]:
    """Fit ln of the ratio of likelihoods as a line of the score; both kinds weigh alike."""
    x = np.concatenate([without, with_])
    y = np.concatenate([np.zeros(len(without)), np.ones(len(with_))])
    weight = np.where(y > 0, 0.5 / max(len(with_), 1), 0.5 / len(without))
    design = np.stack([np.clip(x, -_FARTHEST, _FARTHEST), np.ones_like(x)], axis=1)
    found = np.zeros(2)
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weight * (y - chance)) - 1e-4 * found
        bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design
        found = found + np.linalg.solve(bend + 1e-4 * np.eye(2), slope)
    return float(found[0]), float(found[1])


def main(lessons: Path, out: Path) -> None:
    """Teach, learn, calibrate and write all files."""
    (out / "trees.txt").write_text(trees(PAIRS), "utf-8")
    for line in taught(lessons, TAUGHT, STEPS):
        print(line, flush=True)
    pairs = handed_over(lessons)
    joining_lessons.write_all(lessons / "joining", session(pairs), joining_lessons.TAUGHT)
    joined = joining.onnx_bytes(joining.taught(lessons / "joining"))
    for name, weights in ((WEIGHTS, pairs), (JOINING, joined)):
        (out / name).write_bytes(weights)
        print(name, hashlib.sha256(weights).hexdigest())
    made = calibrated(Nets(session(pairs), session(joined)), HONEST)
    text = msgspec.json.format(msgspec.json.encode(made), indent=1)
    (out / "calibration.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    told = sys.argv[1:]
    main(Path(told[0]), Path(told[1] if len(told) > 1 else "src/quaywatch/scans/comparing/data"))
